export const outside: unknown = process.version;
