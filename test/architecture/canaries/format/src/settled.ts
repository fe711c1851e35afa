export const settled = 'single';
