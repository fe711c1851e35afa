import type { EmissionFact } from '../emission/emission-facts.js';
import { heldFacts } from '../emission/report-holds.js';
import type { Instant } from '../shared/time.js';
import { factsInForce } from '../sync/effective-facts.js';
import type { LoopBook } from './loop-book.js';
import { LoopDraft } from './loop-draft.js';
import { inEventOrder, isEventFact, momentOf } from './loop-events.js';
import type { LoopEvent } from './loop-events.js';
import type { LoopInput } from './loop-facts.js';
import type { LoopState } from './loop-state.js';
import { LoopWalk } from './loop-walk.js';
import { registrationLine } from './registration-line.js';
import type { LoopContext } from './repair-rules.js';
import { sensedFailures } from './sensed-failures.js';
import type { Suspicion, TakenBack } from './sensed-failures.js';

/**
 * The I/M loop of one vehicle: the same state for the same facts, in any order and repetition. What happened counts by
 * its own time (the end of a test, the completion of a repair), never by its arrival. With `at`, the moment that is asked
 * about, what is later has not happened yet and a due day before it has passed; without it all has happened, and a
 * vehicle is overdue only by a fact that says so.
 */
export function foldLoop(facts: readonly LoopInput[], book: LoopBook, at?: Instant): LoopState {
  const { inForce } = factsInForce(facts);
  const emission = inForce.filter(isEmissionFact);
  const vehicle = registrationLine(inForce);
  const draft = new LoopDraft(book, vehicle);
  const context: LoopContext = { book, held: heldFacts(emission), ends: endsOf(inForce) };
  const walk = new LoopWalk(draft, context, inForce);
  const takenBack = takenBackOf(inForce);
  const sensed = sensedFailures({ facts: emission, vehicle, book, at: at ?? null, takenBack });
  const events: LoopEvent[] = [
    ...inForce.filter(isEventFact).map((fact) => ({ type: 'FACT' as const, at: momentOf(fact), fact })),
    ...sensed.failures.map((failure) => ({ type: 'FAILURE' as const, at: failure.at, failure })),
    ...sensed.suspicions.flatMap(eventsOfSuspicion),
  ];
  for (const event of inEventOrder(events)) {
    if (at !== undefined && event.at > at) break;
    if (at !== undefined) draft.passTime(event.at);
    walk.take(event);
  }
  if (at !== undefined) draft.passTime(at);
  const state = draft.state();
  return { ...state, suspectUntil: state.state === 'SUSPECT' ? lastOf(sensed.suspicions) : null };
}

function lastOf(suspicions: readonly Suspicion[]): Instant | null {
  return suspicions.reduce<Instant | null>(
    (last, { until }) => (until !== null && (last === null || until > last) ? until : last),
    null,
  );
}

function isEmissionFact(fact: LoopInput): fact is EmissionFact {
  return fact.kind.startsWith('inspection.');
}

function eventsOfSuspicion(suspicion: Suspicion): readonly LoopEvent[] {
  const begins: LoopEvent = { type: 'SUSPICION', at: suspicion.at, suspicion };
  return suspicion.endedAt === null
    ? [begins]
    : [begins, { type: 'SUSPICION_END', at: suspicion.endedAt, suspicion }];
}

function endsOf(facts: readonly LoopInput[]): ReadonlyMap<string, Instant> {
  const failing = facts.filter(isEmissionFact);
  return new Map(failing.map((fact) => [fact.id, momentOf(fact)]));
}

/** Evidence that was withdrawn, or whose appeal was upheld, by the moment of that. */
function takenBackOf(facts: readonly LoopInput[]): readonly TakenBack[] {
  const appeals = new Map<string, string>();
  for (const fact of facts) {
    if (fact.kind === 'loop.appeal-lodged') appeals.set(fact.id, fact.payload.about);
  }
  const taken: TakenBack[] = [];
  for (const fact of facts) {
    if (fact.kind === 'loop.withdrawn') taken.push({ factId: fact.payload.about, at: fact.occurredAt });
    if (fact.kind === 'loop.appeal-decided' && fact.payload.decision === 'UPHELD') {
      taken.push({ factId: appeals.get(fact.payload.appeal) ?? '', at: fact.occurredAt });
    }
  }
  return taken;
}
