export const outside: unknown = crypto.subtle;
