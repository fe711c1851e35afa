import { resolve } from 'node:path';
import { SITES, type SiteCode } from '../../domain/sync/fact.js';
import type { TableLimits } from '../tables/table-limits.js';
import { readAuth, type AuthConfig } from './auth-config.js';
import type { RateLimits } from '../limits/rate-limiter.js';
import { EnvironmentReader } from './environment-reader.js';
import { Secret } from './secret.js';
import { readOpenId, type OpenIdConfig } from './openid-config.js';
import { readRateLimits } from './rate-config.js';
import { readSecrets, type SecretSettings } from './secret-settings.js';
import { readTrustedKeys, type TrustedKey } from './trusted-keys.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const GIBIBYTE = 1024 ** 3;

/** Everything that the environment may decide, read once at start. Times are in seconds unless the name says otherwise. */
export interface AppConfig {
  /** Province code of this site: the author of the facts written here. */
  readonly site: SiteCode;
  /** Folder of the embedded database and of generated secrets. */
  readonly dataDir: string;
  readonly database: {
    /** Connection of the owner (migrations); null starts the embedded server. */
    readonly url: Secret | null;
    /** Optional separate login of the application; it must be a member of the role `qingtu_app`. */
    readonly appUrl: Secret | null;
    readonly poolSize: number;
  };
  /** Queue on Redis when set, on PostgreSQL otherwise. */
  readonly redisUrl: Secret | null;
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly bodyLimitBytes: number;
    /** Addresses and networks whose X-Forwarded-For is believed; none: the caller is who opened the connection. */
    readonly trustedProxies: readonly string[];
  };
  readonly gateway: { readonly host: string; readonly port: number; readonly maxConnections: number };
  /** Health and metrics port of a worker or gateway that runs on its own. */
  readonly probePort: number;
  readonly auth: AuthConfig;
  /** Null: nobody signs in with an external identity. */
  readonly openId: OpenIdConfig | null;
  readonly secrets: SecretSettings;
  readonly files: { readonly uploadLimitBytes: number; readonly uploadTtl: number };
  readonly releases: {
    /** Life of a pack for hand-held devices. */
    readonly packTtl: number;
    /** Keys of other sites, and of this one, that a reader takes as proven. */
    readonly trustedKeys: readonly TrustedKey[];
  };
  /** Exports above so many rows need a second person; margin in percent. */
  readonly exports: {
    readonly approvalRows: number;
    readonly approvalMargin: number;
    readonly approvalTtl: number;
    readonly fileTtl: number;
  };
  readonly graphql: {
    readonly maxDepth: number;
    readonly maxAliases: number;
    readonly maxTokens: number;
    readonly maxCost: number;
    readonly maxPageSize: number;
  };
  /** Tables from outside: CSV and XLSX. */
  readonly tables: TableLimits;
  /** Imports: rows settled together, days that reports are kept, and how long a report file can be fetched. */
  readonly imports: { readonly batchRows: number; readonly reportDays: number; readonly reportTtl: number };
  /** Whether the API describes itself to whoever asks: introspection, suggestions, the workbench. */
  readonly development: boolean;
  /** Units a minute for one caller; null when nothing is limited. */
  readonly rates: RateLimits | null;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** After this long without news a province counts as SILENT. */
  readonly sourceSilentAfter: number;
  readonly demo: { readonly enabled: boolean; readonly vehicles: number };
  readonly shutdownGraceMs: number;
}

/** A start-up refusal that a person can act on: one line a problem, no stack. */
export class StartupError extends Error {
  constructor(
    readonly lines: readonly string[],
    options?: ErrorOptions,
  ) {
    super(lines.join('\n'), options);
    this.name = 'StartupError';
  }
}

/** Folder of the embedded database, of generated secrets and of the pack that is searched. */
export const readDataDir = (read: EnvironmentReader): string =>
  resolve(read.text('QINGTU_DATA_DIR') ?? '.data');

const secretOrNull = (text: string | null): Secret | null => (text === null ? null : new Secret(text));

function readGraphqlLimits(read: EnvironmentReader): AppConfig['graphql'] {
  return {
    maxDepth: read.integer('GRAPHQL_MAX_DEPTH', 12, 3, 50),
    maxAliases: read.integer('GRAPHQL_MAX_ALIASES', 20, 1, 1000),
    maxTokens: read.integer('GRAPHQL_MAX_TOKENS', 4000, 100, 1_000_000),
    maxCost: read.integer('GRAPHQL_MAX_COST', 20_000, 100, 10_000_000),
    maxPageSize: read.integer('GRAPHQL_MAX_PAGE_SIZE', 200, 1, 1000),
  };
}

function readExports(read: EnvironmentReader): AppConfig['exports'] {
  return {
    approvalRows: read.integer('EXPORT_APPROVAL_ROWS', 10_000, 0, 100_000_000),
    approvalMargin: read.integer('EXPORT_APPROVAL_MARGIN', 5, 0, 100),
    approvalTtl: read.integer('EXPORT_APPROVAL_TTL', 3 * 86_400, 60, 90 * 86_400),
    fileTtl: read.integer('EXPORT_FILE_TTL', 7 * 86_400, 60, 90 * 86_400),
  };
}

function readReleases(read: EnvironmentReader): AppConfig['releases'] {
  return {
    packTtl: read.integer('PACK_TTL', 7 * 86_400, 60, 366 * 86_400),
    trustedKeys: readTrustedKeys(read),
  };
}

function readHttp(read: EnvironmentReader): AppConfig['http'] {
  return {
    host: read.text('HOST') ?? '127.0.0.1',
    port: read.integer('PORT', 4000, 0, 65_535),
    bodyLimitBytes: read.integer('BODY_LIMIT_BYTES', 4 * 1024 * 1024, 1024, 64 * 1024 * 1024),
    trustedProxies: read.networks('TRUSTED_PROXIES'),
  };
}

const readTables = (read: EnvironmentReader): TableLimits => ({
  maxRowChars: read.integer('TABLE_MAX_ROW_CHARS', 1024 * 1024, 1024, 64 * 1024 * 1024),
  maxColumns: read.integer('TABLE_MAX_COLUMNS', 256, 16, 16_384),
  maxArchiveEntries: read.integer('ARCHIVE_MAX_ENTRIES', 1000, 10, 65_535),
  maxExpandedBytes: read.integer('ARCHIVE_MAX_EXPANDED_BYTES', 8 * GIBIBYTE, 1024 * 1024, 1024 * GIBIBYTE),
  maxExpansion: read.integer('ARCHIVE_MAX_EXPANSION', 200, 10, 1000),
});

const readImports = (read: EnvironmentReader): AppConfig['imports'] => ({
  batchRows: read.integer('IMPORT_BATCH_ROWS', 500, 10, 1000),
  reportDays: read.integer('IMPORT_REPORT_DAYS', 30, 1, 3660),
  reportTtl: read.integer('IMPORT_REPORT_TTL', 7 * 86_400, 60, 366 * 86_400),
});

/**
 * Reads the configuration from the environment.
 * @throws StartupError with one line for each wrong or missing setting; no value of a secret is repeated.
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): AppConfig {
  const read = new EnvironmentReader(environment);
  const databaseUrl = secretOrNull(read.url('DATABASE_URL', ['postgres:', 'postgresql:']));
  const config: AppConfig = {
    site: read.choice('QINGTU_SITE', SITES, '310000'),
    dataDir: readDataDir(read),
    database: {
      url: databaseUrl,
      appUrl: secretOrNull(read.url('DATABASE_APP_URL', ['postgres:', 'postgresql:'])),
      poolSize: read.integer('DATABASE_POOL_SIZE', 10, 2, 200),
    },
    redisUrl: secretOrNull(read.url('REDIS_URL', ['redis:', 'rediss:'])),
    http: readHttp(read),
    gateway: {
      host: read.text('GATEWAY_HOST') ?? '127.0.0.1',
      port: read.integer('GATEWAY_PORT', 7611, 0, 65_535),
      maxConnections: read.integer('GATEWAY_MAX_CONNECTIONS', 20_000, 1, 1_000_000),
    },
    probePort: read.integer('PROBE_PORT', 4001, 0, 65_535),
    auth: readAuth(read),
    openId: readOpenId(read),
    secrets: readSecrets(read, databaseUrl !== null),
    files: {
      uploadLimitBytes: read.integer('UPLOAD_LIMIT_BYTES', 512 * 1024 * 1024, 1024, 64 * 1024 * 1024 * 1024),
      uploadTtl: read.integer('UPLOAD_TTL', 7 * 86_400, 60, 366 * 86_400),
    },
    releases: readReleases(read),
    imports: readImports(read),
    exports: readExports(read),
    graphql: readGraphqlLimits(read),
    tables: readTables(read),
    development: read.choice('DEVELOPMENT', ['on', 'off'], databaseUrl === null ? 'on' : 'off') === 'on',
    rates: readRateLimits(read),
    logLevel: read.choice('LOG_LEVEL', LOG_LEVELS, 'info'),
    sourceSilentAfter: read.integer('SOURCE_SILENT_AFTER', 86_400, 60, 31_536_000),
    demo: {
      enabled: read.choice('DEMO', ['on', 'off'], databaseUrl === null ? 'on' : 'off') === 'on',
      vehicles: read.integer('DEMO_VEHICLES', 50_000, 100, 5_000_000),
    },
    shutdownGraceMs: read.integer('SHUTDOWN_GRACE_MS', 10_000, 100, 300_000),
  };
  if (read.problems.length > 0) throw new StartupError(read.problems);
  return config;
}
