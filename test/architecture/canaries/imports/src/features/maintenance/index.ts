export const maintenance = 'maintenance';
