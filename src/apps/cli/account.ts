import { text } from 'node:stream/consumers';
import { createOperatorAccount } from '../../features/access/index.js';
import { SystemClock } from '../../platform/context/clock.js';
import { AppError } from '../../platform/errors/app-error.js';
import { describeError } from '../../platform/errors/describe-error.js';
import { connectAsApplication } from '../process/stores.js';
import { withStores } from './with-stores.js';

const EXIT_MADE = 0;
const EXIT_REFUSED = 1;
const EXIT_USAGE = 2;
const ARGUMENTS = 4;

/** Makes an account; the password comes on standard input, where no list of processes shows it. */
export async function accountCommand(
  args: readonly string[],
  write: (line: string) => void,
): Promise<number> {
  const [login = '', role = '', division = '', organisation = ''] = args;
  if (args.length !== ARGUMENTS) {
    process.stderr.write(
      'account: needs LOGIN ROLE DIVISION ORGANISATION, and the password on standard input\n',
    );
    return EXIT_USAGE;
  }
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  return withStores(async (config, stores) => {
    const database = await connectAsApplication(config, stores);
    try {
      const request = { login, password, role, division, organisation };
      const id = await createOperatorAccount(database, new SystemClock().now(), request);
      write(`account ${login} made (${id})`);
      return EXIT_MADE;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const place = error.field === undefined ? '' : ` (${error.field})`;
      const message = `${describeError(error, 'zh')} / ${describeError(error, 'en')}`;
      process.stderr.write(`account: ${error.code}${place}: ${message}\n`);
      return EXIT_REFUSED;
    } finally {
      await database.close();
    }
  });
}
