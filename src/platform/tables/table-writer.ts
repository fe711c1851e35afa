import { encodeGb18030 } from './gb18030.js';
import { guardCell } from './formula-guard.js';
import type { TableRows } from './table.js';
import { writeWorkbook } from './workbook-writer.js';

/** How a table is to be written. CSV comes as UTF-8 with a byte order mark, by which Excel knows it, or as GB18030. */
export interface TableForm {
  readonly format: 'CSV' | 'XLSX';
  /** Of a CSV file; XLSX knows one encoding only. */
  readonly encoding?: 'UTF-8' | 'GB18030';
}

const PIECE_CHARS = 64 * 1024;
const BYTE_ORDER_MARK = '\u{FEFF}';
const NEEDS_QUOTES = /[",;\t|\r\n]|^\s|\s$/;

/**
 * Writes a table in constant memory: the headers, then the rows as they come. What a spreadsheet would take for a
 * formula is made harmless, and {@link openTable} undoes exactly that. AppError TABLE_TOO_LONG: more rows than a
 * worksheet holds.
 */
export function writeTable(
  form: TableForm,
  headers: readonly string[],
  rows: TableRows,
): AsyncIterable<Uint8Array> {
  return form.format === 'XLSX'
    ? writeWorkbook(headers, rows)
    : writeCsv(form.encoding ?? 'UTF-8', headers, rows);
}

async function* writeCsv(
  encoding: 'UTF-8' | 'GB18030',
  headers: readonly string[],
  rows: TableRows,
): AsyncGenerator<Uint8Array> {
  const encode = encoding === 'UTF-8' ? (text: string): Buffer => Buffer.from(text) : encodeGb18030;
  let text = (encoding === 'UTF-8' ? BYTE_ORDER_MARK : '') + recordOf(headers);
  for await (const row of rows) {
    text += recordOf(row);
    if (text.length < PIECE_CHARS) continue;
    yield encode(text);
    text = '';
  }
  yield encode(text);
}

const recordOf = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;

/** Quotes also what another program might split at, should it guess the delimiter wrongly. */
function quoted(cell: string): string {
  const text = guardCell(cell);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
