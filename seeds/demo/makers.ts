import { vinCheckCharacter } from '../../src/domain/shared/vin.js';
import type { Random } from './random.js';

/** Which factories a vehicle may come from. */
export type MakerGroup = 'HEAVY_TRUCK' | 'LIGHT_TRUCK' | 'BUS' | 'NEW_ENERGY' | 'TRAILER' | 'IMPORT';
/** Which engines it may have. */
export type EngineGroup = 'HEAVY_DIESEL' | 'MEDIUM_DIESEL' | 'LIGHT_DIESEL' | 'GAS' | 'PETROL' | 'MOTOR';

/** World manufacturer identifiers of makers whose vehicles run in the delta; the import ones as their makers write them. */
const IDENTIFIERS: Readonly<Record<MakerGroup, readonly string[]>> = {
  HEAVY_TRUCK: 'LVB LRD LGA LGD LGG LGH LZZ LZZ LFW LFN LZG LJ1 LZ5 LG6 LBZ LZF'.split(' '),
  LIGHT_TRUCK: 'LVA LJ1 LGD LGH LFN LEF LZW LWL LG6'.split(' '),
  BUS: 'LZY LKL LA6 LGA LJ1'.split(' '),
  NEW_ENERGY: 'LC0 LGX LZY LZZ LFW LVB LJ1'.split(' '),
  TRAILER: 'LJR LA9'.split(' '),
  IMPORT: 'WDB WMA YV2 YS2 XLR'.split(' '),
};

/** Engine families of the trade with their rated power, kW. */
const ENGINES: Readonly<Record<EngineGroup, readonly (readonly [model: string, kilowatts: number])[]>> = {
  HEAVY_DIESEL: [
    ['WP10.336', 247],
    ['WP12.375', 276],
    ['WP13.550', 405],
    ['MC11.44', 327],
    ['CA6DM3', 353],
    ['YC6K13', 412],
    ['ISZ13', 382],
  ],
  MEDIUM_DIESEL: [
    ['YC6J180', 132],
    ['CA6DF3', 132],
    ['ISD230', 169],
    ['WP6.210', 155],
  ],
  LIGHT_DIESEL: [
    ['YN38CRD', 85],
    ['4JB1', 68],
    ['ISF2.8', 96],
    ['D25TCI', 110],
    ['Q23', 85],
  ],
  GAS: [
    ['WP13NG460', 338],
    ['YC6MK375N', 276],
    ['CA6SM4', 338],
  ],
  PETROL: [
    ['DAM16KR', 90],
    ['LJ469Q', 83],
    ['SWB11M', 45],
  ],
  MOTOR: [
    ['TZ228', 120],
    ['TZ400', 250],
    ['TZ180', 60],
  ],
};

const VIN_CHARACTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';
const PLANTS = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const MODEL_YEARS = 'ABCDEFGHJKLMNPRSTVWXY123456789';
const SERIALS = 1_000_000;
/** Coprime to {@link SERIALS}, so that neighbours in the stream do not have neighbouring numbers. */
const SERIAL_STEP = 48_271;
const CHECK_INDEX = 8;

/**
 * A VIN with its check digit (GB 16735-2019). The last seven characters follow from `index` alone, so no two are alike.
 * @param modelYear from 1980.
 */
export function makeVin(random: Random, group: MakerGroup, modelYear: number, index: number): string {
  const descriptor = Array.from({ length: 5 }, () => random.pick(VIN_CHARACTERS)).join('');
  const year = MODEL_YEARS[(modelYear - 1980) % MODEL_YEARS.length] ?? '';
  const plant = PLANTS[Math.floor(index / SERIALS) % PLANTS.length] ?? '';
  const serial = String((index * SERIAL_STEP) % SERIALS).padStart(6, '0');
  const vin = `${random.pick(IDENTIFIERS[group])}${descriptor}0${year}${plant}${serial}`;
  return vin.slice(0, CHECK_INDEX) + vinCheckCharacter(vin) + vin.slice(CHECK_INDEX + 1);
}

/** The same VIN with a character in the place of the check digit that is not it. */
export function withWrongCheck(vin: string): string {
  const wrong = vin[CHECK_INDEX] === '0' ? '1' : '0';
  return vin.slice(0, CHECK_INDEX) + wrong + vin.slice(CHECK_INDEX + 1);
}

/** Model, number and rated power (watts) of an engine. */
export function makeEngine(
  random: Random,
  group: EngineGroup,
): { readonly engineModel: string; readonly engineNo: string; readonly ratedPowerW: number } {
  const [engineModel, kilowatts] = random.pick(ENGINES[group]);
  const engineNo = `${random.pick(PLANTS)}${String(random.between(10_000_000, 99_999_999))}`;
  return { engineModel, engineNo, ratedPowerW: kilowatts * 1000 };
}
