import { addDays } from '../../src/domain/shared/time.js';
import { flaw } from './flaw.js';
import type { Flaw } from './flaw.js';
import { withWrongCheck } from './makers.js';
import { makeUscc, withWrongUsccCheck } from './owners.js';

const HEAVY: Flaw['order'] = { kind: 'HEAVY_DIESEL' };
const RECENT: Flaw['order'] = { kind: 'HEAVY_DIESEL', years: [2012, 2024] };

/** Mistakes for which a registration is turned away, each alone in an otherwise faultless one. */
export const REFUSALS: readonly Flaw[] = [
  flaw('VIN_CHECK', HEAVY, ({ input }) => ({ vin: withWrongCheck(input.vin ?? '') })),
  flaw('VIN_LENGTH', HEAVY, ({ input }) => ({ vin: input.vin?.slice(0, -1) ?? '' })),
  flaw('VIN_ILLEGAL_CHAR', HEAVY, ({ input }) => ({ vin: `${input.vin?.slice(0, -1) ?? ''}O` })),
  flaw('VIN_DEGENERATE', HEAVY, () => ({ vin: '1'.repeat(17) })),
  flaw('VIN_OR_FRAME_REQUIRED', HEAVY, () => ({ vin: null })),
  flaw('PLATE_ILLEGAL_LETTER', HEAVY, ({ input }) => ({
    plate: { ...input.plate, number: `${input.plate.number.slice(0, 2)}1O${input.plate.number.slice(4)}` },
  })),
  flaw('PLATE_FORMAT', HEAVY, ({ input }) => ({
    plate: { ...input.plate, number: `${input.plate.number.slice(0, 2)}123456` },
  })),
  flaw('PLATE_LEN_HPZL', { kind: 'ELECTRIC_LIGHT' }, ({ input }) => ({
    plate: { ...input.plate, number: input.plate.number.slice(0, -1) },
  })),
  flaw('HPZL_SWAPPED_51_52', { kind: 'ELECTRIC_HEAVY' }, ({ input }) => ({
    plate: { number: input.plate.number, type: '52' },
  })),
  flaw('PLATE_COLOR_MISMATCH', HEAVY, ({ input }) => ({ plate: { ...input.plate, color: 'BLUE' } })),
  flaw('DIVISION_UNKNOWN', RECENT, () => ({ division: '341400' })),
  flaw('DIVISION_OUT_OF_YRD', HEAVY, () => ({ division: '410100' })),
  flaw('DIVISION_TOO_COARSE', HEAVY, () => ({ division: '320000' })),
  flaw('TIME_FUTURE', HEAVY, () => ({ firstRegisteredOn: '2031-03-15' })),
  flaw('TIME_ORDER', { kind: 'TRACTOR', years: [2012, 2024] }, ({ input }) => ({
    manufacturedOn: addDays(input.firstRegisteredOn, 40),
  })),
  flaw('DATE_IMPOSSIBLE', HEAVY, () => ({ firstRegisteredOn: '2019-02-29' })),
  flaw('SENTINEL_VALUE', HEAVY, () => ({ manufacturedOn: '9999-12-31' })),
  flaw('SENTINEL_VALUE', HEAVY, () => ({ massKg: 0 })),
  flaw('USCC_CHECK', { kind: 'LARGE_BUS' }, ({ input }) => ({
    ownerUscc: withWrongUsccCheck(input.ownerUscc ?? ''),
  })),
  flaw('USCC_CHARSET', { kind: 'LARGE_BUS' }, () => ({ ownerUscc: '310115000123456' })),
  flaw('OWNER_USCC_FORBIDDEN', HEAVY, ({ place }) => ({
    ownerKind: 'PERSON',
    ownerUscc: makeUscc('91', place.city, 2),
  })),
  flaw('OWNER_KIND_MISMATCH', HEAVY, ({ place }) => ({
    ownerKind: 'ORG',
    ownerUscc: makeUscc('92', place.city, 3),
  })),
  flaw('TYPE_UNKNOWN', HEAVY, () => ({ vehicleType: 'H91' })),
  flaw('FUEL_UNKNOWN', HEAVY, () => ({ fuel: 'W' })),
  flaw('USE_UNKNOWN', HEAVY, () => ({ useNature: 'Z' })),
  flaw('STATUS_UNKNOWN', HEAVY, () => ({ status: 'Y' })),
  flaw('STAGE_FORMAT', HEAVY, () => ({ emissionStage: '国七' })),
];
