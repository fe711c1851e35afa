import { civilDateOf } from '../shared/time.js';
import type { LoopBook } from './loop-book.js';
import type { LoopState } from './loop-state.js';
import { isListed } from './loop-table.js';
import { rulingDivision } from './registration-line.js';
import { askedStation } from './retest-rules.js';
import type { TestPlace } from './retest-rules.js';

/** Why a vehicle may be tested, or may not. */
export type GateCode =
  | 'ORDINARY_TEST'
  | 'RETEST'
  | 'CONTINGENCY_TEST'
  | 'NO_REPAIR_RECORD'
  | 'REPAIR_ORDER'
  | 'STATION_MISMATCH'
  | 'ISTATION_INACTIVE'
  | 'VEHICLE_SCRAPPED';

/** What has to happen before it may be tested. */
export type GateStep =
  | 'TEST'
  | 'REPAIR_AT_LISTED_STATION'
  | 'GO_TO_STATION'
  | 'ASK_FOR_OVERRIDE'
  | 'CHOOSE_OTHER_STATION'
  | 'NONE';

export interface GateAnswer {
  readonly decision: 'ALLOWED' | 'BLOCKED';
  readonly code: GateCode;
  /** What is missing: `repair`, `override`. */
  readonly missing: readonly string[];
  readonly nextStep: GateStep;
  /** The station where it must be retested, when that is another one. */
  readonly station: string | null;
}

export interface GateQuestion extends TestPlace {
  /** Hash of the contingency code that the station typed; null when it typed none. */
  readonly codeHash: string | null;
}

/**
 * What an inspection station is told before it tests a vehicle. A vehicle that is listed may be tested only after a
 * repair that counts (R5.1), where its rules ask for it at the station that failed it; a contingency code that holds
 * lets it be tested without a repair on record, and the test is settled when the repair is known.
 */
export function retestGate(state: LoopState, book: LoopBook, question: GateQuestion): GateAnswer {
  const { stationCode, at, codeHash } = question;
  if (book.stationStatus('INSPECTION', stationCode, at) !== 'ACTIVE') {
    return blocked('ISTATION_INACTIVE', [], 'CHOOSE_OTHER_STATION');
  }
  if (state.state === 'CLOSED_SCRAPPED') return blocked('VEHICLE_SCRAPPED', [], 'NONE');
  const { listing } = state;
  if (listing === null || !isListed(state.state)) return allowed('ORDINARY_TEST');
  const hasRepair = listing.repairs.some(({ completedAt }) => completedAt < at);
  const division = rulingDivision(state.division, listing.discoveredBy.division);
  const rules = book.rulesOn(division, civilDateOf(at));
  const station = askedStation(listing, state.overrides, rules, question);
  const outage = codeHash !== null && book.contingencyHolds(stationCode, at, codeHash);
  if (!hasRepair && !outage) {
    const code = listing.repairs.length > 0 ? 'REPAIR_ORDER' : 'NO_REPAIR_RECORD';
    return { ...blocked(code, ['repair'], 'REPAIR_AT_LISTED_STATION'), station };
  }
  if (station === null) return allowed(hasRepair ? 'RETEST' : 'CONTINGENCY_TEST');
  const atWork = book.stationStatus('INSPECTION', station, at) === 'ACTIVE';
  const mismatch = blocked('STATION_MISMATCH', ['override'], atWork ? 'GO_TO_STATION' : 'ASK_FOR_OVERRIDE');
  return { ...mismatch, station };
}

const allowed = (code: GateCode): GateAnswer => ({
  decision: 'ALLOWED',
  code,
  missing: [],
  nextStep: 'TEST',
  station: null,
});

const blocked = (code: GateCode, missing: readonly string[], nextStep: GateStep): GateAnswer => ({
  decision: 'BLOCKED',
  code,
  missing,
  nextStep,
  station: null,
});
