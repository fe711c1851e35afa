import { addDays, yearOf } from '../../src/domain/shared/time.js';
import type { CivilDate } from '../../src/domain/shared/time.js';
import type { VehicleInput } from '../../src/domain/vehicle/vehicle-input.js';
import { KINDS } from './kinds.js';
import type { KindName, VehicleKind } from './kinds.js';
import { makeEngine, makeVin } from './makers.js';
import type { MakerGroup } from './makers.js';
import { carrierOf, companyOf, publicBodyOf } from './owners.js';
import type { Owner } from './owners.js';
import { anyPlace } from './places.js';
import type { Place } from './places.js';
import type { PlatePool } from './plates.js';
import { Weighted } from './random.js';
import type { Random } from './random.js';
import { makeStage } from './stages.js';

/** What a registration is made with. */
export interface Workshop {
  readonly random: Random;
  readonly plates: PlatePool;
}

/** What is asked of a registration; the rest is left to chance. */
export interface Order {
  readonly kind: KindName;
  /** Number in the stream: the VIN follows from it. */
  readonly index: number;
  readonly place?: Place;
  /** Years of the first registration, both included. */
  readonly years?: readonly [least: number, most: number];
  readonly makers?: MakerGroup;
}

/** A registration in which nothing is wrong or doubtful, and the city that it is made in. */
export interface Registration {
  readonly kind: KindName;
  readonly place: Place;
  readonly input: VehicleInput;
}

const KIND_NAMES = Object.keys(KINDS) as KindName[];
const KINDS_BY_SHARE = new Weighted(KIND_NAMES.map((name) => [name, KINDS[name].share] as const));

/** New registrations by year, as a rough order of size. */
const YEARS = new Weighted(
  (
    '2008:1 2009:2 2010:3 2011:4 2012:4 2013:5 2014:6 2015:5 2016:6 2017:8 2018:8 2019:8 2020:10 2021:9 2022:5 2023:6 ' +
    '2024:6 2025:6 2026:4'
  )
    .split(' ')
    .map((entry) => [Number(entry.slice(0, 4)), Number(entry.slice(5))] as const),
);
const LAST_YEAR = 2026;
const LAST_MONTH = 10;
const LAST_DAY = 28;
const STATUSES = new Weighted([
  ['A', 900],
  ['Q', 40],
  ['G', 40],
  ['GQ', 10],
  ['D', 10],
] as const);
const RETROFIT_PER_THOUSAND = 30;
const MASS_STEP_KG = 5;

/** A sort of vehicle, the common ones more often. */
export const anyKind = (random: Random): KindName => KINDS_BY_SHARE.pick(random);

/** A registration as ordered that passes every rule without a warning. */
export function makeRegistration({ random, plates }: Workshop, order: Order): Registration {
  const kind: VehicleKind = KINDS[order.kind];
  const place = order.place ?? anyPlace(random);
  const division = random.pick(place.counties);
  const firstRegisteredOn = anyDate(random, order.years ?? [kind.since, LAST_YEAR]);
  const manufacturedOn = addDays(firstRegisteredOn, -random.between(5, 200));
  const vehicleType = random.pick(kind.types);
  const massKg = random.between(kind.massKg[0] / MASS_STEP_KG, kind.massKg[1] / MASS_STEP_KG) * MASS_STEP_KG;
  const staged = { energy: kind.energy, vehicleType, massKg, registeredOn: firstRegisteredOn, division };
  const emissionStage = makeStage(random, staged);
  const input: VehicleInput = {
    vin: makeVin(random, order.makers ?? kind.makers, yearOf(manufacturedOn), order.index),
    plate: plates.take(random.pick(place.issuers), kind.plateType, plateEnergyOf(kind)),
    vehicleType,
    useNature: random.pick(kind.uses),
    fuel: kind.fuel,
    emissionStage,
    massKg,
    lengthMm: random.between(...kind.lengthMm),
    ...(kind.engines && makeEngine(random, kind.engines)),
    firstRegisteredOn,
    manufacturedOn,
    division,
    ...ownerOf(random, kind, place),
    status: STATUSES.pick(random),
    ...(emissionStage === 'G3' && random.chance(RETROFIT_PER_THOUSAND) && retrofitOf(order.index)),
  };
  return { kind: order.kind, place, input };
}

function anyDate(random: Random, [least, most]: readonly [number, number]): CivilDate {
  let year = YEARS.pick(random);
  while (year < least || year > most) year = YEARS.pick(random);
  const month = random.between(1, year === LAST_YEAR ? LAST_MONTH : 12);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(year)}-${two(month)}-${two(random.between(1, LAST_DAY))}`;
}

function plateEnergyOf(kind: VehicleKind): 'ELECTRIC' | 'OTHER' {
  return kind.energy === 'ELECTRIC' ? 'ELECTRIC' : 'OTHER';
}

function ownerOf(random: Random, kind: VehicleKind, place: Place): Owner {
  switch (kind.owner) {
    case 'CARRIER':
      return carrierOf(random, place);
    case 'COMPANY':
      return companyOf(random, place);
    case 'PUBLIC':
      return publicBodyOf(place);
  }
}

/** Retrofits of 国三 trucks were made in the years before the bans. */
function retrofitOf(index: number): Pick<VehicleInput, 'retrofit'> {
  return { retrofit: { kind: 'DPF', on: '2019-09-16', certificateNo: `DEMO-R${String(index)}` } };
}
