export const outside: unknown = console;
