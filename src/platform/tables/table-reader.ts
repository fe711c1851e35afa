import { AppError } from '../errors/app-error.js';
import type { ByteSource } from './byte-source.js';
import { readRange } from './byte-source.js';
import { openDelimited } from './delimited-table.js';
import type { OpenedTable, TableReading } from './table.js';

const MAGIC_BYTES = 8;
const ZIP_MAGIC = Buffer.from('PK');
const COMPOUND_FILE_MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Opens a table from outside, CSV or XLSX by its content (never by its name), in constant memory. The whole of a CSV
 * file is read once beforehand, so that an encoding is a proof and not a guess. AppErrors, all about the whole file:
 * TABLE_EMPTY, TABLE_ENCODING, TABLE_NUL, TABLE_FORMAT, TABLE_OLD_EXCEL, TABLE_CORRUPT, TABLE_QUOTE_OPEN,
 * TABLE_ROW_TOO_LONG, TABLE_TOO_WIDE, TABLE_SHEET_UNKNOWN, TABLE_XML_FORBIDDEN, ARCHIVE_ENCRYPTED, ARCHIVE_TOO_LARGE,
 * ARCHIVE_NAME_FORBIDDEN.
 */
export async function openTable(source: ByteSource, reading: TableReading): Promise<OpenedTable> {
  const magic = await readRange(source, 0, Math.min(MAGIC_BYTES, source.size));
  if (magic.length === 0) throw new AppError({ code: 'TABLE_EMPTY' });
  if (magic.equals(COMPOUND_FILE_MAGIC)) throw new AppError({ code: 'TABLE_OLD_EXCEL' });
  if (magic.subarray(0, ZIP_MAGIC.length).equals(ZIP_MAGIC)) throw new AppError({ code: 'TABLE_FORMAT' });
  return openDelimited(source, reading);
}
