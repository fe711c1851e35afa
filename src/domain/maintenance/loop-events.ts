import type { Instant } from '../shared/time.js';
import type { LoopInput } from './loop-facts.js';
import type { LoopFailure } from './loop-state.js';
import { siteOfDivision } from './notice-owner.js';
import { momentOfDay } from './registration-line.js';
import type { Suspicion } from './sensed-failures.js';

type FactOf<K extends LoopInput['kind']> = Extract<LoopInput, { kind: K }>;

/** Facts that are events by themselves; the others only bear on them (flags, reviews, remote-sensing records). */
const EVENT_KINDS = [
  'inspection.reported',
  'inspection.field-checked',
  'loop.notice-served',
  'loop.repair-started',
  'loop.repair-completed',
  'loop.appeal-lodged',
  'loop.appeal-decided',
  'loop.withdrawn',
  'loop.station-overridden',
  'loop.fell-overdue',
  'loop.transferred-out',
  'vehicle.registered',
  'vehicle.transferred',
  'vehicle.replated',
  'vehicle.scrapped',
] as const satisfies readonly LoopInput['kind'][];
export type EventFact = FactOf<(typeof EVENT_KINDS)[number]>;

/** Something that may move the loop, at the moment when it happened in the world. */
export type LoopEvent =
  | { readonly type: 'FACT'; readonly at: Instant; readonly fact: EventFact }
  | { readonly type: 'FAILURE'; readonly at: Instant; readonly failure: LoopFailure }
  | { readonly type: 'SUSPICION'; readonly at: Instant; readonly suspicion: Suspicion }
  | { readonly type: 'SUSPICION_END'; readonly at: Instant; readonly suspicion: Suspicion };

/** Of one moment: leave before what needs it, a failure before its notice, the repair before the test that follows. */
const RANKS: Readonly<Record<EventFact['kind'], number>> = {
  'vehicle.registered': 0,
  'vehicle.replated': 0,
  'vehicle.transferred': 0,
  'loop.station-overridden': 0,
  'inspection.field-checked': 2,
  'loop.appeal-lodged': 3,
  'loop.notice-served': 3,
  'loop.repair-started': 4,
  'loop.repair-completed': 5,
  'inspection.reported': 6,
  'loop.appeal-decided': 7,
  'loop.withdrawn': 7,
  'loop.fell-overdue': 8,
  'loop.transferred-out': 9,
  'vehicle.scrapped': 9,
};
const FAILING_REPORT_RANK = 2;
const FAILURE_RANK = 2;
const SUSPICION_RANK = 1;
const SUSPICION_END_RANK = 0;

const KINDS: ReadonlySet<string> = new Set(EVENT_KINDS);

/** Whether a fact is an event by itself. */
export function isEventFact(fact: LoopInput): fact is EventFact {
  return KINDS.has(fact.kind);
}

/** By the moment in the world, never by arrival; then by rank and id, so that the order is total. */
export function inEventOrder(events: readonly LoopEvent[]): readonly LoopEvent[] {
  return [...events].sort(
    (a, b) => compareText(a.at, b.at) || rankOf(a) - rankOf(b) || compareText(idOf(a), idOf(b)),
  );
}

/** When the fact counts: a test from its end, a repair from its completion, what is dated by a day from that day. */
export function momentOf(fact: LoopInput): Instant {
  switch (fact.kind) {
    case 'inspection.reported':
      return fact.payload.endedAt;
    case 'loop.repair-completed':
      return fact.payload.completedAt;
    case 'vehicle.scrapped':
    case 'vehicle.transferred':
    case 'vehicle.replated':
      return momentOfDay(fact, fact.payload.on);
    case 'vehicle.registered':
      return fact.recordedAt;
    default:
      return fact.occurredAt;
  }
}

/** A registration or scrapping that says that the vehicle is off the road for good (GA/T 16: E, M, P). */
export function isScrapping(fact: EventFact): boolean {
  if (fact.kind === 'vehicle.scrapped') return true;
  return fact.kind === 'vehicle.registered' && /[EMP]/.test(fact.payload.status);
}

/** Whether the vehicle leaves the delta by this fact. */
export function isDeparture(fact: EventFact): boolean {
  if (fact.kind === 'loop.transferred-out') return true;
  return fact.kind === 'vehicle.transferred' && siteOfDivision(fact.payload.division) === null;
}

function rankOf(event: LoopEvent): number {
  if (event.type === 'SUSPICION_END') return SUSPICION_END_RANK;
  if (event.type === 'SUSPICION') return SUSPICION_RANK;
  if (event.type === 'FAILURE') return FAILURE_RANK;
  const { fact } = event;
  const fails = fact.kind === 'inspection.reported' && fact.payload.judgement.result === 'FAIL';
  return fails ? FAILING_REPORT_RANK : RANKS[fact.kind];
}

function idOf(event: LoopEvent): string {
  if (event.type === 'FACT') return event.fact.id;
  return event.type === 'FAILURE' ? event.failure.factId : event.suspicion.factId;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
