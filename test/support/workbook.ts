import { ZipFile } from 'yazl';

/** A cell of a made-up sheet: a text, or something that only a spreadsheet can hold. */
export type SheetCell =
  | string
  | { readonly number: string; readonly style?: number }
  | { readonly formula: string; readonly value?: string; readonly type?: string }
  | { readonly error: string }
  | { readonly inline: string }
  | { readonly raw: string };

export interface SheetSpec {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
  readonly state?: 'hidden' | 'veryHidden';
}

/** Styles of a made-up workbook, by number: general, a date, date with time, Chinese date, six digits, red negatives. */
export const STYLE = { general: 0, date: 1, moment: 2, chineseDate: 3, sixDigits: 4, red: 5 } as const;
const FORMATS = [0, 14, 22, 176, 177, 178];
const CUSTOM_FORMATS = `<numFmts count="3"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>
<numFmt numFmtId="177" formatCode="000000"/><numFmt numFmtId="178" formatCode="#,##0_);[Red]\\(#,##0\\)"/></numFmts>`;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The parts of a workbook as Excel writes them: shared strings, styles, a relation for every sheet. */
export function workbookParts(
  sheets: readonly SheetSpec[],
  { date1904 = false }: { readonly date1904?: boolean } = {},
): Record<string, string> {
  const strings = new Map<string, number>();
  const idOf = (text: string): number => {
    const known = strings.get(text);
    if (known !== undefined) return known;
    strings.set(text, strings.size);
    return strings.size - 1;
  };
  const parts: Record<string, string> = {
    '_rels/.rels':
      '<Relationships><Relationship Id="rId1" Type="http://x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml': `<?xml version="1.0"?><workbook><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${sheets
      .map(
        ({ name, state }, index) =>
          `<sheet name="${escape(name)}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="s${index}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map(
        (_, index) =>
          `<Relationship Id="s${index}" Type="http://x/worksheet" Target="worksheets/s${index}.xml"/>`,
      )
      .join(
        '',
      )}<Relationship Id="st" Type="http://x/styles" Target="styles.xml"/><Relationship Id="ss" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet>${CUSTOM_FORMATS}<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${FORMATS.map(
      (id) => `<xf numFmtId="${id}"/>`,
    ).join('')}</cellXfs></styleSheet>`,
  };
  sheets.forEach((sheet, index) => {
    parts[`xl/worksheets/s${index}.xml`] = sheetXml(sheet, idOf);
  });
  parts['xl/sharedStrings.xml'] = `<sst>${[...strings.keys()]
    .map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`)
    .join('')}</sst>`;
  return parts;
}

function sheetXml({ rows }: SheetSpec, idOf: (text: string) => number): string {
  const lines = rows.map((cells, row) => {
    const xml = cells.map((cell, column) => cellXml(cell, `${letter(column)}${row + 1}`, idOf)).join('');
    return `<row r="${row + 1}" spans="1:${cells.length}">${xml}</row>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="http://x"><!-- made --><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

const letter = (column: number): string =>
  (column < 26 ? '' : letter(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

function cellXml(cell: SheetCell, at: string, idOf: (text: string) => number): string {
  if (typeof cell === 'string') return cell === '' ? '' : `<c r="${at}" t="s"><v>${idOf(cell)}</v></c>`;
  if ('number' in cell) return `<c r="${at}" s="${cell.style ?? 0}"><v>${cell.number}</v></c>`;
  if ('error' in cell) return `<c r="${at}" t="e"><f>X</f><v>${cell.error}</v></c>`;
  if ('inline' in cell) return `<c r="${at}" t="inlineStr"><is><t>${escape(cell.inline)}</t></is></c>`;
  if ('raw' in cell) return cell.raw.replaceAll('{at}', at);
  const value = cell.value === undefined ? '' : `<v>${escape(cell.value)}</v>`;
  return `<c r="${at}"${cell.type ? ` t="${cell.type}"` : ''}><f>${escape(cell.formula)}</f>${value}</c>`;
}

/** An archive of the parts. */
export async function zipOf(
  parts: Readonly<Record<string, string | Buffer>>,
  options: { readonly compress?: boolean } = {},
): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name, options);
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/** A workbook as bytes. */
export const workbookOf = (
  sheets: readonly SheetSpec[],
  options: { readonly date1904?: boolean } = {},
): Promise<Buffer> => zipOf(workbookParts(sheets, options));
