import type { Instant } from '../shared/time.js';
import type { LoopBook } from './loop-book.js';
import type { LoopDraft } from './loop-draft.js';
import type { LoopFact, RepairType } from './loop-facts.js';
import type { LoopRefusal } from './loop-state.js';

export type RepairFact = Extract<LoopFact, { kind: 'loop.repair-completed' }>;
export type IntakeFact = Extract<LoopFact, { kind: 'loop.repair-started' }>;

/** What the rules ask about, beside the draft. */
export interface LoopContext {
  readonly book: LoopBook;
  /** Facts that an integrity flag holds. */
  readonly held: ReadonlySet<string>;
  /** When each fact that may show a failure was over. */
  readonly ends: ReadonlyMap<string, Instant>;
}

/** Repairs for which the law asks for a certificate (《机动车维修管理规定》); others need the settlement list alone. */
const CERTIFIED: readonly RepairType[] = ['SECOND_MAINTENANCE', 'ASSEMBLY', 'WHOLE_VEHICLE'];

/**
 * Why a completed repair does not count: it must come after the failure that it answers (R5.2) and answer one of this
 * cycle (R5.5), at a station that was on the public list when it was completed, whenever it was uploaded (R5.3).
 */
export function repairRefusal(fact: RepairFact, draft: LoopDraft, context: LoopContext): LoopRefusal | null {
  const { payload } = fact;
  const { open } = draft;
  const failureEnd = context.ends.get(payload.failure);
  if (draft.stage === 'CLOSED_SCRAPPED') return 'VEHICLE_SCRAPPED';
  if (failureEnd !== undefined && payload.completedAt <= failureEnd) return 'REPAIR_ORDER';
  if (open === null) return 'NO_OPEN_LISTING';
  if (payload.completedAt <= open.failure.at) return 'REPAIR_ORDER';
  if (!draft.answersCycle(payload.failure)) return 'NOT_THIS_FAILURE';
  if (context.book.stationStatus('REPAIR', payload.stationCode, payload.completedAt) !== 'ACTIVE') {
    return 'MSTATION_INACTIVE';
  }
  if (lacksCertificate(fact, draft)) return 'CERT_REQUIRED';
  return context.held.has(fact.id) ? 'INTEGRITY_HOLD' : null;
}

/** Why an intake does not count; null where it does. */
export function intakeRefusal(fact: IntakeFact, draft: LoopDraft, { book }: LoopContext): LoopRefusal | null {
  if (draft.stage === 'CLOSED_SCRAPPED') return 'VEHICLE_SCRAPPED';
  if (draft.open === null) return 'NO_OPEN_LISTING';
  if (!draft.answersCycle(fact.payload.failure)) return 'NOT_THIS_FAILURE';
  const status = book.stationStatus('REPAIR', fact.payload.stationCode, fact.occurredAt);
  return status === 'ACTIVE' ? null : 'MSTATION_INACTIVE';
}

/** Whether nothing was replaced and nothing was done (R5.6). */
export function isEmptyRepair({ payload }: RepairFact): boolean {
  return payload.parts.length === 0 && payload.labour.every(({ hours10 }) => hours10 === 0);
}

function lacksCertificate({ payload }: RepairFact, draft: LoopDraft): boolean {
  if (payload.certificateNo !== null) return false;
  const asked = CERTIFIED.includes(payload.repairType);
  return asked || draft.rulesAt(payload.completedAt).certificateFor.includes(payload.repairType);
}
