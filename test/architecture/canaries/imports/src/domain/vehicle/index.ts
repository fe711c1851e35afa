export const wheels = 4;
