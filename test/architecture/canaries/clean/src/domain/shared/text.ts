export const squeeze = (value: string): string => value.replaceAll(' ', '');
