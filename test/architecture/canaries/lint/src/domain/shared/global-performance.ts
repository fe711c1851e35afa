export const outside: unknown = performance.timeOrigin;
