import { FLAGS } from '../../seeds/demo/flagged.js';
import type { Flaw } from '../../seeds/demo/flaw.js';
import { PLACES } from '../../seeds/demo/places.js';
import { PlatePool } from '../../seeds/demo/plates.js';
import { Random } from '../../seeds/demo/random.js';
import { REFUSALS } from '../../seeds/demo/refused.js';
import { makeRegistration } from '../../seeds/demo/registration.js';
import type { Registration } from '../../seeds/demo/registration.js';
import type { VehicleColumnKey } from '../../src/domain/vehicle/table/vehicle-columns.js';
import type { VehicleInput } from '../../src/domain/vehicle/vehicle-input.js';

/** What a clerk typed, by column. */
export type TypedCells = Readonly<Record<VehicleColumnKey, string>>;

/** One row of the messy file before it is written in a habit. */
export interface MessyEntry {
  readonly cells: TypedCells;
  /** GOOD: registered. DOUBTFUL: registered with these warnings or notes. BAD: every code that the row is refused for. */
  readonly kind: 'GOOD' | 'DOUBTFUL' | 'BAD';
  readonly codes: readonly string[];
  /** The column that the first code of a BAD row is about; null for the row as a whole. */
  readonly column: VehicleColumnKey | null;
  /** Repeats the plate or VIN of the first good row, which only the registry can see. */
  readonly repeats?: 'vin' | 'plate';
}

const COLUMN_OF_CODE: Readonly<Record<string, VehicleColumnKey>> = {
  TIME_FUTURE: 'firstRegisteredOn',
  DATE_IMPOSSIBLE: 'firstRegisteredOn',
  TIME_ORDER: 'manufacturedOn',
  TYPE_UNKNOWN: 'vehicleType',
  FUEL_UNKNOWN: 'fuel',
  USE_UNKNOWN: 'useNature',
  STATUS_UNKNOWN: 'status',
  STAGE_FORMAT: 'emissionStage',
  PLATE_COLOR_MISMATCH: 'plateColor',
  OWNER_KIND_MISMATCH: 'ownerKind',
  OWNER_USCC_FORBIDDEN: 'ownerUscc',
};
const COLUMN_OF_START: readonly (readonly [start: string, column: VehicleColumnKey])[] = [
  ['VIN_', 'vin'],
  ['PLATE_', 'plateNumber'],
  ['HPZL_', 'plateNumber'],
  ['DIVISION_', 'division'],
  ['USCC_', 'ownerUscc'],
];
const WATTS_PER_KILOWATT = 1000;
const PROVINCE = '320000';

const text = (value: string | number | null | undefined): string => (value == null ? '' : String(value));

/** A registration as a clerk would type it, in our own codes. */
function typedCells(input: VehicleInput): TypedCells {
  const { plate, retrofit } = input;
  return {
    plateNumber: plate.number,
    plateType: plate.type,
    plateColor: text(plate.color),
    plateColorSystem: text(plate.colorSystem),
    vin: text(input.vin),
    frameNo: text(input.frameNo),
    vehicleType: input.vehicleType,
    useNature: input.useNature,
    fuel: input.fuel,
    emissionStage: input.emissionStage,
    firstRegisteredOn: input.firstRegisteredOn,
    manufacturedOn: text(input.manufacturedOn),
    division: input.division,
    ownerKind: input.ownerKind,
    ownerUscc: text(input.ownerUscc),
    status: input.status,
    massKg: text(input.massKg),
    lengthMm: text(input.lengthMm),
    engineModel: text(input.engineModel),
    engineNo: text(input.engineNo),
    ratedPowerW: input.ratedPowerW == null ? '' : String(input.ratedPowerW / WATTS_PER_KILOWATT),
    retrofitKind: text(retrofit?.kind),
    retrofitOn: text(retrofit?.on),
    retrofitCertificateNo: text(retrofit?.certificateNo),
    ownerName: '',
    ownerPhone: '',
    ownerAddress: '',
    ownerIdNumber: '',
  };
}

type Slip = readonly [code: string, column: VehicleColumnKey, typed: string];

/** What goes wrong between paper and file, one slip a row. */
const SLIPS: readonly Slip[] = [
  ['CELL_DIGITS_LOST', 'ownerUscc', '9.13201E+17'],
  ['CELL_DIGITS_LOST', 'vin', '1.23457E+16'],
  ['CELL_ERROR', 'vehicleType', '#N/A'],
  ['CELL_NUMBER', 'massKg', '约十八吨'],
  ['FIELD_MISSING', 'division', ''],
  ['FIELD_MISSING', 'plateNumber', ' '],
  ['DATE_FORMAT', 'firstRegisteredOn', '3/1/2012'],
  ['SENTINEL_VALUE', 'engineNo', '无'],
  ['SENTINEL_VALUE', 'manufacturedOn', '9999-12-31'],
  ['SENTINEL_VALUE', 'ratedPowerW', '0.0'],
  ['SENTINEL_VALUE', 'massKg', '-1'],
  ['PLATE_COLOR_UNKNOWN', 'plateColor', '7'],
];

/**
 * Every row of the messy file for a clerk of Jiangsu: each mistake and each doubt of §11.2 that an import can meet at
 * least once, slips of the pen and of the spreadsheet, and good rows between them. The same for the same seed.
 */
export function messyEntries(seed: number): readonly MessyEntry[] {
  const workshop = { random: new Random(seed), plates: new PlatePool() };
  const places = PLACES.filter(({ site }) => site === PROVINCE);
  let index = seed % 1000;
  const make = (order: Flaw['order']): Registration => {
    index += 1;
    return makeRegistration(workshop, { ...order, place: workshop.random.pick(places), index });
  };
  const good = (): MessyEntry =>
    entryOf(make({ kind: 'HEAVY_DIESEL', years: [2012, 2020] }).input, 'GOOD', []);
  const flawed = (kind: MessyEntry['kind'], { expect, order, spoil }: Flaw): MessyEntry => {
    const registration = make(order);
    return entryOf(spoil({ ...workshop, ...registration, index }), kind, expect);
  };
  const first = good();
  const doubtful = FLAGS.map((flag) => flawed('DOUBTFUL', flag));
  const bad = REFUSALS.filter(({ expect }) => !expect.includes('SENTINEL_VALUE')).map((flaw) =>
    flawed('BAD', flaw),
  );
  const slips = SLIPS.map((slip) => slipped(good(), slip));
  const rows = [first, ...doubtful, ...bad, ...slips].flatMap((entry, at) =>
    at % 4 === 3 ? [entry, good()] : [entry],
  );
  return [...rows, repetition(good(), first, 'vin'), repetition(good(), first, 'plate')];
}

function entryOf(input: VehicleInput, kind: MessyEntry['kind'], codes: readonly string[]): MessyEntry {
  return { cells: typedCells(input), kind, codes, column: kind === 'BAD' ? columnOf(codes[0] ?? '') : null };
}

function columnOf(code: string): VehicleColumnKey | null {
  return COLUMN_OF_CODE[code] ?? COLUMN_OF_START.find(([start]) => code.startsWith(start))?.[1] ?? null;
}

const slipped = ({ cells }: MessyEntry, [code, column, typed]: Slip): MessyEntry => ({
  cells: { ...cells, [column]: typed },
  kind: 'BAD',
  codes: [code],
  column,
});

/** A row that only the registry can refuse or hold: its VIN or plate is that of the first row. */
function repetition(entry: MessyEntry, first: MessyEntry, repeats: 'vin' | 'plate'): MessyEntry {
  const { plateNumber, plateType, plateColor, plateColorSystem } =
    repeats === 'vin' ? entry.cells : first.cells;
  const { cells } = repeats === 'vin' ? first : entry;
  return { ...entry, cells: { ...cells, plateNumber, plateType, plateColor, plateColorSystem }, repeats };
}
