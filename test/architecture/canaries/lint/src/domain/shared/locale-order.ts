export const before = (a: string, b: string): boolean => a.localeCompare(b) < 0;
