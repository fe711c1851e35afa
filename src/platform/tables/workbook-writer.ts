import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { AppError } from '../errors/app-error.js';
import type { TableRows } from './table.js';
import { MOST_ROWS } from './worksheet-rows.js';

const PIECE_CHARS = 64 * 1024;
/** Archives carry times; one that never changes makes equal tables equal files. */
const MADE_AT = new Date('2000-01-01T00:00:00Z');
/** Sheets of this kind shrink tenfold at the first level already. */
const COMPRESSION_LEVEL = 1;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const SHEET_PART = 'xl/worksheets/sheet1.xml';

const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
    `<Override PartName="/${SHEET_PART}" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  '_rels/.rels':
    `<Relationships xmlns="${PACKAGE}/relationships">` +
    `<Relationship Id="rId1" Type="${DOCUMENT}/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml':
    `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}/relationships">` +
    `<sheets><sheet name="Qingtu" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    `<Relationships xmlns="${PACKAGE}/relationships">` +
    `<Relationship Id="rId1" Type="${DOCUMENT}/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
    `<Relationship Id="rId2" Type="${DOCUMENT}/relationships/styles" Target="styles.xml"/></Relationships>`,
  // Style 1 is text that stays text when somebody edits it: format @ and the mark that an apostrophe sets.
  'xl/styles.xml':
    `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>` +
    `<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">` +
    `<xf numFmtId="0" xfId="0"/><xf numFmtId="49" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs></styleSheet>`,
};

/**
 * Writes a workbook of one sheet in constant memory. Every cell is a text, never a number or a formula, so that nothing
 * is calculated, rounded or turned into a date. A failure of the rows is thrown as it is.
 */
export async function* writeWorkbook(
  headers: readonly string[],
  rows: TableRows,
): AsyncGenerator<Uint8Array> {
  const failures: unknown[] = [];
  // The archive is not told of a failure, since it would throw where nobody can catch it: the sheet just ends.
  const sheet = Readable.from(untilFailure(sheetXml(headers, rows), failures), { objectMode: false });
  const zip = new ZipFile();
  const options = { mtime: MADE_AT, compressionLevel: COMPRESSION_LEVEL };
  for (const [part, xml] of Object.entries(PARTS)) zip.addBuffer(Buffer.from(HEAD + xml), part, options);
  zip.addReadStream(sheet, SHEET_PART, options);
  zip.end();
  try {
    for await (const piece of zip.outputStream) {
      if (failures.length > 0) break;
      yield Buffer.from(piece);
    }
  } finally {
    sheet.destroy();
  }
  if (failures.length > 0) throw failures[0];
}

async function* untilFailure(pieces: AsyncIterable<Buffer>, failures: unknown[]): AsyncGenerator<Buffer> {
  try {
    yield* pieces;
  } catch (error) {
    failures.push(error);
  }
}

async function* sheetXml(headers: readonly string[], rows: TableRows): AsyncGenerator<Buffer> {
  let xml = `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rowXml(headers, 1)}`;
  let line = 1;
  for await (const row of rows) {
    line += 1;
    if (line > MOST_ROWS) throw new AppError({ code: 'TABLE_TOO_LONG', params: { maximum: MOST_ROWS } });
    xml += rowXml(row, line);
    if (xml.length < PIECE_CHARS) continue;
    yield Buffer.from(xml);
    xml = '';
  }
  yield Buffer.from(`${xml}</sheetData></worksheet>`);
}

function rowXml(cells: readonly string[], line: number): string {
  let xml = `<row r="${line}">`;
  for (const [index, cell] of cells.entries()) {
    if (cell === '') continue;
    const text = cell.replace(TO_ESCAPE, escape);
    xml += `<c r="${columnName(index)}${line}" s="1" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
  }
  return `${xml}</row>`;
}

/** What XML has a meaning for, what it cannot hold, and texts that look like our way of writing what it cannot hold. */
const TO_ESCAPE = /[&<>]|(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/gu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', _: '_x005F_' };

const escape = (character: string): string =>
  ENTITIES[character] ?? `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** A, B, …, Z, AA, … */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
