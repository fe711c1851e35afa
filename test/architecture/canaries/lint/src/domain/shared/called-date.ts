export const text = (): string => Date();
