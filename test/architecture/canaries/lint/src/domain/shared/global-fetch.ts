export const outside: unknown = fetch;
