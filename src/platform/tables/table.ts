import type { Problem } from '../../domain/shared/result.js';
import type { TableLimits } from './table-limits.js';
import type { TextEncoding } from './text-encoding.js';

/** How many of the cells are headers that the caller knows. */
export type HeaderScore = (cells: readonly string[]) => number;

/** The rows of a table to be written, as they come. */
export type TableRows = AsyncIterable<readonly string[]>;

/** One row of a table as it was read, nothing trimmed. Blank rows are left out, so lines may jump. */
export interface RawRow {
  /** Where the clerk finds it: the row number that a spreadsheet shows (the first record is 1). */
  readonly line: number;
  readonly cells: readonly string[];
  /** Columns (from 0) whose value the spreadsheet had calculated; the stored result was taken. */
  readonly calculated?: readonly number[];
}

/** A table of which the header is read. Close it when done, also after an error. */
export interface OpenedTable {
  readonly format: 'CSV' | 'XLSX';
  /** Null for XLSX, which knows one encoding only. */
  readonly encoding: TextEncoding | null;
  readonly delimiter: string | null;
  /** The sheet that is read, null for CSV. */
  readonly sheet: string | null;
  readonly headers: readonly string[];
  /** Line of the header: more than 1 when titles stand above it. */
  readonly headerLine: number;
  /** Whether bare day numbers in this table count from 1904 instead of 1900. */
  readonly date1904: boolean;
  /** What the reader did that a person should hear: TABLE_TITLE_SKIPPED, TABLE_SHEETS_IGNORED. */
  readonly notices: readonly Problem[];
  /** The rows below the header, once. Throws AppErrors like {@link openTable}. */
  rows(): AsyncIterable<RawRow>;
  /** How far into the source the rows handed out reach, from 0 to its size. */
  readonly bytesRead: () => number;
  close(): Promise<void>;
}

/** What the caller knows about the table. */
export interface TableReading {
  readonly limits: TableLimits;
  /** Tells headers from titles and data: how many of the cells are headers that the caller knows. */
  readonly headerScore: HeaderScore;
  /** The sheet to read by its name; the first one when not given. */
  readonly sheet?: string | undefined;
}
