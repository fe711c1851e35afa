export const integrity = 'integrity';
