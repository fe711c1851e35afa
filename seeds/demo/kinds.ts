import type { EngineGroup, MakerGroup } from './makers.js';
import type { DemoPlateType } from './plates.js';
import type { Energy } from './stages.js';

/** A sort of vehicle: what is true of each one of it. */
export interface VehicleKind {
  /** How many of a hundred thousand vehicles. */
  readonly share: number;
  readonly plateType: DemoPlateType;
  /** GA/T 16.4; a code that is named twice comes twice as often. */
  readonly types: readonly string[];
  readonly energy: Energy;
  /** GA/T 16.9. */
  readonly fuel: string;
  readonly makers: MakerGroup;
  readonly engines: EngineGroup | null;
  /** Total mass, kg. */
  readonly massKg: readonly [least: number, most: number];
  readonly lengthMm: readonly [least: number, most: number];
  /** GA/T 16.3. */
  readonly uses: string;
  readonly owner: 'CARRIER' | 'COMPANY' | 'PUBLIC';
  /** Year of the earliest first registration. */
  readonly since: number;
}

const types = (text: string): readonly string[] => text.split(' ');
const HEAVY = types('H11 H12 H12 H14 H15 H16 H17 H17 H17 H18 H19 H19 Z51 Z51');
const MEDIUM = types('H21 H21 H22 H22 H24 H25 H27 H29 Z21');
const LIGHT = types('H31 H31 H31 H32 H32 H35 H37 H38 H39 H39 Z71');

const HEAVY_DIESEL: VehicleKind = {
  share: 26_000,
  plateType: '01',
  types: HEAVY,
  energy: 'DIESEL',
  fuel: 'B',
  makers: 'HEAVY_TRUCK',
  engines: 'HEAVY_DIESEL',
  massKg: [12_000, 31_000],
  lengthMm: [7_500, 12_000],
  uses: 'FFFFFFFFRA',
  owner: 'CARRIER',
  since: 2008,
};
const LIGHT_DIESEL: VehicleKind = {
  ...HEAVY_DIESEL,
  share: 22_000,
  plateType: '02',
  types: LIGHT,
  makers: 'LIGHT_TRUCK',
  engines: 'LIGHT_DIESEL',
  massKg: [2_400, 4_495],
  lengthMm: [4_800, 5_995],
  uses: 'FFFFAAAL',
  since: 2009,
};
const LARGE_BUS: VehicleKind = {
  ...HEAVY_DIESEL,
  share: 3_000,
  types: types('K11 K11 K11 K17 K18'),
  makers: 'BUS',
  engines: 'MEDIUM_DIESEL',
  massKg: [12_000, 18_000],
  lengthMm: [9_000, 12_000],
  uses: 'BBCEEA',
  owner: 'COMPANY',
};

/** The sorts of vehicles of the demonstration. */
export const KINDS = {
  HEAVY_DIESEL,
  TRACTOR: {
    ...HEAVY_DIESEL,
    share: 14_000,
    types: ['Q11'],
    massKg: [24_000, 25_000],
    lengthMm: [6_000, 7_400],
  },
  MEDIUM_DIESEL: {
    ...HEAVY_DIESEL,
    share: 7_000,
    types: MEDIUM,
    engines: 'MEDIUM_DIESEL',
    massKg: [4_500, 11_995],
    lengthMm: [6_000, 8_800],
  },
  LIGHT_DIESEL,
  LIGHT_PETROL: {
    ...LIGHT_DIESEL,
    share: 5_000,
    types: types('H31 H32 H32'),
    energy: 'PETROL',
    fuel: 'A',
    engines: 'PETROL',
    massKg: [1_900, 3_495],
    since: 2011,
  },
  MINI_PETROL: {
    ...LIGHT_DIESEL,
    share: 2_000,
    types: types('H41 H42'),
    energy: 'PETROL',
    fuel: 'A',
    engines: 'PETROL',
    massKg: [1_300, 1_800],
    lengthMm: [3_000, 3_500],
    since: 2011,
  },
  GAS_TRACTOR: {
    ...HEAVY_DIESEL,
    share: 4_000,
    types: types('Q11 Q11 H17'),
    energy: 'GAS',
    fuel: 'E',
    engines: 'GAS',
    massKg: [24_000, 25_000],
    lengthMm: [6_000, 7_400],
    since: 2013,
  },
  LARGE_BUS,
  GAS_BUS: { ...LARGE_BUS, share: 1_500, energy: 'GAS', fuel: 'E', engines: 'GAS', uses: 'C', since: 2013 },
  SMALL_BUS: {
    ...LARGE_BUS,
    share: 2_500,
    plateType: '02',
    types: types('K31 K39'),
    engines: 'LIGHT_DIESEL',
    massKg: [2_400, 3_495],
    lengthMm: [4_800, 5_900],
    uses: 'AAE',
    since: 2009,
  },
  ELECTRIC_HEAVY: {
    ...HEAVY_DIESEL,
    share: 3_000,
    plateType: '51',
    types: types('Q11 H17 K11 K11 Z51'),
    energy: 'ELECTRIC',
    fuel: 'C',
    makers: 'NEW_ENERGY',
    engines: 'MOTOR',
    massKg: [16_000, 31_000],
    lengthMm: [8_000, 12_000],
    uses: 'FFC',
    owner: 'COMPANY',
    since: 2017,
  },
  HYDROGEN_HEAVY: {
    ...HEAVY_DIESEL,
    share: 300,
    plateType: '51',
    types: types('Q11 H12'),
    energy: 'HYDROGEN',
    fuel: 'P',
    makers: 'NEW_ENERGY',
    engines: 'MOTOR',
    massKg: [18_000, 31_000],
    uses: 'F',
    owner: 'COMPANY',
    since: 2021,
  },
  ELECTRIC_LIGHT: {
    ...LIGHT_DIESEL,
    share: 4_500,
    plateType: '52',
    types: types('H32 H32 H31 K31'),
    energy: 'ELECTRIC',
    fuel: 'C',
    makers: 'NEW_ENERGY',
    engines: 'MOTOR',
    since: 2017,
  },
  HYBRID_LIGHT: {
    ...LIGHT_DIESEL,
    share: 700,
    plateType: '52',
    types: types('H32 K31'),
    energy: 'HYBRID',
    fuel: 'AC',
    makers: 'NEW_ENERGY',
    engines: 'PETROL',
    massKg: [2_400, 3_495],
    since: 2020,
  },
  TRAILER: {
    ...HEAVY_DIESEL,
    share: 3_000,
    plateType: '15',
    types: types('B11 B12 B13 B14 B15 B15 B16 B18'),
    energy: 'NONE',
    fuel: 'Y',
    makers: 'TRAILER',
    engines: null,
    massKg: [34_000, 40_000],
    lengthMm: [12_000, 13_950],
  },
  DRIVING_SCHOOL: {
    ...HEAVY_DIESEL,
    share: 1_000,
    plateType: '16',
    types: types('H21 H22'),
    engines: 'MEDIUM_DIESEL',
    massKg: [4_500, 8_995],
    lengthMm: [6_000, 7_000],
    uses: 'N',
    owner: 'COMPANY',
  },
  POLICE: {
    ...LIGHT_DIESEL,
    share: 500,
    plateType: '23',
    types: types('K31 Z71'),
    massKg: [2_400, 3_495],
    uses: 'H',
    owner: 'PUBLIC',
  },
} as const satisfies Readonly<Record<string, VehicleKind>>;
export type KindName = keyof typeof KINDS;
