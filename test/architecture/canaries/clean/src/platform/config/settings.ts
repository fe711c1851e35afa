type Environment = Readonly<Record<string, string | undefined>>;

export const loadConfig = (environment: Environment): string | undefined => environment['DATABASE_URL'];
export const nodeVersion = (): string | undefined => process.env['NODE_VERSION'];
