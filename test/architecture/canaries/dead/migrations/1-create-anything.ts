export const create = 1;
