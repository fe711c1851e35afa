export const table = 'vehicle';
