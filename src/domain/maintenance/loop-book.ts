import type { CivilDate, Instant } from '../shared/time.js';
import type { StationRole, StationStatus } from '../station/station-facts.js';
import type { LoopRules } from './loop-facts.js';

/** What the fold needs beside the facts about the vehicle: what is configured, and what stations were at a moment. */
export interface LoopBook {
  /** The rules of the city of this division on a day; null: the division is not known. */
  rulesOn(division: string | null, date: CivilDate): LoopRules;
  /** The status of a station at a moment; null: no station of that role and code was on file. */
  stationStatus(role: StationRole, code: string, at: Instant): StationStatus | null;
  /** Whether a contingency code held for the station at the moment; `codeHash` null asks about any of its codes. */
  contingencyHolds(stationCode: string, at: Instant, codeHash: string | null): boolean;
}

/**
 * Whether the retest must be at the station that failed the vehicle. The published local rules ask for the same station
 * (Bozhou and others), and that is the rule until a city says otherwise.
 */
export function asksSameStation(rules: LoopRules): boolean {
  return rules.sameStation ?? true;
}
