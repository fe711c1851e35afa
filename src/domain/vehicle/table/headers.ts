import { fail, ok } from '../../shared/result.js';
import type { Problem, Result } from '../../shared/result.js';
import { VEHICLE_COLUMNS } from './vehicle-columns.js';
import type { VehicleColumn, VehicleColumnKey } from './vehicle-columns.js';

/** Where a column stands in one table. */
export interface ColumnPlace {
  /** From 0. */
  readonly index: number;
  /** The header exactly as the clerk wrote it, but for blanks around it. */
  readonly header: string;
  /** How many of our units a bare number of the column is; 1 where it holds no quantity. */
  readonly factor: number;
}

/** What the columns of one table mean. */
export interface HeaderMap {
  /** Number of columns; what stands beyond has no header. */
  readonly width: number;
  readonly places: ReadonlyMap<VehicleColumnKey, ColumnPlace>;
  /** HEADER_UNKNOWN for every column with a header that is not ours: it is not read. */
  readonly warnings: readonly Problem[];
}

/** Without these nothing can be registered. A VIN or frame number, and who owns it, may be said in one of two columns. */
const REQUIRED: readonly (readonly VehicleColumnKey[])[] = [
  ['plateNumber'],
  ['plateType'],
  ['vin', 'frameNo'],
  ['vehicleType'],
  ['useNature'],
  ['fuel'],
  ['emissionStage'],
  ['firstRegisteredOn'],
  ['division'],
  ['ownerKind', 'ownerUscc', 'ownerIdNumber'],
  ['status'],
];
const UNIT = /[([【](?<unit>[^)\]】]*)[)\]】]$/;

/** Half width, lower case, without blanks and marks, and without what stands in brackets at the end. */
export function normaliseHeader(header: string): string {
  return bare(header.normalize('NFKC').trim().replace(UNIT, ''));
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const COLUMN_OF: ReadonlyMap<string, VehicleColumn> = new Map(
  VEHICLE_COLUMNS.flatMap((column) =>
    [column.key, column.zh, column.en, ...column.synonyms.split(' ')].map(
      (name) => [normaliseHeader(name), column] as const,
    ),
  ),
);

/** The column that a header means, or null. What stands in brackets may belong to the name: 车架号（VIN）. */
function columnOf(header: string): VehicleColumn | null {
  return COLUMN_OF.get(bare(header.normalize('NFKC'))) ?? COLUMN_OF.get(normaliseHeader(header)) ?? null;
}

/** How many of the cells are headers of a vehicle table: what tells its header row from titles and data. */
export function vehicleHeaderScore(cells: readonly string[]): number {
  return new Set(cells.map(columnOf).filter((column) => column !== null)).size;
}

/**
 * What the columns mean, by Chinese or English headers or the field names of the networks, units in brackets included.
 * The first refusal of: HEADER_DUPLICATE (two columns mean the same), HEADER_UNIT (a unit that is not the column's),
 * HEADER_MISSING (all that are). Headers that are not ours are warned of, never dropped in silence.
 */
export function readHeaders(headers: readonly string[]): Result<HeaderMap> {
  const places = new Map<VehicleColumnKey, ColumnPlace>();
  const warnings: Problem[] = [];
  for (const [index, raw] of headers.entries()) {
    const header = raw.trim();
    const column = columnOf(header);
    if (column === null) {
      if (header !== '') warnings.push({ code: 'HEADER_UNKNOWN', params: { header, column: index + 1 } });
      continue;
    }
    const other = places.get(column.key);
    if (other) return fail(duplicate(header, other, index));
    const factor = factorOf(column, header);
    if (factor === null) return fail(wrongUnit(column, header));
    places.set(column.key, { index, header, factor });
  }
  const missing = REQUIRED.filter((keys) => keys.every((key) => !places.has(key))).map(namesOf);
  return missing.length === 0
    ? ok({ width: headers.length, places, warnings })
    : fail({ code: 'HEADER_MISSING', params: { missing: missing.join('、') } });
}

function factorOf(column: VehicleColumn, header: string): number | null {
  if (column.units === undefined) return 1;
  const named = UNIT.exec(header.normalize('NFKC').trim())?.groups?.unit?.trim().toLowerCase();
  const ours = Object.values(column.units)[0] ?? 1;
  if (named === undefined) return isInOurUnit(column, header) ? 1 : ours;
  return Object.hasOwn(column.units, named) ? (column.units[named] ?? null) : null;
}

/** `ratedPowerW` names the field of the API, and with it its unit. */
const isInOurUnit = (column: VehicleColumn, header: string): boolean => bare(header) === bare(column.key);

const duplicate = (header: string, other: ColumnPlace, index: number): Problem => ({
  code: 'HEADER_DUPLICATE',
  field: header,
  params: { other: other.header, first: other.index + 1, second: index + 1 },
});

const wrongUnit = (column: VehicleColumn, header: string): Problem => ({
  code: 'HEADER_UNIT',
  field: header,
  params: { allowed: Object.keys(column.units ?? {}).join(' ') },
});

const namesOf = (keys: readonly VehicleColumnKey[]): string => keys.map(chineseName).join('/');

function chineseName(key: VehicleColumnKey): string {
  return VEHICLE_COLUMNS.find((column) => column.key === key)?.zh ?? key;
}
