import { parseArgs } from 'node:util';
import type { MessageLanguage } from '../../domain/shared/messages.js';
import { FEED_CODES, type FeedCode } from '../../domain/vehicle/table/feeds.js';

/** What a command line asks to be imported. */
export interface ImportArguments {
  readonly file: string;
  readonly feed: FeedCode;
  readonly swapped: boolean;
  /** Login of the account that lends its name. */
  readonly as: string | null;
  /** Where the report goes. */
  readonly report: string;
  readonly language: MessageLanguage;
}

/** @returns the arguments, or in one line what is wrong with them */
export function readImportArguments(args: readonly string[]): ImportArguments | string {
  const read = parsed(args);
  if (typeof read === 'string') return read;
  const { values, positionals } = read;
  const [what, file, ...further] = positionals;
  if (what !== 'vehicles' || file === undefined || further.length > 0) {
    return 'needs the word vehicles and one FILE';
  }
  const feed = FEED_CODES.find((code) => code === (values.feed ?? 'QINGTU').toUpperCase());
  if (feed === undefined) return `--feed must be one of ${FEED_CODES.join(', ')}`;
  const language = (['zh', 'en'] as const).find((one) => one === (values.lang ?? 'zh'));
  if (language === undefined) return '--lang must be zh or en';
  const { swapped = false, as = null, report = `${file}.report.csv` } = values;
  return { file, feed, swapped, as, report, language };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        feed: { type: 'string' },
        swapped: { type: 'boolean' },
        as: { type: 'string' },
        report: { type: 'string' },
        lang: { type: 'string' },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
