export const ports = 'ports';
