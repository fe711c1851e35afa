export const size = (value: any): string => typeof value;
