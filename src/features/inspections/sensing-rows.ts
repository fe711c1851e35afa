import type { EmissionFact } from '../../domain/emission/emission-facts.js';
import { remoteInvalidity, remoteSensingFindings } from '../../domain/emission/remote-findings.js';
import { smokeReviewOf } from '../../domain/emission/smoke-findings.js';
import {
  divisionOfCode,
  registrationLine,
  rulingDivision,
  type RegistrationLine,
} from '../../domain/maintenance/registration-line.js';
import type { LoopInput, LoopRules } from '../../domain/maintenance/loop-facts.js';
import { civilDateOf } from '../../domain/shared/time.js';
import { factsInForce } from '../../domain/sync/effective-facts.js';
import type { Fact } from '../../domain/sync/fact.js';
import { evidenceDigest } from './evidence-digest.js';
import type { SensingBook } from './sensing-rules.js';

type RemoteFact = Extract<EmissionFact, { kind: 'inspection.remote-sensed' }>;
type SmokeFact = Extract<EmissionFact, { kind: 'inspection.smoke-captured' }>;
type CheckFact = Extract<EmissionFact, { kind: 'inspection.field-checked' }>;

/** What every row of evidence has. */
interface EvidenceRow<F> {
  readonly fact: F;
  readonly inForce: boolean;
  readonly digest: Uint8Array;
}
export interface RemoteRow extends EvidenceRow<RemoteFact> {
  readonly valid: boolean;
  /** Why it does not count; null where it does. */
  readonly setAside: string | null;
}
export interface SmokeRow extends EvidenceRow<SmokeFact> {
  readonly review: string;
  readonly confirmations: number;
}
export type CheckRow = EvidenceRow<CheckFact>;

export interface SensingRows {
  readonly remote: readonly RemoteRow[];
  readonly smoke: readonly SmokeRow[];
  readonly checks: readonly CheckRow[];
}

const SENSED = new Set<string>([
  'inspection.remote-sensed',
  'inspection.smoke-captured',
  'inspection.field-checked',
] satisfies readonly EmissionFact['kind'][]);
const INPUT = /^(?:vehicle|inspection|loop)\./;

/** Whether there is anything of a sensor or an officer among the facts. */
export const concernsSensing = (facts: readonly Fact[]): boolean =>
  facts.some(({ kind }) => SENSED.has(kind));

/** The rows of one vehicle, with what the rules of its city and day make of each record. */
export function sensingRows(all: readonly Fact[], book: SensingBook): SensingRows {
  const inputs = all.filter((fact): fact is LoopInput => INPUT.test(fact.kind));
  const { inForce } = factsInForce(inputs);
  const standing = new Set(inForce.map(({ id }) => id));
  const emission = inForce.filter((fact): fact is EmissionFact => fact.kind.startsWith('inspection.'));
  const vehicle = registrationLine(inForce);
  const known = [...new Map(inputs.map((fact) => [fact.id, fact])).values()];
  const rowOf = <F extends EmissionFact>(fact: F) => ({
    fact,
    inForce: standing.has(fact.id),
    digest: evidenceDigest(fact.occurredAt, fact.payload),
  });
  return {
    remote: known
      .filter((fact) => fact.kind === 'inspection.remote-sensed')
      .map((fact) => ({ ...rowOf(fact), ...remoteColumns(fact, vehicle, rulesFor(fact, vehicle, book)) })),
    smoke: known
      .filter((fact) => fact.kind === 'inspection.smoke-captured')
      .map((fact) => {
        const { smokeConfirmations } = rulesFor(fact, vehicle, book);
        const { state, confirmed } = smokeReviewOf(fact, emission, smokeConfirmations);
        const review = standing.has(fact.id) ? state : 'REPLACED';
        return { ...rowOf(fact), review, confirmations: confirmed.length };
      }),
    checks: known.filter((fact) => fact.kind === 'inspection.field-checked').map(rowOf),
  };
}

/** The rules for a record: those of the registration, or for a vehicle from elsewhere those of the site. */
export function rulesFor(
  fact: RemoteFact | SmokeFact,
  vehicle: Pick<RegistrationLine, 'divisionAt'>,
  book: SensingBook,
): LoopRules {
  const { occurredAt, payload } = fact;
  const division = rulingDivision(vehicle.divisionAt(occurredAt), divisionOfCode(payload.siteCode));
  return book.rulesOn(division, civilDateOf(occurredAt));
}

function remoteColumns(
  fact: RemoteFact,
  { fuel, vehicleType }: RegistrationLine,
  rules: LoopRules,
): Pick<RemoteRow, 'valid' | 'setAside'> {
  const invalidity = remoteInvalidity(fact, rules.remotePlateConfidencePct ?? null);
  if (invalidity !== null) return { valid: false, setAside: invalidity };
  const { setAside } = remoteSensingFindings([fact], { fuel, vehicleType, ...rules, at: null });
  return { valid: true, setAside: setAside[0]?.code ?? null };
}
