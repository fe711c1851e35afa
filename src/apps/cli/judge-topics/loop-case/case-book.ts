import type { LoopBook } from '../../../../domain/maintenance/loop-book.js';
import type { LoopRules } from '../../../../domain/maintenance/loop-facts.js';
import type { Instant } from '../../../../domain/shared/time.js';
import type { StationStatus } from '../../../../domain/station/station-facts.js';
import type { StationSpell } from './loop-config.js';

/** A contingency code of a case; the code itself stands for its hash. */
export interface CaseContingency {
  readonly station: string;
  readonly code: string;
  readonly from: Instant;
  readonly until: Instant;
}

/** The book of one case: one set of rules, and every station at work until the case says otherwise. */
export function caseBook(
  rules: LoopRules,
  spells: readonly StationSpell[],
  contingencies: readonly CaseContingency[],
): LoopBook {
  const ordered = [...spells].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return {
    rulesOn: () => rules,
    stationStatus: (_role, code, at): StationStatus =>
      ordered.findLast(({ station, from }) => station === code && from <= at)?.status ?? 'ACTIVE',
    contingencyHolds: (stationCode, at, codeHash) =>
      contingencies.some(
        ({ station, code, from, until }) =>
          station === stationCode && from <= at && at < until && (codeHash === null || codeHash === code),
      ),
  };
}
