import type { IntegrityFlag } from '../../domain/integrity/integrity-types.js';
import type { EmissionFact, ReportFlagged } from '../../domain/emission/emission-facts.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { SaidOfVehicle } from '../registry/index.js';
import { shownEvidence } from './shown-evidence.js';

/** One flag a record and code: found again it is not said again. */
const keyOf = ({ about, code }: Pick<ReportFlagged, 'about' | 'code'>): string => `${about} ${code ?? ''}`;

/** What was flagged before, and so is not said again. */
export function knownFlags(facts: readonly Fact[]): Set<string> {
  const flagged = facts.filter(
    (fact): fact is Extract<EmissionFact, { kind: 'inspection.flagged' }> =>
      fact.kind === 'inspection.flagged',
  );
  return new Set(flagged.map(({ payload }) => keyOf(payload)));
}

/**
 * The facts of those flags that are new, by the vehicle that each record is about; a record of no vehicle of `subjects` is
 * somebody else's to flag. What is said is added to `known`.
 */
export function newFlags(
  flags: readonly IntegrityFlag[],
  subjects: ReadonlyMap<string, string>,
  known: Set<string>,
  now: Instant,
): readonly SaidOfVehicle[] {
  return flags.flatMap(({ rule, code, about, severity, hold, evidence }): readonly SaidOfVehicle[] => {
    const subject = subjects.get(about.id);
    const key = keyOf({ about: about.id, code });
    if (subject === undefined || about.type === 'STATION' || known.has(key)) return [];
    known.add(key);
    const payload: ReportFlagged = {
      about: about.id,
      rule,
      code,
      severity,
      hold,
      evidence: shownEvidence(evidence),
    };
    return [{ subject, kind: 'inspection.flagged', payload, occurredAt: now, supersedes: null }];
  });
}
