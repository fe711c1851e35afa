export const sync = 'sync';
