import { rotateTokenKeysAsOperator } from '../../features/access/index.js';
import { TokenSettings } from '../../platform/auth/token-settings.js';
import { SystemClock } from '../../platform/context/clock.js';
import { connectAsApplication } from '../process/stores.js';
import { withStores } from './with-stores.js';

const EXIT_ROTATED = 0;
const EXIT_USAGE = 2;

/** Gives tokens a new signing key. Running processes follow at once; nobody is signed out. */
export async function keysCommand(args: readonly string[], write: (line: string) => void): Promise<number> {
  const [verb, what, ...more] = args;
  if (verb !== 'rotate' || what !== 'tokens' || more.length > 0) {
    process.stderr.write('keys: needs rotate tokens\n');
    return EXIT_USAGE;
  }
  return withStores(async (config, stores) => {
    const database = await connectAsApplication(config, stores);
    try {
      const settings = new TokenSettings(stores.tokenKey, config.site, config.auth.tokenTtl);
      const id = await rotateTokenKeysAsOperator(database, settings, new SystemClock().now());
      write(
        `tokens are signed with key ${id} from now on; the one before verifies for ${config.auth.tokenTtl} s more`,
      );
      return EXIT_ROTATED;
    } finally {
      await database.close();
    }
  });
}
