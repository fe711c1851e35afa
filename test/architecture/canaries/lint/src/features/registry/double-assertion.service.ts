export const asNumber = (value: string): number => value as unknown as number;
