export const size = (value) => String(value).length;
