/** Where a vehicle stands in the I/M loop (§4 of the rules for over-limit vehicles). */
export const LOOP_STAGES = [
  'NONE',
  'SUSPECT',
  'LISTED',
  'NOTIFIED',
  'IN_REPAIR',
  'REPAIRED',
  'CLEARED',
  'OVERDUE',
  'APPEAL',
  'WITHDRAWN',
  'CLOSED_SCRAPPED',
  'TRANSFERRED',
] as const;
export type LoopStage = (typeof LOOP_STAGES)[number];

/** What can move it. Whether a fact may be such a step is decided before (the exit conditions, the repair rules). */
export type LoopStep =
  | 'SUSPECTED'
  | 'SUSPICION_ENDED'
  | 'FAILED'
  | 'NOTICE_SERVED'
  | 'REPAIR_STARTED'
  | 'REPAIR_COMPLETED'
  | 'RETEST_PASSED'
  | 'FELL_OVERDUE'
  | 'APPEAL_LODGED'
  | 'APPEAL_UPHELD'
  | 'APPEAL_REJECTED'
  | 'WITHDRAWN'
  | 'SCRAPPED'
  | 'TRANSFERRED_OUT';

/** BACK: to the stage beneath. BENEATH: the stage beneath moves; when that closes the listing, it shows. */
type Target = LoopStage | 'BACK' | 'BENEATH';
type Row = Readonly<Partial<Record<LoopStep, Target>>>;

/** From every stage but the last: taken back, gone for scrap, gone out of the delta. */
const ALWAYS: Row = {
  WITHDRAWN: 'WITHDRAWN',
  SCRAPPED: 'CLOSED_SCRAPPED',
  TRANSFERRED_OUT: 'TRANSFERRED',
};

/** No listing is open: a failure begins a new one. */
const RESTING: Row = { ...ALWAYS, SUSPECTED: 'SUSPECT', FAILED: 'LISTED' };

/**
 * Stage × step → stage; what is not here cannot happen. A further failure before the repair is further evidence and no
 * new cycle; after the repair it begins the next cycle. A vehicle in repair past its day is OVERDUE, so an overdue one
 * that goes into repair stays OVERDUE until the repair is done; one that is REPAIRED waits for its retest and does not
 * fall overdue. Nothing leads to CLEARED but a passed retest of a repaired vehicle.
 */
export const TRANSITIONS: Readonly<Record<LoopStage, Row>> = {
  NONE: RESTING,
  SUSPECT: { ...RESTING, SUSPICION_ENDED: 'BACK' },
  LISTED: {
    ...ALWAYS,
    FAILED: 'LISTED',
    NOTICE_SERVED: 'NOTIFIED',
    REPAIR_STARTED: 'IN_REPAIR',
    REPAIR_COMPLETED: 'REPAIRED',
    APPEAL_LODGED: 'APPEAL',
  },
  NOTIFIED: {
    ...ALWAYS,
    FAILED: 'NOTIFIED',
    NOTICE_SERVED: 'NOTIFIED',
    REPAIR_STARTED: 'IN_REPAIR',
    REPAIR_COMPLETED: 'REPAIRED',
    FELL_OVERDUE: 'OVERDUE',
    APPEAL_LODGED: 'APPEAL',
  },
  IN_REPAIR: {
    ...ALWAYS,
    FAILED: 'IN_REPAIR',
    NOTICE_SERVED: 'IN_REPAIR',
    REPAIR_STARTED: 'IN_REPAIR',
    REPAIR_COMPLETED: 'REPAIRED',
    FELL_OVERDUE: 'OVERDUE',
    APPEAL_LODGED: 'APPEAL',
  },
  OVERDUE: {
    ...ALWAYS,
    FAILED: 'OVERDUE',
    NOTICE_SERVED: 'OVERDUE',
    REPAIR_STARTED: 'OVERDUE',
    REPAIR_COMPLETED: 'REPAIRED',
    APPEAL_LODGED: 'APPEAL',
  },
  REPAIRED: {
    ...ALWAYS,
    FAILED: 'LISTED',
    NOTICE_SERVED: 'REPAIRED',
    REPAIR_STARTED: 'REPAIRED',
    REPAIR_COMPLETED: 'REPAIRED',
    RETEST_PASSED: 'CLEARED',
  },
  APPEAL: {
    ...ALWAYS,
    FAILED: 'BENEATH',
    NOTICE_SERVED: 'BENEATH',
    REPAIR_STARTED: 'BENEATH',
    REPAIR_COMPLETED: 'BENEATH',
    RETEST_PASSED: 'BENEATH',
    FELL_OVERDUE: 'BENEATH',
    APPEAL_UPHELD: 'WITHDRAWN',
    APPEAL_REJECTED: 'BACK',
  },
  CLEARED: RESTING,
  WITHDRAWN: RESTING,
  TRANSFERRED: RESTING,
  CLOSED_SCRAPPED: {},
};

/** A stage and what lies beneath it: under APPEAL where the loop goes on, under SUSPECT where it was before. */
export interface Standing {
  readonly stage: LoopStage;
  readonly beneath: LoopStage;
}

const COVERING: readonly LoopStage[] = ['APPEAL', 'SUSPECT'];
const CLOSED: readonly LoopStage[] = ['CLEARED', 'WITHDRAWN', 'CLOSED_SCRAPPED', 'TRANSFERRED'];
const UNLISTED: readonly LoopStage[] = ['NONE', 'SUSPECT', ...CLOSED];

/** Whether a listing is open in this stage. */
export function isListed(stage: LoopStage): boolean {
  return !UNLISTED.includes(stage);
}

/** Where a step leads, or null where it cannot happen. */
export function takeStep({ stage, beneath }: Standing, step: LoopStep): Standing | null {
  const target = TRANSITIONS[stage][step];
  if (target === undefined) return null;
  if (target === 'BACK') return { stage: beneath, beneath };
  if (target === 'BENEATH') {
    const below = TRANSITIONS[beneath][step];
    if (below === undefined || below === 'BACK' || below === 'BENEATH') return null;
    return CLOSED.includes(below) ? { stage: below, beneath: below } : { stage, beneath: below };
  }
  if (COVERING.includes(target)) return { stage: target, beneath: target === stage ? beneath : stage };
  return { stage: target, beneath: target };
}
