import type { EmissionFact } from '../emission/emission-facts.js';
import { remoteSensingFindings } from '../emission/remote-findings.js';
import type { RemoteSpan } from '../emission/remote-sensing.js';
import { smokeFindings } from '../emission/smoke-findings.js';
import { civilDateOf } from '../shared/time.js';
import type { Instant } from '../shared/time.js';
import type { LoopBook } from './loop-book.js';
import type { LoopRules } from './loop-facts.js';
import type { LoopFailure } from './loop-state.js';
import { divisionOfCode, rulingDivision } from './registration-line.js';
import type { RegistrationLine } from './registration-line.js';

/** An exceedance that one more would make a listing. */
export interface Suspicion {
  readonly factId: string;
  readonly at: Instant;
  /** When none was left that could still be followed by a second; null while one stands. */
  readonly endedAt: Instant | null;
  /** The last moment at which a second could still list; null where nothing stands of this one any more. */
  readonly until: Instant | null;
}

export interface SensedFailures {
  readonly failures: readonly LoopFailure[];
  readonly suspicions: readonly Suspicion[];
}

/** Evidence that an authority took back, and from when on it counts no more. */
export interface TakenBack {
  readonly factId: string;
  readonly at: Instant;
}

interface Question {
  readonly facts: readonly EmissionFact[];
  readonly vehicle: RegistrationLine;
  readonly book: LoopBook;
  /** The moment that is asked about; null: the end of all facts. */
  readonly at: Instant | null;
  readonly takenBack: readonly TakenBack[];
}

type Sensed = Extract<EmissionFact, { kind: 'inspection.remote-sensed' | 'inspection.smoke-captured' }>;

/**
 * The failures that remote sensing and black smoke show, each decided by the rules of the day on which it came about. A
 * record that an authority took back (a misread or cloned plate) does not count from then on; what it showed before
 * stays, and is what was withdrawn.
 */
export function sensedFailures(question: Question): SensedFailures {
  const records = question.facts.filter(isSensed);
  if (records.length === 0) return { failures: [], suspicions: [] };
  const known = new Map(records.map((fact) => [fact.id, fact]));
  const turns = question.takenBack.filter(({ factId }) => known.has(factId));
  const failures: LoopFailure[] = [];
  const suspicions: Suspicion[] = [];
  let from: Instant = '';
  for (const [index, turn] of [...turns, null].entries()) {
    const gone = new Set(turns.slice(0, index).map(({ factId }) => factId));
    const facts = gone.size === 0 ? question.facts : question.facts.filter(({ id }) => !gone.has(id));
    const span = { ...question, facts };
    const remote = remoteFailures(span, known);
    failures.push(...within([...remote.failures, ...smokeFailures(span, known)], from, turn));
    suspicions.push(...within(remote.suspicions, from, turn));
    if (turn !== null) from = turn.at;
  }
  return { failures, suspicions };
}

function isSensed(fact: EmissionFact): fact is Sensed {
  return fact.kind === 'inspection.remote-sensed' || fact.kind === 'inspection.smoke-captured';
}

function within<T extends { readonly at: Instant }>(
  found: readonly T[],
  from: Instant,
  turn: TakenBack | null,
): readonly T[] {
  return found.filter(({ at }) => at > from && (turn === null || at <= turn.at));
}

function rulesFor({ book, vehicle }: Question, fact: Sensed): LoopRules {
  const division = rulingDivision(vehicle.divisionAt(fact.occurredAt), divisionOfCode(fact.payload.siteCode));
  return book.rulesOn(division, civilDateOf(fact.occurredAt));
}

/** The different rules that held when the records were taken, with the days' records: mostly there is one. */
function ruleSets(question: Question, kind: Sensed['kind']): ReadonlyMap<LoopRules, Set<string>> {
  const byText = new Map<string, { readonly rules: LoopRules; readonly ids: Set<string> }>();
  const texts = new Map<LoopRules, string>();
  for (const fact of question.facts) {
    if (!isSensed(fact) || fact.kind !== kind) continue;
    const rules = rulesFor(question, fact);
    const text = texts.get(rules) ?? JSON.stringify(rules);
    texts.set(rules, text);
    const known = byText.get(text);
    if (known) known.ids.add(fact.id);
    else byText.set(text, { rules, ids: new Set([fact.id]) });
  }
  return new Map([...byText.values()].map(({ rules, ids }) => [rules, ids]));
}

function remoteFailures(question: Question, known: ReadonlyMap<string, Sensed>): SensedFailures {
  const { facts, vehicle, at } = question;
  const { fuel, vehicleType } = vehicle;
  const failures: LoopFailure[] = [];
  const standing: Suspicion[] = [];
  for (const [rules, ids] of ruleSets(question, 'inspection.remote-sensed')) {
    const { listings, spans } = remoteSensingFindings(facts, { fuel, vehicleType, ...rules, at });
    for (const { decisive, listedAt } of listings) {
      const [, second] = decisive;
      const fact = known.get(second);
      if (fact === undefined || !ids.has(second)) continue;
      failures.push(failureBy(fact, 'RS_CONSECUTIVE', decisive, listedAt));
    }
    standing.push(...spans.filter(({ key }) => ids.has(key)).map((span) => suspicionOf(span, at)));
  }
  const listing = new Set(failures.map(({ factId }) => factId));
  const suspicions = standing
    .map((one) => merged(one, standing))
    .filter(({ factId }) => !listing.has(factId));
  return { failures, suspicions };
}

function suspicionOf({ key, at: since, until, endedAt }: RemoteSpan, at: Instant | null): Suspicion {
  const own = { factId: key, at: since };
  if (endedAt !== null) return { ...own, endedAt: endedAt < until ? endedAt : until, until: null };
  return at !== null && at > until
    ? { ...own, endedAt: until, until: null }
    : { ...own, endedAt: null, until };
}

/** A suspicion ends the state only when no other one stands at that moment. */
function merged(one: Suspicion, all: readonly Suspicion[]): Suspicion {
  const { endedAt } = one;
  if (endedAt === null) return one;
  const other = all.some((span) => span.at <= endedAt && (span.endedAt === null || span.endedAt > endedAt));
  return other ? { ...one, endedAt: null } : one;
}

function smokeFailures(question: Question, known: ReadonlyMap<string, Sensed>): readonly LoopFailure[] {
  const failures: LoopFailure[] = [];
  for (const [rules, ids] of ruleSets(question, 'inspection.smoke-captured')) {
    const { listings } = smokeFindings(question.facts, { ...rules, at: question.at });
    for (const { decisive, listedAt } of listings) {
      const capture = known.get(decisive[0] ?? '');
      if (capture === undefined || !ids.has(capture.id)) continue;
      failures.push(failureBy(capture, 'BLACK_SMOKE_CONFIRMED', decisive, listedAt));
    }
  }
  return failures;
}

function failureBy(
  fact: Sensed,
  source: LoopFailure['source'],
  evidence: readonly string[],
  at: Instant,
): LoopFailure {
  const division = divisionOfCode(fact.payload.siteCode);
  return { factId: fact.id, source, evidence, at, stationCode: null, site: fact.site, division };
}
