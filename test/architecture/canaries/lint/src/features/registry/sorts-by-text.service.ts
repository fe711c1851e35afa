export const sorted = (years: readonly number[]): number[] => [...years].sort();
