export const outside: unknown = globalThis;
