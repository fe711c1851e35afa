import { join } from 'node:path';
import { MIGRATIONS } from '../../../migrations/index.js';
import { TokenKey } from '../../platform/auth/token-settings.js';
import type { AppConfig } from '../../platform/config/config.js';
import { ensureDatabase, ensureServiceLogin, prepareSchema } from '../../platform/database/bootstrap.js';
import { APP_ROLE, connectionRefusal, openDataSource } from '../../platform/database/connection.js';
import { Database } from '../../platform/database/database.js';
import { EmbeddedCluster } from '../../platform/database/embedded-cluster.js';
import { generatedSecrets } from '../../platform/database/generated-secrets.js';
import { prepareQueueSchema } from '../../platform/queue/queue-connection.js';
import type { Keyring } from '../../platform/secrets/keyring.js';
import { keyringOf, signerOf } from '../../platform/secrets/read-keys.js';
import type { SiteSigner } from '../../platform/secrets/site-signer.js';
import type { Secret } from '../../platform/config/secret.js';
import { ENTITIES } from './entities.js';

const EMBEDDED_DATABASE = 'qingtu';

/** Where the data is: connection strings for the owner and the application, and the keys. */
export interface Stores {
  readonly ownerUrl: string;
  readonly serviceUrl: string;
  /** Name of the setting that a connection problem is about. */
  readonly setting: string;
  readonly tokenKey: TokenKey;
  /** Seals personal data. */
  readonly keyring: Keyring;
  /** Signs what leaves the site. */
  readonly signer: SiteSigner;
  /** Null when the database is somebody else's. */
  readonly cluster: EmbeddedCluster | null;
}

interface GivenSecrets {
  readonly tokenKey: Secret;
  readonly personalDataKeys: Secret;
  readonly signingKey: Secret;
}

const keysOf = ({ tokenKey, personalDataKeys, signingKey }: GivenSecrets) => ({
  tokenKey: new TokenKey(Buffer.from(tokenKey.reveal(), 'utf8')),
  keyring: keyringOf(personalDataKeys),
  signer: signerOf(signingKey),
});

function configuredSecrets({ secrets }: AppConfig): GivenSecrets {
  const { tokenKey, personalDataKeys, signingKey } = secrets;
  if (tokenKey === null || personalDataKeys === null || signingKey === null) {
    throw new Error("the configuration let a server of one's own pass without its keys");
  }
  return { tokenKey, personalDataKeys, signingKey };
}

/** Finds the configured server or starts the embedded one. @throws StartupError */
export async function openStores(config: AppConfig): Promise<Stores> {
  const { url, appUrl } = config.database;
  if (url !== null) {
    const ownerUrl = url.reveal();
    return {
      ownerUrl,
      serviceUrl: appUrl?.reveal() ?? ownerUrl,
      setting: 'DATABASE_URL',
      ...keysOf(configuredSecrets(config)),
      cluster: null,
    };
  }
  const cluster = await EmbeddedCluster.open(config.dataDir);
  await ensureDatabase(cluster.ownerUrl('postgres'), EMBEDDED_DATABASE);
  const made = generatedSecrets(config.dataDir);
  const { secrets } = config;
  return {
    ownerUrl: cluster.ownerUrl(EMBEDDED_DATABASE),
    serviceUrl: cluster.serviceUrl(EMBEDDED_DATABASE),
    setting: `the embedded database in ${join(config.dataDir, 'postgres')}`,
    ...keysOf({
      tokenKey: secrets.tokenKey ?? made.tokenKey,
      personalDataKeys: secrets.personalDataKeys ?? made.personalDataKeys,
      signingKey: secrets.signingKey ?? made.signingKey,
    }),
    cluster,
  };
}

/** Brings the schema of the service and of its queue up to date. @returns the migrations that ran. */
export async function prepareStores(config: AppConfig, stores: Stores): Promise<string[]> {
  const ran = await prepareSchema(stores.setting, { url: stores.ownerUrl, migrations: MIGRATIONS });
  if (stores.cluster !== null) {
    await ensureServiceLogin(stores.ownerUrl, generatedSecrets(config.dataDir).servicePassword.reveal());
  }
  if (config.redisUrl === null) await prepareQueueSchema(stores.ownerUrl);
  return ran;
}

async function connect(
  setting: string,
  url: string,
  poolSize: number,
  role: string | null,
): Promise<Database> {
  try {
    return new Database(await openDataSource({ url, entities: ENTITIES, poolSize, role }));
  } catch (error) {
    throw connectionRefusal(setting, url, error);
  }
}

/** The application's connection, in the role that may not change facts. */
export function connectAsApplication(config: AppConfig, stores: Stores): Promise<Database> {
  const setting = config.database.appUrl === null ? stores.setting : 'DATABASE_APP_URL';
  return connect(setting, stores.serviceUrl, config.database.poolSize, APP_ROLE);
}

/** The owner's connection, for reference data, rebuilds and nothing else. */
export function connectAsOwner(stores: Stores): Promise<Database> {
  return connect(stores.setting, stores.ownerUrl, 2, null);
}
