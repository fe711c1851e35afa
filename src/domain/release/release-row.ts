import { maskVin } from '../access/visibility.js';
import type { CivilDate } from '../shared/time.js';
import type { EmissionStage, OwnerKind, PlateColor, StageSource } from '../vehicle/vehicle-facts.js';
import type { ReleaseEdition } from './release-list.js';

/** One reason of key supervision as a partner reads it. */
export interface ReleasedReason {
  readonly clause: string;
  readonly code: string;
  readonly since: CivilDate;
}

/** What the registry knows of a listed vehicle. */
export interface ListedVehicle {
  readonly plateNumber: string;
  readonly plateType: string;
  readonly plateColor: PlateColor;
  readonly vin: string | null;
  readonly frameNo: string | null;
  readonly vehicleType: string;
  readonly stage: EmissionStage;
  readonly stageSource: StageSource | null;
  readonly division: string;
  readonly ownerKind: OwnerKind;
  /** 统一社会信用代码, whoever it leads to. */
  readonly ownerUscc: string | null;
  /** Name of the organisation; of nobody else. */
  readonly organisationName: string | null;
  /** Sorted by code. */
  readonly reasons: readonly ReleasedReason[];
}

export type Cell = string | null | readonly ReleasedReason[];

/** A row of a release: every column of its edition, no other. */
export type ReleaseRow = Readonly<Record<string, Cell>>;

export interface ReleaseColumn {
  readonly name: string;
  /** Heading in the CSV file. */
  readonly title: string;
  readonly valueOf: (vehicle: ListedVehicle) => Cell;
}

/** A company's name and code are partners' business; those of a 个体工商户 lead to one person and stay inside (§8). */
const ofOrganisation = (vehicle: ListedVehicle, value: string | null): string | null =>
  vehicle.ownerKind === 'ORG' ? value : null;

const PLATE_NUMBER = { name: 'plateNumber', title: '号牌号码', valueOf: (v: ListedVehicle) => v.plateNumber };
const PLATE_TYPE = { name: 'plateType', title: '号牌种类', valueOf: (v: ListedVehicle) => v.plateType };
const VEHICLE_TYPE = { name: 'vehicleType', title: '车辆类型', valueOf: (v: ListedVehicle) => v.vehicleType };
const OWNER_NAME = {
  name: 'ownerName',
  title: '单位名称',
  valueOf: (v: ListedVehicle) => ofOrganisation(v, v.organisationName),
};

/** The columns of each edition in the order of the CSV file. */
export const COLUMNS: Readonly<Record<ReleaseEdition, readonly ReleaseColumn[]>> = {
  PARTNER: [
    PLATE_NUMBER,
    PLATE_TYPE,
    { name: 'plateColor', title: '号牌颜色', valueOf: (v) => v.plateColor },
    { name: 'vin', title: '车辆识别代号', valueOf: (v) => v.vin },
    { name: 'frameNo', title: '车架号', valueOf: (v) => v.frameNo },
    VEHICLE_TYPE,
    { name: 'stage', title: '排放阶段', valueOf: (v) => v.stage },
    { name: 'stageSource', title: '排放阶段来源', valueOf: (v) => v.stageSource },
    { name: 'division', title: '登记地', valueOf: (v) => v.division },
    { name: 'ownerKind', title: '所有人类别', valueOf: (v) => v.ownerKind },
    { name: 'ownerUscc', title: '统一社会信用代码', valueOf: (v) => ofOrganisation(v, v.ownerUscc) },
    OWNER_NAME,
    { name: 'reasons', title: '重点监管原因', valueOf: (v) => v.reasons },
  ],
  PUBLIC: [
    PLATE_NUMBER,
    PLATE_TYPE,
    VEHICLE_TYPE,
    { name: 'vin', title: '车辆识别代号', valueOf: (v) => maskedIdentity(v) },
    OWNER_NAME,
  ],
};

const byName = (a: ReleaseColumn, b: ReleaseColumn): number => (a.name < b.name ? -1 : 1);
const SORTED: Readonly<Record<ReleaseEdition, readonly ReleaseColumn[]>> = {
  PARTNER: [...COLUMNS.PARTNER].sort(byName),
  PUBLIC: [...COLUMNS.PUBLIC].sort(byName),
};

const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';
const NEEDS_ESCAPE = /["\\]|[^\u0020-\uD7FF\uE000-\uFFFF]/;
const NEEDS_QUOTES = /[",\r\n]/;
/** A cell that begins like this would be run as a formula where the file is opened. */
const FORMULA = /^[=+\-@\t\r]/;
/** Sorts before every character of a plate, so that the joined key sorts as its parts do. */
const KEY_SEPARATOR = '\t';

function maskedIdentity({ vin, frameNo }: ListedVehicle): string | null {
  const identity = vin ?? frameNo;
  return identity === null ? null : maskVin(identity);
}

/** The row of a vehicle in an edition: nothing that the edition's readers may not see. */
export function rowOf(vehicle: ListedVehicle, edition: ReleaseEdition): ReleaseRow {
  return Object.fromEntries(COLUMNS[edition].map(({ name, valueOf }) => [name, valueOf(vehicle)]));
}

/**
 * What a row is sorted and told apart by: plate number and type (R1.1), and for partners the VIN or frame number, since
 * two sites may each know a vehicle under one plate. The public list has one row a plate.
 */
export function rowKey(row: ReleaseRow, edition: ReleaseEdition): string {
  const plate = `${textOf(row.plateNumber)}${KEY_SEPARATOR}${textOf(row.plateType)}`;
  return edition === 'PUBLIC' ? plate : `${plate}${KEY_SEPARATOR}${textOf(row.vin ?? row.frameNo)}`;
}

/** A cell's text; empty where it has none. */
export const textOf = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '');

const quoted = (text: string): string => (NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`);

function jsonCell(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return 'null';
  if (typeof cell === 'string') return quoted(cell);
  const reasons = cell.map(
    ({ clause, code, since }) =>
      `{"clause":${quoted(clause)},"code":${quoted(code)},"since":${quoted(since)}}`,
  );
  return `[${reasons.join(',')}]`;
}

/** The canonical line of a row (members by code unit, no blanks), without its end: what `canonicalJson` gives. */
export function rowLine(row: ReleaseRow, edition: ReleaseEdition): string {
  let line = '';
  for (const { name } of SORTED[edition]) {
    line += `${line === '' ? '{' : ','}"${name}":${jsonCell(row[name])}`;
  }
  return `${line}}`;
}

function csvCell(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  const plain =
    typeof cell === 'string'
      ? cell
      : cell.map(({ code, since, clause }) => `${code} ${since} ${clause}`).join('; ');
  const text = FORMULA.test(plain) ? `'${plain}` : plain;
  return NEEDS_QUOTES.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** The first line of the CSV file with its end: UTF-8 with a byte order mark, as spreadsheets need it (RFC 4180). */
export const csvHeading = (edition: ReleaseEdition): string =>
  `${BYTE_ORDER_MARK}${COLUMNS[edition].map(({ title }) => title).join(',')}${LINE_END}`;

/** The line of a row in the CSV file with its end. What would be run as a formula is set off with an apostrophe. */
export function csvLine(row: ReleaseRow, edition: ReleaseEdition): string {
  return `${COLUMNS[edition].map(({ name }) => csvCell(row[name])).join(',')}${LINE_END}`;
}

function isReason(value: unknown): value is ReleasedReason {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['clause', 'code', 'since'].every((name) => typeof Reflect.get(value, name) === 'string')
  );
}

const isCell = (name: string, value: unknown): value is Cell =>
  name === 'reasons'
    ? Array.isArray(value) && value.every(isReason)
    : value === null || typeof value === 'string';

/** Reads a line of a release; null when it is not the canonical line of a row of that edition. */
export function readRow(line: string, edition: ReleaseEdition): ReleaseRow | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // No JSON at all: told as any other line that is no row.
    return null;
  }
  const isRow = (given: unknown): given is ReleaseRow =>
    typeof given === 'object' &&
    given !== null &&
    SORTED[edition].every(({ name }) => isCell(name, Reflect.get(given, name)));
  return isRow(value) && rowLine(value, edition) === line ? value : null;
}
