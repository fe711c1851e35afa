import type { Instant } from '../shared/time.js';
import type { SiteCode } from '../sync/fact.js';
import { factsInForce } from '../sync/effective-facts.js';
import { foldLoop } from './fold-loop.js';
import type { LoopBook } from './loop-book.js';
import { momentOf } from './loop-events.js';
import type { LoopInput } from './loop-facts.js';
import type { LoopState } from './loop-state.js';
import type { LoopStage } from './loop-table.js';

/** One fact on the timeline of a vehicle. */
export interface TimelineEntry {
  readonly factId: string;
  readonly kind: LoopInput['kind'];
  /** The site that wrote it. */
  readonly site: SiteCode;
  /** The station, bureau or person behind it, as far as the fact names one. */
  readonly by: string | null;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  /** Ids of the facts that it refers to. */
  readonly evidence: readonly string[];
  /** Whether a correction took its place, or a rule of corrections set it aside. */
  readonly inForce: boolean;
  /** Why it has no effect on the loop; null where it has one, or claims none. */
  readonly rejected: string | null;
  /** Where the loop stood after it. */
  readonly stateAfter: LoopStage;
}

/** A view of the facts about one vehicle: as they are known, or as they were known. */
export interface TimelineQuestion {
  /** Only what was recorded up to this moment was known. */
  readonly asOf?: Instant;
  /** The moment of the question: due days before it are past. */
  readonly at?: Instant;
}

/**
 * Every fact about the vehicle by the time at which it happened, with who is behind it, what it rests on, and where the
 * loop stood after it. Corrected facts stay in view.
 */
export function loopTimeline(
  facts: readonly LoopInput[],
  book: LoopBook,
  { asOf, at }: TimelineQuestion = {},
): readonly TimelineEntry[] {
  const { inForce, known } = factsInForce(facts, asOf);
  const state = foldLoop([...known.values()], book, at);
  const counts = new Set(inForce.map(({ id }) => id));
  const codes = new Map(state.rejected.map(({ factId, code }) => [factId, code]));
  const entries = [...known.values()].map((fact) => {
    const occurredAt = momentOf(fact);
    return {
      factId: fact.id,
      kind: fact.kind,
      site: fact.site,
      by: authorOf(fact),
      occurredAt,
      recordedAt: fact.recordedAt,
      evidence: referencesOf(fact),
      inForce: counts.has(fact.id),
      rejected: codes.get(fact.id) ?? null,
      stateAfter: stageAfter(state, fact.id, occurredAt),
    };
  });
  return entries.sort(
    (a, b) =>
      compareText(a.occurredAt, b.occurredAt) ||
      compareText(a.recordedAt, b.recordedAt) ||
      compareText(a.factId, b.factId),
  );
}

/** The stage after the fact's own step, or, where it made none, after all that had happened by then. */
function stageAfter({ history }: LoopState, factId: string, moment: Instant): LoopStage {
  const own = history.findLast((step) => step.factId === factId && step.at === moment);
  return (own ?? history.findLast((step) => step.at <= moment))?.to ?? 'NONE';
}

function authorOf(fact: LoopInput): string | null {
  const { payload } = fact;
  if ('stationCode' in payload) return payload.stationCode;
  if ('siteCode' in payload) return payload.siteCode;
  if ('reviewer' in payload) return payload.reviewer;
  if ('officers' in payload) return payload.officers.join(' ') || null;
  return fact.kind === 'loop.notice-served' ? fact.payload.division : null;
}

function referencesOf({ payload, supersedes }: LoopInput): readonly string[] {
  const named = [
    'failure' in payload ? payload.failure : null,
    'about' in payload ? payload.about : null,
    'capture' in payload ? payload.capture : null,
    'flag' in payload ? payload.flag : null,
    'appeal' in payload ? payload.appeal : null,
    supersedes,
  ];
  return named.filter((id) => id !== null);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
