// eslint-disable-next-line no-console -- there is nothing to print any more
export const silent = true;
