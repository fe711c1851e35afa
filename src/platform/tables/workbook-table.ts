import type { Problem } from '../../domain/shared/result.js';
import { AppError } from '../errors/app-error.js';
import { Archive } from './archive.js';
import type { ByteSource } from './byte-source.js';
import { findHeader } from './header-row.js';
import type { OpenedTable, RawRow, TableReading } from './table.js';
import { readNumberMeanings, readSharedStrings, readWorkbook } from './workbook-parts.js';
import type { Workbook } from './workbook-parts.js';
import { WorksheetRows } from './worksheet-rows.js';
import type { SheetContext } from './worksheet-rows.js';
import { XmlScanner } from './xml-scanner.js';

type Sheet = Workbook['sheets'][number];

/** Opens an XLSX workbook: one of its sheets, row by row; of the others only the names are told. */
export async function openWorkbook(source: ByteSource, reading: TableReading): Promise<OpenedTable> {
  const archive = await Archive.open(source, reading.limits);
  try {
    return await openSheet(archive, source, reading);
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function openSheet(archive: Archive, source: ByteSource, reading: TableReading): Promise<OpenedTable> {
  const workbook = await readWorkbook(archive);
  const sheet = sheetOf(workbook, reading.sheet);
  const meanings = await readNumberMeanings(archive, workbook.stylesPart);
  const strings = await readSharedStrings(archive, workbook.stringsPart, reading.limits);
  const { date1904 } = workbook;
  const context = { part: sheet.part, strings, meanings, date1904, limits: reading.limits };
  const packedSize = Math.max(1, archive.packedSize(sheet.part));
  let packed = 0;
  const rows = rowsOf(archive, context, (bytes) => (packed += bytes));
  try {
    const headed = await findHeader(rows, reading.headerScore);
    return {
      format: 'XLSX',
      encoding: null,
      delimiter: null,
      sheet: sheet.name,
      headers: headed.header.cells,
      headerLine: headed.header.line,
      date1904,
      notices: [...sheetsIgnored(workbook, sheet), ...headed.notices],
      rows: () => headed.rows(),
      bytesRead: () => Math.round(Math.min(1, packed / packedSize) * source.size),
      close: async () => {
        await headed.stop();
        strings.close();
        archive.close();
      },
    };
  } catch (error) {
    strings.close();
    throw error;
  }
}

function sheetOf({ sheets }: Workbook, name: string | undefined): Sheet {
  const sheet = name === undefined ? sheets[0] : sheets.find((one) => one.name === name);
  if (sheet !== undefined) return sheet;
  throw new AppError({ code: 'TABLE_SHEET_UNKNOWN', params: { sheet: name ?? '', sheets: namesOf(sheets) } });
}

function sheetsIgnored({ sheets }: Workbook, read: Sheet): readonly Problem[] {
  const others = sheets.filter((sheet) => sheet !== read);
  if (others.length === 0) return [];
  return [{ code: 'TABLE_SHEETS_IGNORED', params: { sheet: read.name, ignored: namesOf(others) } }];
}

const namesOf = (sheets: readonly Sheet[]): string => sheets.map(({ name }) => name).join('、');

async function* rowsOf(
  archive: Archive,
  context: SheetContext,
  onPacked: (bytes: number) => void,
): AsyncGenerator<RawRow> {
  const rows = new WorksheetRows(context);
  const scanner = new XmlScanner(context.part, rows);
  for await (const bytes of archive.read(context.part, onPacked)) {
    scanner.push(bytes);
    yield* rows.take();
  }
  scanner.end();
  yield* rows.take();
}
