import { SystemClock } from '../../platform/context/clock.js';
import { AppError } from '../../platform/errors/app-error.js';
import { describeError } from '../../platform/errors/describe-error.js';
import type { Rekeying } from '../../platform/secrets/rekey.js';
import { progressOn } from '../process/progress.js';
import { rekeyingOf } from '../process/sealed-stores.js';
import { connectAsApplication } from '../process/stores.js';
import { withStores } from './with-stores.js';

const EXIT_DONE = 0;
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

type Write = (line: string) => void;

/** One line a key and kind, and what can be done about each key. @returns 1 when one is not configured */
async function showKeys(rekeying: Rekeying, write: Write): Promise<number> {
  const keys = await rekeying.keys();
  for (const { keyId, state, sealed, total } of keys) {
    for (const [kind, things] of Object.entries(sealed)) write(`${keyId}\t${state}\t${kind}\t${things}`);
    write(`${keyId}\t${state}\ttotal\t${total}`);
  }
  for (const { keyId, state, total } of keys) {
    if (state === 'UNKNOWN')
      write(`key "${keyId}" is not in PERSONAL_DATA_KEYS: what it seals cannot be shown`);
    if (state === 'FORMER' && total === 0)
      write(`key "${keyId}" seals nothing any more: it can be taken out of PERSONAL_DATA_KEYS`);
  }
  return keys.some(({ state }) => state === 'UNKNOWN') ? EXIT_FAILED : EXIT_DONE;
}

async function rekey(rekeying: Rekeying, write: Write): Promise<number> {
  const progress = progressOn(process.stderr, 'sealing anew');
  try {
    const done = await rekeying.rekey((things, total) => progress.update(things, total));
    progress.end();
    write(`${done} things sealed anew; all are under the current key`);
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

const ACTIONS: Readonly<Record<string, (rekeying: Rekeying, write: Write) => Promise<number>>> = {
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
      return await action(rekeyingOf(database, stores.keyring, new SystemClock()), write);
    } finally {
      await database.close();
    }
  });
}
