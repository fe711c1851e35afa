import { addDays } from '../../domain/shared/time.js';
import { AppError } from '../errors/app-error.js';
import { isBlankRow } from './header-row.js';
import type { SharedStrings } from './shared-strings.js';
import type { TableLimits } from './table-limits.js';
import type { RawRow } from './table.js';
import { unescapeCharacters } from './workbook-parts.js';
import type { NumberMeaning } from './workbook-parts.js';
import { attributeOf } from './xml-scanner.js';
import type { XmlHandler } from './xml-scanner.js';

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly part: string;
  readonly strings: SharedStrings;
  readonly meanings: readonly NumberMeaning[];
  readonly date1904: boolean;
  readonly limits: TableLimits;
}

/** The last row and column that a worksheet can have. */
export const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** Spreadsheets keep fifteen digits of a number. */
const DIGITS_KEPT = 15;
const FIRST_LOST = 1e15;
const SECONDS_A_DAY = 86_400;
/** Day numbers below are in 1900, which spreadsheets believe to have been a leap year. */
const FIRST_SURE_DAY = 61;
const LAST_DAY = 2_958_465;
const TRUTH: Readonly<Record<string, string>> = { '0': 'FALSE', '1': 'TRUE' };
/** What a spreadsheet shows for a formula that was never calculated. */
const NOT_CALCULATED = '#GETTING_DATA';

/** Gathers the rows of a worksheet from its XML. AppErrors: TABLE_CORRUPT, TABLE_TOO_WIDE, TABLE_ROW_TOO_LONG. */
export class WorksheetRows implements XmlHandler {
  #rows: RawRow[] = [];
  #line = 0;
  #cells: string[] = [];
  #calculated: number[] = [];
  #column = -1;
  #chars = 0;
  /** Tag of the cell that is open. */
  #tag = '';
  #value = '';
  #inValue = false;
  #isFormula = false;
  #inPhonetic = false;

  constructor(private readonly sheet: SheetContext) {}

  /** The rows that are complete since the last call. */
  take(): RawRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, tag: string): void {
    switch (name) {
      case 'c':
        this.#openCell(tag);
        break;
      case 'v':
        this.#inValue = true;
        break;
      case 't':
        this.#inValue = !this.#inPhonetic;
        break;
      case 'f':
        this.#isFormula = true;
        break;
      case 'rPh':
        this.#inPhonetic = true;
        break;
      case 'row':
        this.#openRow(tag);
        break;
    }
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.#inValue = false;
        break;
      case 'c':
        this.#closeCell();
        break;
      case 'rPh':
        this.#inPhonetic = false;
        break;
      case 'row':
        this.#closeRow();
        break;
    }
  }

  text(text: string): void {
    if (!this.#inValue) return;
    this.#value += text;
    if (this.#value.length > this.sheet.limits.maxRowChars) this.#refuseLength();
  }

  #openRow(tag: string): void {
    const named = attributeOf(tag, 'r');
    const line = named === null ? this.#line + 1 : Number(named);
    if (!Number.isInteger(line) || line <= this.#line || line > MOST_ROWS)
      this.#refuse(`row ${named ?? line}`);
    this.#line = line;
    this.#cells = [];
    this.#calculated = [];
    this.#column = -1;
    this.#chars = 0;
  }

  #closeRow(): void {
    if (this.#cells.length === 0 || isBlankRow(this.#cells)) return;
    this.#rows.push({
      line: this.#line,
      cells: this.#cells,
      ...(this.#calculated.length > 0 && { calculated: this.#calculated }),
    });
  }

  #openCell(tag: string): void {
    this.#tag = tag;
    this.#value = '';
    this.#inValue = false;
    this.#isFormula = false;
    const reference = attributeOf(tag, 'r');
    const column = reference === null ? this.#column + 1 : columnOf(reference);
    if (column <= this.#column || column >= MOST_COLUMNS) this.#refuse(`cell ${reference ?? column}`);
    this.#column = column;
  }

  #closeCell(): void {
    const text = this.#textOfCell();
    if (text === '') return;
    const { maxColumns, maxRowChars } = this.sheet.limits;
    if (this.#column >= maxColumns) {
      const params = { line: this.#line, found: this.#column + 1, maximum: maxColumns };
      throw new AppError({ code: 'TABLE_TOO_WIDE', params });
    }
    this.#chars += text.length;
    if (this.#chars > maxRowChars) this.#refuseLength();
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells.push(text);
    if (this.#isFormula) this.#calculated.push(this.#column);
  }

  #textOfCell(): string {
    const value = this.#value;
    const type = attributeOf(this.#tag, 't');
    if (value === '') return this.#isFormula && type !== 'str' ? NOT_CALCULATED : '';
    switch (type) {
      case 's':
        return this.#sharedText(value);
      case 'str':
      case 'inlineStr':
        return unescapeCharacters(value);
      case 'e':
        return value;
      case 'b':
        return TRUTH[value.trim()] ?? this.#refuse(`truth ${value}`);
      case 'd':
        return value.replace('T', ' ').replace(/ 00:00:00(?:\.0+)?Z?$/, '');
      default:
        return (
          numberText(value.trim(), this.#meaning(), this.sheet.date1904) ?? this.#refuse(`number ${value}`)
        );
    }
  }

  #sharedText(value: string): string {
    const index = Number(value);
    const text = Number.isSafeInteger(index) && index >= 0 ? this.sheet.strings.get(index) : null;
    return text ?? this.#refuse(`string ${value}`);
  }

  #meaning(): NumberMeaning {
    return this.sheet.meanings[Number(attributeOf(this.#tag, 's') ?? 0)] ?? 'NUMBER';
  }

  #refuseLength(): never {
    const params = { line: this.#line, maximum: this.sheet.limits.maxRowChars };
    throw new AppError({ code: 'TABLE_ROW_TOO_LONG', params });
  }

  #refuse(what: string): never {
    const part = `${this.sheet.part}, ${what.slice(0, 40)}`;
    throw new AppError({ code: 'TABLE_CORRUPT', params: { part } });
  }
}

/** Column from 0 of a reference like `AB12`; beyond every sheet where it is none. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = (reference.charCodeAt(at) & 0xdf) - 0x40;
    if (letter < 1 || letter > 26) return at === 0 ? MOST_COLUMNS : column - 1;
    column = column * 26 + letter;
    if (column > MOST_COLUMNS) return MOST_COLUMNS;
  }
  return MOST_COLUMNS;
}

/** A number as the sheet shows it; a day as YYYY-MM-DD; in the short form where digits are lost. Null: no number. */
function numberText(value: string, meaning: NumberMeaning, date1904: boolean): string | null {
  const number = Number(value);
  if (!Number.isFinite(number)) return null;
  if (meaning === 'DATE') {
    const date = dateText(number, date1904);
    if (date !== null) return date;
  }
  if (Math.abs(number) >= FIRST_LOST) return number.toExponential(5).toUpperCase();
  const text = /^\d{1,15}$/.test(value) ? String(number) : plainText(number);
  return typeof meaning === 'object' ? text.padStart(meaning.zeros, '0') : text;
}

/** Without the tail that binary fractions leave (18.100000000000001). */
function plainText(number: number): string {
  return String(Number(number.toPrecision(DIGITS_KEPT)));
}

function dateText(number: number, date1904: boolean): string | null {
  const seconds = Math.round(number * SECONDS_A_DAY);
  const day = Math.floor(seconds / SECONDS_A_DAY);
  if (number < (date1904 ? 1 : FIRST_SURE_DAY) || day > LAST_DAY) return null;
  const date = addDays(date1904 ? '1904-01-01' : '1899-12-30', day);
  const rest = seconds - day * SECONDS_A_DAY;
  return rest === 0 ? date : `${date} ${clockText(rest)}`;
}

function clockText(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
