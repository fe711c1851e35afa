export const outside: unknown = setTimeout;
