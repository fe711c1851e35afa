import { AppError } from '../errors/app-error.js';
import { unguardCell } from './formula-guard.js';
import { isBlankRow } from './header-row.js';
import type { RawRow } from './table.js';

/** How the records of a file are written. */
export interface Delimiting {
  readonly delimiter: string;
  /** What ends a record: LF (a CR before it is dropped), or CR alone as old Macintosh files have it. */
  readonly newline: '\n' | '\r';
  /** Longest record in characters. */
  readonly maxRowChars: number;
  /** Most columns. */
  readonly maxColumns: number;
}

const QUOTE = '"';

/**
 * Splits text into records (RFC 4180): quoted cells may hold delimiters, newlines and doubled quotes. As spreadsheets
 * do, it takes a quote inside a bare cell as it is, and text behind a closing quote as part of the cell. Every record
 * counts as one line, blank ones too; those are not given out. AppErrors: TABLE_QUOTE_OPEN, TABLE_ROW_TOO_LONG,
 * TABLE_TOO_WIDE.
 */
export class DelimitedSplitter {
  #text = '';
  #line = 0;
  /** Start of the record that could not be finished yet. */
  #start = 0;

  constructor(private readonly how: Delimiting) {}

  /** The records that are complete with this piece of text. */
  push(text: string): RawRow[] {
    this.#text = this.#text.slice(this.#start) + text;
    this.#start = 0;
    const rows: RawRow[] = [];
    let quote = this.#text.indexOf(QUOTE);
    for (;;) {
      const end = this.#text.indexOf(this.how.newline, this.#start);
      if (end === -1) break;
      if (quote !== -1 && quote < this.#start) quote = this.#text.indexOf(QUOTE, this.#start);
      const isPlain = quote === -1 || quote > end;
      if (isPlain) this.#takePlain(end, rows);
      else if (!this.#takeQuoted(rows, false)) break;
    }
    if (this.#text.length - this.#start > this.how.maxRowChars) this.#refuseLength();
    return rows;
  }

  /** The last record, which no newline ended. */
  end(): RawRow[] {
    const rows: RawRow[] = [];
    while (this.#start < this.#text.length) {
      if (!this.#text.includes(QUOTE, this.#start)) this.#takePlain(this.#text.length, rows);
      else if (!this.#takeQuoted(rows, true)) this.#refuseQuote();
    }
    return rows;
  }

  #takePlain(end: number, rows: RawRow[]): void {
    const record = this.#text.slice(this.#start, end);
    const body = record.endsWith('\r') ? record.slice(0, -1) : record;
    this.#give(body.split(this.how.delimiter), end - this.#start, rows);
    this.#start = end + 1;
  }

  /** Takes one record cell by cell; false when its end has not come. */
  #takeQuoted(rows: RawRow[], isLast: boolean): boolean {
    const cells: string[] = [];
    let at = this.#start;
    for (;;) {
      const cell = this.#text[at] === QUOTE ? this.#quotedCell(at) : this.#bareCell(at, '');
      if (cell === null || (cell.end >= this.#text.length && !isLast)) return false;
      cells.push(cell.text);
      at = cell.end + 1;
      if (this.#text[cell.end] !== this.how.delimiter) break;
    }
    this.#give(cells, at - this.#start, rows);
    this.#start = at;
    return true;
  }

  /** Null while the closing quote has not come. */
  #quotedCell(start: number): Cell | null {
    let text = '';
    let at = start + 1;
    for (;;) {
      const close = this.#text.indexOf(QUOTE, at);
      if (close === -1) return null;
      text += this.#text.slice(at, close);
      if (this.#text[close + 1] !== QUOTE) return this.#bareCell(close + 1, text);
      text += QUOTE;
      at = close + 2;
    }
  }

  /** The text up to the next delimiter or newline, behind what stood in quotes. */
  #bareCell(start: number, quoted: string): Cell {
    let end = start;
    while (end < this.#text.length && !this.#ends(end)) end += 1;
    const tail = this.#text.slice(start, end);
    const isReturn = tail.endsWith('\r') && this.#text[end] !== this.how.delimiter;
    return { text: quoted + (isReturn ? tail.slice(0, -1) : tail), end };
  }

  #ends(at: number): boolean {
    const character = this.#text[at];
    return character === this.how.delimiter || character === this.how.newline;
  }

  #give(cells: readonly string[], length: number, rows: RawRow[]): void {
    if (length > this.how.maxRowChars) this.#refuseLength();
    this.#line += 1;
    if (isBlankRow(cells)) return;
    if (cells.length > this.how.maxColumns) {
      const params = { line: this.#line, found: cells.length, maximum: this.how.maxColumns };
      throw new AppError({ code: 'TABLE_TOO_WIDE', params });
    }
    rows.push({ line: this.#line, cells: cells.map(unguardCell) });
  }

  #refuseLength(): never {
    // A quote that nobody closed swallows all that follows, which is what a record of this length mostly is.
    if (this.#text.startsWith(QUOTE, this.#start) || this.#text.includes(QUOTE, this.#start))
      this.#refuseQuote();
    const params = { line: this.#line + 1, maximum: this.how.maxRowChars };
    throw new AppError({ code: 'TABLE_ROW_TOO_LONG', params });
  }

  #refuseQuote(): never {
    throw new AppError({ code: 'TABLE_QUOTE_OPEN', params: { line: this.#line + 1 } });
  }
}

interface Cell {
  readonly text: string;
  /** Place of the delimiter or newline behind it. */
  readonly end: number;
}
