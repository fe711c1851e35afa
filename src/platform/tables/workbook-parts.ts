import { AppError } from '../errors/app-error.js';
import type { Archive } from './archive.js';
import { SharedStrings } from './shared-strings.js';
import type { TableLimits } from './table-limits.js';
import { attributeOf, XmlScanner } from './xml-scanner.js';
import type { XmlHandler } from './xml-scanner.js';

/** What a number in a cell stands for, by the cell's format. */
export type NumberMeaning = 'NUMBER' | 'DATE' | { readonly zeros: number };

export interface Workbook {
  /** Visible worksheets in their order, with the archive's part of each. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly date1904: boolean;
  readonly stylesPart: string | null;
  readonly stringsPart: string | null;
}

interface Relation {
  readonly type: string;
  readonly part: string;
}

const ROOT_RELATIONS = '_rels/.rels';

/** Reads one whole part through a handler. */
async function scanPart(archive: Archive, part: string, handler: XmlHandler): Promise<void> {
  const scanner = new XmlScanner(part, handler);
  for await (const bytes of archive.read(part)) scanner.push(bytes);
  scanner.end();
}

const noText = (): void => {
  // Between the elements of these parts stands nothing but blanks.
};

/** What the workbook consists of. AppError: TABLE_FORMAT where the archive is no workbook of worksheets. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  if (!archive.has(ROOT_RELATIONS)) throw noWorkbook('no _rels/.rels');
  const root = await readRelations(archive, ROOT_RELATIONS, '');
  const main = [...root.values()].find(({ type }) => type === 'officeDocument')?.part ?? '';
  if (!archive.has(main) || !main.endsWith('.xml')) throw noWorkbook(main === '' ? 'no workbook' : main);
  const relations = await readRelations(archive, relationsOf(main), folderOf(main));
  const { sheets, date1904 } = await readSheets(archive, main, relations);
  if (sheets.length === 0) throw noWorkbook('no worksheet');
  const partOf = (type: string): string | null => {
    const part = [...relations.values()].find((relation) => relation.type === type)?.part ?? '';
    return archive.has(part) ? part : null;
  };
  return { sheets, date1904, stylesPart: partOf('styles'), stringsPart: partOf('sharedStrings') };
}

const noWorkbook = (reason: string): AppError =>
  new AppError({ code: 'TABLE_FORMAT', params: { reason: reason.slice(0, 80) } });

const folderOf = (part: string): string => part.slice(0, part.lastIndexOf('/') + 1);
const relationsOf = (part: string): string =>
  `${folderOf(part)}_rels/${part.slice(folderOf(part).length)}.rels`;

async function readRelations(
  archive: Archive,
  part: string,
  folder: string,
): Promise<ReadonlyMap<string, Relation>> {
  const relations = new Map<string, Relation>();
  await scanPart(archive, part, {
    open(name, tag) {
      if (name !== 'Relationship') return;
      const type = attributeOf(tag, 'Type') ?? '';
      const target = attributeOf(tag, 'Target') ?? '';
      relations.set(attributeOf(tag, 'Id') ?? '', {
        type: type.slice(type.lastIndexOf('/') + 1),
        part: target.startsWith('/') ? target.slice(1) : folder + target,
      });
    },
    close: noText,
    text: noText,
  });
  return relations;
}

async function readSheets(
  archive: Archive,
  part: string,
  relations: ReadonlyMap<string, Relation>,
): Promise<Pick<Workbook, 'sheets' | 'date1904'>> {
  const sheets: { name: string; part: string }[] = [];
  let date1904 = false;
  await scanPart(archive, part, {
    open(name, tag) {
      if (name === 'workbookPr') date1904 = /^(?:1|true)$/.test(attributeOf(tag, 'date1904') ?? '');
      if (name !== 'sheet' || attributeOf(tag, 'state')?.toLowerCase().includes('hidden')) return;
      const relation = relations.get(attributeOf(tag, 'r:id') ?? attributeOf(tag, 'id') ?? '');
      if (relation?.type === 'worksheet') {
        sheets.push({ name: unescapeText(attributeOf(tag, 'name') ?? ''), part: relation.part });
      }
    },
    close: noText,
    text: noText,
  });
  return { sheets, date1904 };
}

const unescapeText = (text: string): string =>
  text.replace(
    /&(lt|gt|quot|apos|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '&',
  );

/** A text of the format: _x000D_ stands for a character that XML cannot hold. */
export const unescapeCharacters = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;

/** All shared strings, phonetic guides left out. AppError: ARCHIVE_TOO_LARGE where one is longer than a row may be. */
export async function readSharedStrings(
  archive: Archive,
  part: string | null,
  { maxRowChars }: TableLimits,
): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (part === null) return strings;
  let text = '';
  let inText = false;
  let inPhonetic = false;
  try {
    await scanPart(archive, part, {
      open(name) {
        if (name === 't') inText = !inPhonetic;
        else if (name === 'rPh') inPhonetic = true;
        else if (name === 'si') text = '';
      },
      close(name) {
        if (name === 't') inText = false;
        else if (name === 'rPh') inPhonetic = false;
        else if (name === 'si') strings.push(unescapeCharacters(text));
      },
      text(piece) {
        if (inText) text += piece;
        if (text.length <= maxRowChars) return;
        throw new AppError({
          code: 'ARCHIVE_TOO_LARGE',
          params: { part, what: 'characters', maximum: maxRowChars },
        });
      },
    });
    return strings;
  } catch (error) {
    strings.close();
    throw error;
  }
}

/** Built-in formats that show a day: 14 to 17, 22, and those of Chinese and Japanese Excel. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** What the numbers of each cell style mean, in the order of the styles. */
export async function readNumberMeanings(
  archive: Archive,
  part: string | null,
): Promise<readonly NumberMeaning[]> {
  const formats = new Map<number, string>();
  const meanings: NumberMeaning[] = [];
  if (part === null) return meanings;
  let inCellStyles = false;
  await scanPart(archive, part, {
    open(name, tag) {
      if (name === 'numFmt')
        formats.set(Number(attributeOf(tag, 'numFmtId')), attributeOf(tag, 'formatCode') ?? '');
      else if (name === 'cellXfs') inCellStyles = true;
      else if (name === 'xf' && inCellStyles) {
        meanings.push(meaningOf(Number(attributeOf(tag, 'numFmtId') ?? 0), formats));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
    text: noText,
  });
  return meanings;
}

function meaningOf(id: number, formats: ReadonlyMap<number, string>): NumberMeaning {
  if (isBuiltInDate(id)) return 'DATE';
  const format = formats.get(id);
  if (format === undefined) return 'NUMBER';
  // What stands in quotes or brackets, or behind a backslash, is shown as it is and tells nothing.
  const bare = unescapeText(format).replace(/"[^"]*"|\[[^\]]*\]|\\.|_./g, '');
  if (/^0+$/.test(bare)) return { zeros: bare.length };
  return /[yd]/i.test(bare) && !/General/i.test(bare) ? 'DATE' : 'NUMBER';
}
