export const unheard = true;
