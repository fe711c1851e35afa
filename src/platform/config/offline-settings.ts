import { readDataDir, StartupError } from './config.js';
import { EnvironmentReader } from './environment-reader.js';
import { readTrustedKeys, type TrustedKey } from './trusted-keys.js';

/** All that a command without a database takes from the environment. */
export interface OfflineSettings {
  readonly dataDir: string;
  readonly trustedKeys: readonly TrustedKey[];
}

/**
 * Reads `TRUSTED_SITE_KEYS` and the data folder, and nothing else: what proves a file must work where no service is
 * configured, or where its configuration is broken.
 * @throws StartupError when the keys are malformed, for a key that is passed over would prove nothing in silence
 */
export function readOfflineSettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): OfflineSettings {
  const read = new EnvironmentReader(environment);
  const settings = { dataDir: readDataDir(read), trustedKeys: readTrustedKeys(read) };
  if (read.problems.length > 0) throw new StartupError(read.problems);
  return settings;
}
