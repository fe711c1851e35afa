export const up = 'create';
