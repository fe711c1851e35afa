export const forgotten = 2;
