export const inspections = 'inspections';
