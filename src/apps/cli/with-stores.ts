import { loadConfig, type AppConfig } from '../../platform/config/config.js';
import { openStores, prepareStores, type Stores } from '../process/stores.js';
import { releaseCluster } from '../process/cluster-release.js';

/** Opens the configured stores for one command and leaves the embedded server as it was found. */
export async function withStores<T>(work: (config: AppConfig, stores: Stores) => Promise<T>): Promise<T> {
  const config = loadConfig(process.env);
  const stores = await openStores(config);
  try {
    await prepareStores(config, stores);
    return await work(config, stores);
  } finally {
    await releaseCluster(stores);
  }
}
