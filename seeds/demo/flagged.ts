import { flaw } from './flaw.js';
import type { Flaw, Spoiling } from './flaw.js';
import { withWrongCheck } from './makers.js';
import { makeUsccWithWrongInside } from './owners.js';
import { placeOf } from './places.js';

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const HEAVY: Flaw['order'] = { kind: 'HEAVY_DIESEL' };

/** A serial with more letters than are usual, each once. */
function threeLetters(index: number): string {
  const letter = (place: number): string =>
    LETTERS[Math.floor(index / 100 / LETTERS.length ** place) % LETTERS.length] ?? '';
  return letter(2) + letter(1) + letter(0) + String(index % 100).padStart(2, '0');
}

const issuerOf = ({ random, place }: Spoiling): string => random.pick(place.issuers);

/** Doubts with which a vehicle is registered all the same. */
export const FLAGS: readonly Flaw[] = [
  flaw('FUEL_UNKNOWN', HEAVY, () => ({ fuel: 'O' })),
  flaw('FUEL_UNKNOWN', { kind: 'LIGHT_DIESEL', years: [2018, 2026] }, () => ({ fuel: '' })),
  flaw('STAGE_UNKNOWN', { kind: 'TRACTOR' }, () => ({ emissionStage: 'UNKNOWN' })),
  flaw('STAGE_DATE_CONFLICT', { ...HEAVY, years: [2016, 2016] }, () => ({ emissionStage: 'G3' })),
  flaw('VIN_CHECK', { kind: 'TRACTOR', makers: 'IMPORT' }, ({ input }) => ({
    vin: withWrongCheck(input.vin ?? ''),
  })),
  // The letter of a city that was divided in 2011; old plates with it are still on the road.
  flaw('AMBIGUOUS_CITY', { ...HEAVY, place: placeOf('340100'), years: [2008, 2010] }, ({ plates }) => ({
    plate: plates.take('皖Q', '01'),
  })),
  flaw('DIVISION_RETIRED', { ...HEAVY, place: placeOf('320600'), years: [2009, 2019] }, () => ({
    division: '320684',
  })),
  flaw('PLATE_ISSUER_UNKNOWN', { kind: 'LIGHT_DIESEL', place: placeOf('330700') }, ({ plates }) => ({
    plate: plates.take('浙V', '02'),
  })),
  flaw('PLATE_SERIAL_LETTERS', { kind: 'LIGHT_DIESEL', place: placeOf('320500') }, ({ input, index }) => ({
    plate: { ...input.plate, number: `苏E${threeLetters(index)}` },
  })),
  flaw('PLATE_COLOR_UNSURE', { kind: 'ELECTRIC_HEAVY' }, ({ input }) => ({
    plate: { ...input.plate, color: '93', colorSystem: 'JT697' },
  })),
  flaw(['LOW_SPEED_VEHICLE', 'NO_VIN'], { kind: 'LIGHT_DIESEL', years: [2009, 2013] }, (given) => ({
    vin: null,
    frameNo: `DEMO${String(given.index).padStart(8, '0')}`,
    vehicleType: 'H51',
    plate: given.plates.take(issuerOf(given), '13'),
  })),
  flaw('VIN_MODEL_YEAR', { kind: 'MEDIUM_DIESEL', years: [2018, 2022] }, () => ({
    firstRegisteredOn: '2026-03-02',
    emissionStage: 'G6B',
  })),
  flaw('MASS_UNKNOWN', { kind: 'LIGHT_DIESEL', years: [2019, 2019] }, () => ({
    massKg: null,
    vehicleType: 'H31',
  })),
  flaw('MASS_TYPE_MISMATCH', { kind: 'MEDIUM_DIESEL' }, () => ({ vehicleType: 'H11' })),
  flaw('OWNER_USCC_MISSING', HEAVY, () => ({ ownerKind: 'ORG', ownerUscc: null })),
  flaw('TYPE_UNLISTED', HEAVY, () => ({ vehicleType: 'H1D' })),
  flaw('PLATE_VEHICLE_MISMATCH', HEAVY, (given) => ({ plate: given.plates.take(issuerOf(given), '15') })),
  flaw('ORG_CHECK', HEAVY, ({ place, index }) => ({
    ownerKind: 'ORG',
    ownerUscc: makeUsccWithWrongInside(place.city, index),
  })),
];
