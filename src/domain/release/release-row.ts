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

interface ReleaseColumn {
  readonly name: string;
  /** Heading in the CSV file. */
  readonly title: string;
}

const column = (name: string, title: string): ReleaseColumn => ({ name, title });
const PLATE_NUMBER = column('plateNumber', '号牌号码');
const PLATE_TYPE = column('plateType', '号牌种类');
const VEHICLE_TYPE = column('vehicleType', '车辆类型');
const VIN = column('vin', '车辆识别代号');
const OWNER_NAME = column('ownerName', '单位名称');

/** The columns of each edition in the order of the CSV file. */
const COLUMNS: Readonly<Record<ReleaseEdition, readonly ReleaseColumn[]>> = {
  PARTNER: [
    PLATE_NUMBER,
    PLATE_TYPE,
    column('plateColor', '号牌颜色'),
    VIN,
    column('frameNo', '车架号'),
    VEHICLE_TYPE,
    column('stage', '排放阶段'),
    column('stageSource', '排放阶段来源'),
    column('division', '登记地'),
    column('ownerKind', '所有人类别'),
    column('ownerUscc', '统一社会信用代码'),
    OWNER_NAME,
    column('reasons', '重点监管原因'),
  ],
  PUBLIC: [PLATE_NUMBER, PLATE_TYPE, VEHICLE_TYPE, VIN, OWNER_NAME],
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

/**
 * The row of a vehicle in an edition: nothing that the edition's readers may not see. A company's name and code are
 * partners' business; those of a 个体工商户 lead to one person and stay inside (§8).
 */
export function rowOf(vehicle: ListedVehicle, edition: ReleaseEdition): ReleaseRow {
  const { plateNumber, plateType, plateColor, vin, frameNo, vehicleType, stage, stageSource } = vehicle;
  const { division, ownerKind, reasons } = vehicle;
  const ownerName = ownerKind === 'ORG' ? vehicle.organisationName : null;
  if (edition === 'PUBLIC') {
    return { plateNumber, plateType, vehicleType, vin: maskedIdentity(vehicle), ownerName };
  }
  const ownerUscc = ownerKind === 'ORG' ? vehicle.ownerUscc : null;
  return {
    plateNumber,
    plateType,
    plateColor,
    vin,
    frameNo,
    vehicleType,
    stage,
    stageSource,
    division,
    ownerKind,
    ownerUscc,
    ownerName,
    reasons,
  };
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

/** What was written of a list of reasons; many vehicles share one. */
const WRITTEN_JSON = new WeakMap<readonly ReleasedReason[], string>();
const WRITTEN_CSV = new WeakMap<readonly ReleasedReason[], string>();

function writtenOnce(
  reasons: readonly ReleasedReason[],
  known: WeakMap<readonly ReleasedReason[], string>,
  write: (reasons: readonly ReleasedReason[]) => string,
): string {
  const before = known.get(reasons);
  if (before !== undefined) return before;
  const written = write(reasons);
  known.set(reasons, written);
  return written;
}

function jsonReasons(all: readonly ReleasedReason[]): string {
  const reasons = all.map(
    ({ clause, code, since }) =>
      `{"clause":${quoted(clause)},"code":${quoted(code)},"since":${quoted(since)}}`,
  );
  return `[${reasons.join(',')}]`;
}

const csvReasons = (reasons: readonly ReleasedReason[]): string =>
  csvText(reasons.map(({ code, since, clause }) => `${code} ${since} ${clause}`).join('; '));

function jsonCell(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return 'null';
  return typeof cell === 'string' ? quoted(cell) : writtenOnce(cell, WRITTEN_JSON, jsonReasons);
}

const MEMBER_STARTS: Readonly<Record<ReleaseEdition, readonly (readonly [name: string, start: string])[]>> = {
  PARTNER: memberStarts('PARTNER'),
  PUBLIC: memberStarts('PUBLIC'),
};

function memberStarts(edition: ReleaseEdition): readonly (readonly [name: string, start: string])[] {
  return SORTED[edition].map(({ name }, place) => [name, `${place === 0 ? '{' : ','}"${name}":`] as const);
}

/** The canonical line of a row (members by code unit, no blanks), without its end: what `canonicalJson` gives. */
export function rowLine(row: ReleaseRow, edition: ReleaseEdition): string {
  let line = '';
  for (const [name, start] of MEMBER_STARTS[edition]) line += start + jsonCell(row[name]);
  return `${line}}`;
}

function csvText(plain: string): string {
  const text = FORMULA.test(plain) ? `'${plain}` : plain;
  return NEEDS_QUOTES.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function csvCell(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'string' ? csvText(cell) : writtenOnce(cell, WRITTEN_CSV, csvReasons);
}

/** The first line of the CSV file with its end: UTF-8 with a byte order mark, as spreadsheets need it (RFC 4180). */
export const csvHeading = (edition: ReleaseEdition): string =>
  `${BYTE_ORDER_MARK}${COLUMNS[edition].map(({ title }) => title).join(',')}${LINE_END}`;

/** The line of a row in the CSV file with its end. What would be run as a formula is set off with an apostrophe. */
export function csvLine(row: ReleaseRow, edition: ReleaseEdition): string {
  let line = '';
  let separator = '';
  for (const { name } of COLUMNS[edition]) {
    line += separator + csvCell(row[name]);
    separator = ',';
  }
  return line + LINE_END;
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
