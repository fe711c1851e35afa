import type { CivilDate } from '../shared/time.js';
import { isLowSpeedType, isTrailer, isTruckType, isTypeOfKnownClass } from './codes.js';
import { emissionClassOf } from './emission-class.js';
import { isDiesel } from './fuel.js';
import { contradictsDate, isAtMostG3, isDirtier } from './stage-dates.js';
import { STAGE_SOURCES } from './vehicle-facts.js';
import type { EmissionStage, StageSource } from './vehicle-facts.js';
import type { EmissionClass, Ternary } from './vehicle-state.js';

/** What a stage is judged by. Mass in kg; `emissionStage` is the registration authority's own word. */
export interface StageInput {
  fuel: string;
  vehicleType: string;
  emissionStage: EmissionStage;
  firstRegisteredOn: CivilDate;
  massKg: number | null;
  evidence: readonly { source: StageSource; stage: EmissionStage }[];
  /** What a person decided; null or absent where none did. */
  decided?: DecidedStage | null;
}

/** A person's word on the stage. Contested: evidence of weight that they had not seen says otherwise. */
export interface DecidedStage {
  readonly stage: EmissionStage;
  readonly contested: boolean;
}

export interface StageJudgement {
  stage: EmissionStage;
  stageSource: StageSource | null;
  emissionClass: EmissionClass;
  isDiesel: Ternary;
  g3List: boolean | null;
  flags: readonly string[];
}

interface Ranked {
  readonly stage: EmissionStage;
  readonly source: StageSource | null;
  readonly sameRankDisagrees: boolean;
  readonly lowerRankDisagrees: boolean;
}

/**
 * The emission stage by the best evidence, the class, whether it burns diesel, and membership of the 国三 diesel
 * truck list. The result does not depend on the order of the evidence.
 *
 * - Precedence: DISCLOSURE, TYPE_APPROVAL, REGISTRATION, DATE_INFERENCE. A lower rank that says otherwise changes
 *   nothing and is flagged STAGE_SOURCE_LOWER. Equal ranks that disagree are flagged STAGE_CONFLICT, and the
 *   dirtier stage stands until a person decides: a contradiction must not take a vehicle off a list.
 * - No evidence leaves the stage UNKNOWN. The date of registration is only a lower bound (a truck of 2010 may be
 *   国四 already), so it is evidence only when somebody gives it as DATE_INFERENCE, never by default.
 * - A person's decision goes before every rank. Contested, it counts as a word of the deciding rank: the dirtier stage
 *   stands and STAGE_CONFLICT is flagged until somebody decides again.
 * - STAGE_DATE_CONFLICT: the stage is dirtier than registrations of that day allowed. 随车清单 evidence (DISCLOSURE)
 *   settles the doubt.
 * - g3List: diesel, 国三 or dirtier, and 货车 H1–H4, 牵引车 or 专项作业车. `stage` stays exact, so 国三 proper and the
 *   older stages can be told apart. Null when an unknown part could decide either way. A retrofit changes nothing.
 */
export function judgeStage(input: StageInput): StageJudgement {
  const diesel = isDiesel(input.fuel);
  const { emissionClass, certain } = emissionClassOf(input.vehicleType, input.massKg);
  const ranked = decide(rank(input), input);
  const dateConflict =
    ranked.source !== 'DISCLOSURE' &&
    contradictsDate(ranked.stage, input.firstRegisteredOn, emissionClass, diesel);
  const flags = [
    diesel === 'UNKNOWN' && !isTrailer(input.vehicleType) && 'FUEL_UNKNOWN',
    isLowSpeedType(input.vehicleType) && 'LOW_SPEED_VEHICLE',
    !certain && 'MASS_UNKNOWN',
    ranked.sameRankDisagrees && 'STAGE_CONFLICT',
    dateConflict && 'STAGE_DATE_CONFLICT',
    ranked.lowerRankDisagrees && 'STAGE_SOURCE_LOWER',
    !isTypeOfKnownClass(input.vehicleType) && 'TYPE_UNKNOWN',
  ].filter((flag) => flag !== false);
  return {
    stage: ranked.stage,
    stageSource: ranked.source,
    emissionClass,
    isDiesel: diesel,
    g3List: isG3ListMember(input.vehicleType, diesel, ranked.stage),
    flags,
  };
}

function rank(input: StageInput): Ranked {
  const known = [...input.evidence, { source: 'REGISTRATION' as const, stage: input.emissionStage }].filter(
    (item) => item.stage !== 'UNKNOWN',
  );
  const source = STAGE_SOURCES.find((candidate) => known.some((item) => item.source === candidate)) ?? null;
  const best = known.filter((item) => item.source === source).map((item) => item.stage);
  const stage = best.reduce<EmissionStage>(dirtierOf, best[0] ?? 'UNKNOWN');
  return {
    stage,
    source,
    sameRankDisagrees: best.some((other) => disagree(stage, other)),
    lowerRankDisagrees: known.some((item) => item.source !== source && disagree(stage, item.stage)),
  };
}

function decide(ranked: Ranked, { decided = null, evidence }: StageInput): Ranked {
  if (decided === null) return ranked;
  const stage = decided.contested ? dirtierOf(decided.stage, ranked.stage) : decided.stage;
  const saying = evidence.filter((item) => item.stage === stage).map((item) => item.source);
  return {
    stage,
    source: STAGE_SOURCES.find((source) => saying.includes(source)) ?? null,
    sameRankDisagrees: decided.contested,
    lowerRankDisagrees: evidence.some((item) => item.stage !== 'UNKNOWN' && disagree(stage, item.stage)),
  };
}

function dirtierOf(a: EmissionStage, b: EmissionStage): EmissionStage {
  if (isDirtier(a, b)) return a;
  if (isDirtier(b, a)) return b;
  // 国六 with and without its letter: the exact word says more.
  return a === 'G6_UNSPEC' ? b : a;
}

function disagree(a: EmissionStage, b: EmissionStage): boolean {
  const bothG6 = a.startsWith('G6') && b.startsWith('G6');
  return a !== b && !(bothG6 && (a === 'G6_UNSPEC' || b === 'G6_UNSPEC'));
}

function isG3ListMember(vehicleType: string, diesel: Ternary, stage: EmissionStage): boolean | null {
  const truck = isTruckType(vehicleType) ? true : isTypeOfKnownClass(vehicleType) ? false : null;
  const burnsDiesel = diesel === 'UNKNOWN' ? null : diesel === 'YES';
  const parts = [truck, burnsDiesel, isAtMostG3(stage)];
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}
