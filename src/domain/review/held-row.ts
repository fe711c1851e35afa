import type { Instant } from '../shared/time.js';
import { factsInForce } from '../sync/effective-facts.js';
import type { Fact } from '../sync/fact.js';

/** What a row of an import is held for; each has its own way to be decided. */
export const HELD_ROW_CODES = [
  'PLATE_TYPE_SWAPPED',
  'VIN_DUPLICATE',
  'PLATE_DUPLICATE',
  'PLATE_ILLEGAL_LETTER',
  'STAGE_DATE_CONFLICT',
  'ROW_DOUBTFUL',
] as const;
export type HeldRowCode = (typeof HELD_ROW_CODES)[number];

/** What a person may say about a held row. */
export const HELD_ROW_DECISIONS = [
  'REGISTER_AS_CORRECTED',
  'ACCEPT_SWAPPED',
  'UPDATE_EXISTING',
  'TRANSFER_PLATE',
  'REJECT',
] as const;
export type HeldRowDecision = (typeof HELD_ROW_DECISIONS)[number];

/** What became of a held row. */
export type HeldRowState = 'ACCEPTED' | 'CORRECTED' | 'REJECTED';

const STATE_OF: Readonly<Record<HeldRowDecision, HeldRowState>> = {
  REGISTER_AS_CORRECTED: 'CORRECTED',
  ACCEPT_SWAPPED: 'CORRECTED',
  UPDATE_EXISTING: 'ACCEPTED',
  TRANSFER_PLATE: 'ACCEPTED',
  REJECT: 'REJECTED',
};

const OF_EVERY_ROW: readonly HeldRowDecision[] = ['REGISTER_AS_CORRECTED', 'REJECT'];
const OF_CODE: Readonly<Partial<Record<HeldRowCode, HeldRowDecision>>> = {
  PLATE_TYPE_SWAPPED: 'ACCEPT_SWAPPED',
  VIN_DUPLICATE: 'UPDATE_EXISTING',
  PLATE_DUPLICATE: 'TRANSFER_PLATE',
};

/** A person's decision about a held row. What it does to vehicles are facts of their own; the row itself is not in it. */
export interface HeldRowDecided {
  readonly decision: HeldRowDecision;
  readonly codes: readonly HeldRowCode[];
  readonly basis: string;
  /** Ids of the vehicles that it wrote about. */
  readonly vehicles: readonly string[];
  /** Id of the account that decided. */
  readonly decidedBy: string;
}

export type HeldRowFact = Fact<'held-row.decided', HeldRowDecided>;

/** A held row as its facts say. */
export interface HeldRowOutcome extends HeldRowDecided {
  readonly id: string;
  readonly state: HeldRowState;
  readonly decidedAt: Instant;
  readonly factId: string;
}

/** The decisions that a row allows, by what it is held for. */
export function decisionsOfRow(codes: readonly HeldRowCode[]): readonly HeldRowDecision[] {
  return [...codes.flatMap((code) => OF_CODE[code] ?? []), ...OF_EVERY_ROW];
}

/** What was decided about a row, whatever the order of the facts; of several decisions the first stands. Null: none. */
export function foldHeldRow(facts: readonly HeldRowFact[]): HeldRowOutcome | null {
  const [first] = factsInForce(facts).inForce;
  if (first === undefined) return null;
  const { subject: id, payload, occurredAt: decidedAt, id: factId } = first;
  return { id, ...payload, state: STATE_OF[payload.decision], decidedAt, factId };
}

const TURNED: Readonly<Record<string, string>> = { '51': '52', '52': '51' };

/** The other of the two new-energy plate types, which some feeds swap (§1.2); null for any other type. */
export function otherNewEnergyType(type: string): string | null {
  return TURNED[type.normalize('NFKC').trim()] ?? null;
}
