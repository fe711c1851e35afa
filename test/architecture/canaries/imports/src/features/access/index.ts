export const access = 'access';
