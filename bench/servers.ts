import { randomBytes } from 'node:crypto';
import { Child, freePort } from './child.js';
import type { BenchStore } from './store.js';

/** A server under measurement, a process of its own. */
export interface Server {
  readonly port: number;
  readonly child: Child;
}

/** One for the run: a database keeps the keys that sign tokens, sealed with it. */
const TOKEN_KEY = randomBytes(32).toString('hex');

/** Connections that gave the references their best figures. */
const REFERENCE_POOL = 10;

/** As `npm start` runs it. */
const OPTIONS_OF_THE_SERVICE = ['--max-semi-space-size=64'];

async function start(
  name: string,
  program: string,
  environment: Readonly<Record<string, string>>,
  options: readonly string[] = [],
): Promise<Server> {
  const port = await freePort();
  const child = Child.start(name, program, { ...environment, PORT: String(port) }, options);
  await child.ready(`http://127.0.0.1:${port}/health/ready`);
  return { port, child };
}

/** The API as it is run in production, over one of the databases. */
export const startService = (store: BenchStore, database: string): Promise<Server> => {
  const environment = {
    DATABASE_URL: store.ownerUrl(database),
    DATABASE_APP_URL: store.serviceUrl(database),
    TOKEN_KEY,
    PERSONAL_DATA_KEYS: `bench:${randomBytes(32).toString('base64')}`,
    SITE_SIGNING_KEY: randomBytes(32).toString('base64'),
    TOKEN_TTL: '7200',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
  };
  return start(`service over ${database}`, 'src/apps/api/main.ts', environment, OPTIONS_OF_THE_SERVICE);
};

/** One of the references. */
export const startReference = (
  store: BenchStore,
  database: string,
  kind: 'shaped' | 'finished',
): Promise<Server> =>
  start(`reference ${kind}`, 'bench/reference-server.ts', {
    DATABASE_URL: store.ownerUrl(database),
    POOL_SIZE: process.env['BENCH_REFERENCE_POOL'] ?? String(REFERENCE_POOL),
    REFERENCE_KIND: kind,
    NODE_ENV: 'production',
  });
