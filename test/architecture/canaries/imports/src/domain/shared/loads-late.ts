export const load = (): Promise<unknown> => import('node:os');
