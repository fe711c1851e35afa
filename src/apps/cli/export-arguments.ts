import { parseArgs } from 'node:util';
import type { MessageLanguage } from '../../domain/shared/messages.js';
import { VEHICLE_LISTS, type VehicleList } from '../../features/exports/index.js';

/** What a command line asks to be exported. */
export interface ExportArguments {
  readonly file: string;
  readonly list: VehicleList;
  readonly format: 'CSV' | 'XLSX';
  readonly encoding: 'UTF-8' | 'GB18030';
  /** Of the headers and of what is told. */
  readonly language: MessageLanguage;
  /** Login of the account that lends its name. */
  readonly as: string | null;
  readonly purpose: string | null;
  /** Case or duty number. */
  readonly reference: string | null;
}

const FORMATS = ['CSV', 'XLSX'] as const;
const ENCODINGS = ['UTF-8', 'GB18030'] as const;
const LANGUAGES = ['zh', 'en'] as const;

/** @returns the arguments, or in one line what is wrong with them */
export function readExportArguments(args: readonly string[]): ExportArguments | string {
  const read = parsed(args);
  if (typeof read === 'string') return read;
  const [what, file, ...further] = read.positionals;
  if (what !== 'vehicles' || file === undefined || further.length > 0) {
    return 'needs the word vehicles and one FILE';
  }
  try {
    const form = formOf(read.values, /\.xlsx$/i.test(file) ? 'XLSX' : 'CSV');
    const { as = null, purpose = null, case: reference = null } = read.values;
    return { file, ...form, as, purpose, reference };
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** @throws RangeError for what is not known or does not go together */
function formOf(
  {
    list,
    format,
    encoding,
    lang,
  }: Readonly<Partial<Record<'list' | 'format' | 'encoding' | 'lang', string>>>,
  ending: 'CSV' | 'XLSX',
) {
  const form = {
    list: oneOf('list', VEHICLE_LISTS, list?.toUpperCase(), 'VEHICLES'),
    format: oneOf('format', FORMATS, format?.toUpperCase(), ending),
    encoding: oneOf('encoding', ENCODINGS, encoding?.toUpperCase(), 'UTF-8'),
    language: oneOf('lang', LANGUAGES, lang, 'zh'),
  };
  if (form.format === 'XLSX' && form.encoding !== 'UTF-8') {
    throw new RangeError('an XLSX file is UTF-8; --encoding is for CSV');
  }
  return form;
}

/** @throws RangeError that says which are known */
function oneOf<T extends string>(
  option: string,
  known: readonly T[],
  given: string | undefined,
  usual: T,
): T {
  const found = known.find((one) => one === (given ?? usual));
  if (found === undefined) throw new RangeError(`--${option} must be one of ${known.join(', ')}`);
  return found;
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    ...{ list: text, format: text, encoding: text, lang: text },
    ...{ as: text, purpose: text, case: text },
  };
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
