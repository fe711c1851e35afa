export const hour = (instant: string): number => new Date(instant).getHours();
