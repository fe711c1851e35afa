export const midnight = (year: number): Date => new Date(year, 0, 1);
