import { OwnerRecordsRepository, OwnerRekeyService, OwnerVault } from '../../features/registry/index.js';
import { SystemClock } from '../../platform/context/clock.js';
import { AppError } from '../../platform/errors/app-error.js';
import { describeError } from '../../platform/errors/describe-error.js';
import { connectAsApplication } from '../process/stores.js';
import { progressOn } from '../process/progress.js';
import { withStores } from './with-stores.js';

const EXIT_DONE = 0;
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

type Write = (line: string) => void;

/** One line a key, and what to do about one that is not configured. @returns 1 when there is such a key */
async function showKeys(service: OwnerRekeyService, write: Write): Promise<number> {
  const keys = await service.keys();
  for (const { keyId, state, records } of keys) write(`${keyId}\t${state}\t${records} records`);
  const unknown = keys.filter(({ state }) => state === 'UNKNOWN');
  for (const { keyId } of unknown)
    write(`key "${keyId}" is not in PERSONAL_DATA_KEYS: its records cannot be shown`);
  return unknown.length > 0 ? EXIT_FAILED : EXIT_DONE;
}

async function rekey(service: OwnerRekeyService, write: Write): Promise<number> {
  const progress = progressOn(process.stderr, 'sealing anew');
  try {
    const done = await service.rekey((records, total) => progress.update(records, total));
    progress.end();
    write(`${done} records sealed anew; all are under the current key`);
    return EXIT_DONE;
  } catch (error) {
    progress.end();
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(
      `personal: ${error.code}: ${describeError(error, 'zh')} / ${describeError(error, 'en')}\n`,
    );
    return EXIT_FAILED;
  }
}

const ACTIONS: Readonly<Record<string, (service: OwnerRekeyService, write: Write) => Promise<number>>> = {
  keys: showKeys,
  rekey,
};

/** `personal keys` and `personal rekey`. @returns 0 when done, 1 when a key is unknown, 2 for another word. */
export async function personalCommand(args: readonly string[], write: Write): Promise<number> {
  const [word = '', ...further] = args;
  const action = Object.hasOwn(ACTIONS, word) ? ACTIONS[word] : undefined;
  if (action === undefined || further.length > 0) {
    process.stderr.write('personal: needs one of the words keys and rekey\n');
    return EXIT_USAGE;
  }
  return withStores(async (config, stores) => {
    const database = await connectAsApplication(config, stores);
    try {
      const vault = new OwnerVault(stores.keyring);
      return await action(
        new OwnerRekeyService(database, new OwnerRecordsRepository(), vault, new SystemClock()),
        write,
      );
    } finally {
      await database.close();
    }
  });
}
