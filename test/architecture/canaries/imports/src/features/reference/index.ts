export const reference = 'reference';
