const { env } = process;

export const databaseUrl = env['DATABASE_URL'];
