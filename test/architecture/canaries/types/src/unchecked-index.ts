export const first = (plates: readonly string[]): string => plates[0];
