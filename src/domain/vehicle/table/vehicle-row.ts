import type { ParticularsInput } from '../../personal/particulars.js';
import type { Problem } from '../../shared/result.js';
import type { VehicleInput } from '../vehicle-input.js';
import { CellReader } from './cell-reader.js';
import { isTotalLabel } from './cell-text.js';
import type { FeedProfile } from './feeds.js';
import type { HeaderMap } from './headers.js';
import type { TableHabits, TableRow } from './table-row.js';
import { readIdentity, readOwner, readPlateCells, readRetrofit } from './row-groups.js';

/** A remark (制表人, 日期) fills a cell or two; a vehicle needs ten. */
const MOST_CELLS_OF_A_REMARK = 2;

/** What a row says. */
export interface VehicleRow {
  /** What it says of the vehicle, as far as it could be read; the rules of the registry judge it. */
  readonly input: VehicleInput;
  /** What it says of the owner; null where the table says nothing. */
  readonly owner: ParticularsInput | null;
  /** Why the row cannot be taken, each with the clerk's own header as its field. */
  readonly problems: readonly Problem[];
  /** What was read otherwise than it stands there, likewise. */
  readonly notes: readonly Problem[];
}

/**
 * Reads one row by the meaning of its columns and of its source's codes. Problems: ROW_IS_TOTAL, ROW_WITHOUT_VEHICLE
 * (either alone), ROW_TOO_WIDE, FIELD_MISSING, IDENTITY_MASKED, CELL_ERROR, CELL_DIGITS_LOST, CELL_NUMBER. Notes: CELL_CALCULATED,
 * CELL_DAY_NUMBER, TYPE_51_52_EXCHANGED, VIN_IN_FRAME_COLUMN, OWNER_KIND_FOLLOWS, OWNER_MASKED.
 */
export function readVehicleRow(
  row: TableRow,
  map: HeaderMap,
  feed: FeedProfile,
  habits: TableHabits,
): VehicleRow {
  const cells = new CellReader(row, map, habits);
  const plate = readPlateCells(cells, feed);
  const { vin, frameNo } = readIdentity(cells);
  const { owner, ownerKind, ownerUscc } = readOwner(cells);
  const input: VehicleInput = {
    vin,
    frameNo,
    plate,
    vehicleType: cells.code('vehicleType', 'VEHICLE_TYPE'),
    useNature: cells.code('useNature', 'USE_NATURE'),
    fuel: cells.fuel(),
    emissionStage: cells.required('emissionStage'),
    massKg: cells.quantity('massKg'),
    lengthMm: cells.quantity('lengthMm'),
    engineModel: cells.optional('engineModel'),
    engineNo: cells.optional('engineNo'),
    ratedPowerW: cells.quantity('ratedPowerW'),
    firstRegisteredOn: cells.date('firstRegisteredOn') ?? cells.required('firstRegisteredOn'),
    manufacturedOn: cells.date('manufacturedOn'),
    division: cells.division(),
    ownerKind,
    ownerUscc,
    status: cells.status(),
    retrofit: readRetrofit(cells),
  };
  const alone = soleProblem(row, input);
  const problems = alone === null ? cells.overhang().concat(cells.problems) : [alone];
  return { input, owner, problems, notes: alone === null ? cells.notes : [] };
}

/** Sums and remarks below a table would otherwise be refused for every field that they lack. */
function soleProblem(row: TableRow, { vin, frameNo, plate }: VehicleInput): Problem | null {
  const first = row.cells.find((cell) => cell !== '' && cell.trim() !== '') ?? '';
  const isNamed = [vin, frameNo, plate.number].some(
    (text) => text !== null && text !== undefined && text !== '',
  );
  if (isTotalLabel(first)) return { code: 'ROW_IS_TOTAL' };
  return isNamed && fillsMoreThan(MOST_CELLS_OF_A_REMARK, row.cells) ? null : { code: 'ROW_WITHOUT_VEHICLE' };
}

function fillsMoreThan(count: number, cells: readonly string[]): boolean {
  let filled = 0;
  return cells.some((cell) => {
    if (cell !== '' && cell.trim() !== '') filled += 1;
    return filled > count;
  });
}
