import { AppError } from '../errors/app-error.js';
import type { ByteSource } from './byte-source.js';
import { readRange } from './byte-source.js';
import { openDelimited } from './delimited-table.js';
import type { OpenedTable, TableReading } from './table.js';
import { openWorkbook } from './workbook-table.js';

const MAGIC_BYTES = 8;
const ZIP_MAGICS = [Buffer.from('PK\u0003\u0004'), Buffer.from('PK\u0005\u0006')];
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
  if (magic.equals(COMPOUND_FILE_MAGIC)) {
    throw new AppError({
      code: (await isEncryptedWorkbook(source)) ? 'ARCHIVE_ENCRYPTED' : 'TABLE_OLD_EXCEL',
    });
  }
  if (ZIP_MAGICS.some((zip) => magic.subarray(0, zip.length).equals(zip)))
    return openWorkbook(source, reading);
  return openDelimited(source, reading);
}

const SECTOR_SHIFT_AT = 30;
const FIRST_DIRECTORY_AT = 48;
const HEADER_BYTES = 512;
const DIRECTORY_BYTES = 4096;

/** Whether a compound file is the wrapping that Excel puts round a workbook with a password, and no old workbook. */
async function isEncryptedWorkbook(source: ByteSource): Promise<boolean> {
  const header = await readRange(source, 0, Math.min(HEADER_BYTES, source.size));
  if (header.length < HEADER_BYTES) return false;
  const sectorBytes = 2 ** Math.min(header.readUInt16LE(SECTOR_SHIFT_AT), 12);
  const start = (header.readUInt32LE(FIRST_DIRECTORY_AT) + 1) * sectorBytes;
  const directory = await readRange(
    source,
    Math.min(start, source.size),
    Math.min(start + DIRECTORY_BYTES, source.size),
  );
  return directory.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}
