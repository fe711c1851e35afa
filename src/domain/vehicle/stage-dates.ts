import type { CivilDate } from '../shared/time.js';
import type { EmissionStage } from './vehicle-facts.js';
import type { EmissionClass, Ternary } from './vehicle-state.js';

/** Order of cleanliness. The unspecified 国六 takes the place of G6B: a lost letter is no ground for suspicion. */
const CLEANLINESS: Readonly<Record<EmissionStage, number | null>> = {
  G0: 0,
  G1: 1,
  G2: 2,
  G3: 3,
  G4: 4,
  G5: 5,
  G6A: 6,
  G6_UNSPEC: 6.5,
  G6B: 6.5,
  ZERO: 7,
  UNKNOWN: null,
};

/** Whether `stage` is dirtier than `other`; never when one is UNKNOWN. */
export function isDirtier(stage: EmissionStage, other: EmissionStage): boolean {
  const a = CLEANLINESS[stage];
  const b = CLEANLINESS[other];
  return a !== null && b !== null && a < b;
}

/** Whether the stage is 国三 or dirtier; null when the stage is not known. */
export function isAtMostG3(stage: EmissionStage): boolean | null {
  return stage === 'UNKNOWN' ? null : !isDirtier('G3', stage);
}

interface StageStep {
  readonly stage: EmissionStage;
  /** All sales and registrations must meet the stage from this date on. */
  readonly from: CivilDate;
}

/** GB 17691 compression ignition. Where sources disagree or stock could be sold off, the later date stands. */
const HEAVY_DUTY: readonly StageStep[] = [
  { stage: 'G1', from: '2001-09-01' },
  { stage: 'G2', from: '2004-09-01' },
  { stage: 'G3', from: '2008-07-01' },
  { stage: 'G4', from: '2015-01-01' },
  { stage: 'G5', from: '2017-07-01' },
  { stage: 'G6A', from: '2021-07-01' },
  { stage: 'G6B', from: '2023-07-01' },
];

/** GB 18352 diesel. 国三 registrations of all classes ended on 2014-12-31 only, so 国四 is expected from then. */
const LIGHT_DUTY: readonly StageStep[] = [
  { stage: 'G3', from: '2008-07-01' },
  { stage: 'G4', from: '2015-01-01' },
  { stage: 'G5', from: '2018-01-01' },
  { stage: 'G6A', from: '2020-07-01' },
  { stage: 'G6B', from: '2023-07-01' },
];

/** Shanghai asked for heavy-duty diesel stages before the country did. */
const SHANGHAI_HEAVY_DUTY: readonly StageStep[] = [
  { stage: 'G3', from: '2007-01-01' },
  { stage: 'G4', from: '2009-11-01' },
];

/** 国三 registrations ended for every fuel and class before this date. */
const G3_REGISTRATION_ENDED: CivilDate = '2015-01-01';

function lastStep(steps: readonly StageStep[], on: CivilDate): EmissionStage {
  return steps.filter((step) => step.from <= on).at(-1)?.stage ?? 'G0';
}

/**
 * The dirtiest stage that a diesel vehicle first registered on that date can lawfully have: a lower bound only, the
 * vehicle may be cleaner. `division` (six digits) brings in Shanghai's earlier dates. UNKNOWN for class OTHER.
 */
export function minStageByDate(
  firstRegisteredOn: CivilDate,
  emissionClass: EmissionClass,
  division?: string,
): EmissionStage {
  if (emissionClass === 'OTHER') return 'UNKNOWN';
  if (emissionClass === 'LIGHT_DUTY') return lastStep(LIGHT_DUTY, firstRegisteredOn);
  const national = lastStep(HEAVY_DUTY, firstRegisteredOn);
  if (!division?.startsWith('31')) return national;
  const local = lastStep(SHANGHAI_HEAVY_DUTY, firstRegisteredOn);
  return isDirtier(national, local) ? local : national;
}

/**
 * Whether a claimed stage is dirtier than registrations of that day allowed. The dates are those of diesel; of other
 * fuels only the end of 国三 is certain. Cleaner than required is always fine (early adoption).
 */
export function contradictsDate(
  stage: EmissionStage,
  firstRegisteredOn: CivilDate,
  emissionClass: EmissionClass,
  diesel: Ternary,
): boolean {
  if (emissionClass === 'OTHER') return false;
  if (diesel === 'NO') return firstRegisteredOn >= G3_REGISTRATION_ENDED && isAtMostG3(stage) === true;
  return isDirtier(stage, minStageByDate(firstRegisteredOn, emissionClass));
}
