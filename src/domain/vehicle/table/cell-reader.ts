import type { Problem } from '../../shared/result.js';
import type { CodeTable } from '../code-tables.js';
import { readCodeCell, readDivisionCell, readFuelCell, readStatusCell } from './cell-codes.js';
import { readDateCell } from './cell-dates.js';
import { readQuantityCell } from './cell-quantities.js';
import { cleanCell, isMarkedText, isShortenedNumber, isSpreadsheetError } from './cell-text.js';
import type { ColumnPlace, HeaderMap } from './headers.js';
import { VEHICLE_COLUMNS } from './vehicle-columns.js';
import type { VehicleColumnKey } from './vehicle-columns.js';
import type { TableHabits, TableRow } from './table-row.js';

const COLUMN = new Map(VEHICLE_COLUMNS.map((column) => [column.key, column]));
const QUANTITIES = new Set(VEHICLE_COLUMNS.filter(({ units }) => units !== undefined).map(({ key }) => key));

/** Whether what a column holds is personal, so that no message may repeat it. */
const isPersonal = (key: VehicleColumnKey): boolean =>
  COLUMN.get(key)?.path.startsWith('ownerParticulars.') === true;

/** What a spreadsheet did to the text of a cell, as a code; null where it did nothing. */
function spoiltBy(text: string, key: VehicleColumnKey): string | null {
  if (isSpreadsheetError(text)) return 'CELL_ERROR';
  return isShortenedNumber(text) && !QUANTITIES.has(key) ? 'CELL_DIGITS_LOST' : null;
}

/** Reads the cells of one row by column and gathers what is wrong with them, under the clerk's own headers. */
export class CellReader {
  // One is made for every row: private methods by # would cost more than the reading.

  readonly problems: Problem[] = [];
  readonly notes: Problem[] = [];

  constructor(
    private readonly row: TableRow,
    private readonly map: HeaderMap,
    private readonly habits: TableHabits,
  ) {}

  /** The text of the column; '' where it is blank, unusable (which is a problem) or the table has no such column. */
  text(key: VehicleColumnKey): string {
    const place = this.map.places.get(key);
    if (place === undefined) return '';
    const written = (this.row.cells[place.index] ?? '').trim();
    const text = cleanCell(written);
    if (text === '') return '';
    const problem = isMarkedText(written) ? null : spoiltBy(text, key);
    if (problem !== null) {
      const isSecret = problem === 'CELL_DIGITS_LOST' && isPersonal(key);
      return this.refuseAt(problem, place, isSecret ? {} : { value: text });
    }
    if (this.row.calculated?.includes(place.index)) this.noteAt('CELL_CALCULATED', place);
    return text;
  }

  optional(key: VehicleColumnKey): string | null {
    const text = this.text(key);
    return text === '' ? null : text;
  }

  /** '' with the problem FIELD_MISSING where nothing is there. */
  required(key: VehicleColumnKey): string {
    const before = this.problems.length;
    const text = this.text(key);
    if (text === '' && this.problems.length === before) this.refuse('FIELD_MISSING', key);
    return text;
  }

  code(key: VehicleColumnKey, table: CodeTable): string {
    return readCodeCell(table, this.required(key));
  }

  /** Many registers leave the fuel blank; the rules then hold the vehicle for review. */
  fuel(): string {
    return readFuelCell(this.text('fuel'));
  }

  status(): string {
    return readStatusCell(this.required('status'));
  }

  division(): string {
    return readDivisionCell(this.required('division'));
  }

  date(key: VehicleColumnKey): string | null {
    const place = this.map.places.get(key);
    const text = this.text(key);
    if (place === undefined || text === '') return null;
    const date = readDateCell(text, this.habits.date1904);
    if (date.isDayNumber) this.noteAt('CELL_DAY_NUMBER', place, { value: text, date: date.text });
    return date.text;
  }

  quantity(key: VehicleColumnKey): number | null {
    const place = this.map.places.get(key);
    const text = this.text(key);
    if (place === undefined || text === '') return null;
    const units = COLUMN.get(key)?.units ?? {};
    const value = readQuantityCell(text, place.factor, units);
    if (value === null)
      this.refuseAt('CELL_NUMBER', place, { value: text, units: Object.keys(units).join(' ') });
    return value;
  }

  /** ROW_TOO_WIDE where something stands right of the last header: most often a delimiter inside a cell. */
  overhang(): readonly Problem[] {
    const { width } = this.map;
    const found = this.row.cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    return found > width ? [{ code: 'ROW_TOO_WIDE', params: { found, expected: width } }] : [];
  }

  refuse(code: string, key: VehicleColumnKey, params: Problem['params'] = {}): void {
    this.problems.push({ code, field: headerOf(key, this.map), params });
  }

  note(code: string, key: VehicleColumnKey, params: Problem['params'] = {}): void {
    this.notes.push({ code, field: headerOf(key, this.map), params });
  }

  has(key: VehicleColumnKey): boolean {
    return this.map.places.has(key);
  }

  private refuseAt(code: string, place: ColumnPlace, params: Problem['params'] = {}): '' {
    this.problems.push({ code, field: place.header, params });
    return '';
  }

  private noteAt(code: string, place: ColumnPlace, params: Problem['params'] = {}): void {
    this.notes.push({ code, field: place.header, params });
  }
}

/** The clerk's own header of a column; our Chinese one where the table lacks it. */
function headerOf(key: VehicleColumnKey, map: HeaderMap): string {
  return map.places.get(key)?.header ?? COLUMN.get(key)?.zh ?? key;
}

const KEY_OF_PATH = new Map(VEHICLE_COLUMNS.map(({ path, key }) => [path, key]));

/** The problem of a rule, about a field of VehicleInput (`plate.number`), with the clerk's own header as its field. */
export function inClerksWords(problem: Problem, map: HeaderMap): Problem {
  if (problem.field === undefined) return problem;
  const key = KEY_OF_PATH.get(problem.field) ?? KEY_OF_PATH.get(`${problem.field}.number`);
  return key === undefined ? problem : { ...problem, field: headerOf(key, map) };
}
