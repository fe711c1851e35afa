import { crossCopyOf } from '../../../domain/maintenance/cross-copy.js';
import { foldLoop } from '../../../domain/maintenance/fold-loop.js';
import type { LoopInput } from '../../../domain/maintenance/loop-facts.js';
import { loopOutcomes } from '../../../domain/maintenance/loop-outcomes.js';
import type { Listing, LoopState } from '../../../domain/maintenance/loop-state.js';
import { loopTimeline } from '../../../domain/maintenance/loop-timeline.js';
import { retestGate } from '../../../domain/maintenance/retest-gate.js';
import { EARLIEST_INSTANT } from '../../../domain/shared/time.js';
import { refusal } from './answer.js';
import type { Case } from './case-fields.js';
import { readLoopCase } from './loop-case/read-case.js';
import type { LoopCase } from './loop-case/read-case.js';

/**
 * `{"config","facts":[{"kind","at",…}]}`: the I/M loop of one vehicle, folded from its facts in any order. Facts are
 * named by their index; `judge loop --help` lists the kinds and what each may say.
 */
export function judgeLoop(input: Case): object {
  const read = readLoopCase(input);
  if (!read.ok) return refusal(read.error);
  const { book, config, gate, timeline, asOf } = read.value;
  const facts = read.value.facts.filter(({ recordedAt }) => asOf === null || recordedAt <= asOf);
  const state = foldLoop(facts, book, config.now ?? undefined);
  return {
    ...answerOf(state, read.value),
    ...(timeline && timelineOf(facts, read.value)),
    ...(gate !== null && {
      gate: retestGate(state, book, { stationCode: gate.station, at: gate.at, codeHash: gate.code }),
    }),
  };
}

function timelineOf(facts: readonly LoopInput[], { book, config, indexes }: LoopCase): object {
  const { now } = config;
  const entries = loopTimeline(facts, book, now === null ? {} : { at: now });
  const latest = entries.at(-1)?.occurredAt ?? EARLIEST_INSTANT;
  return {
    timeline: entries
      .filter(({ factId }) => indexes.has(factId))
      .map(({ factId, evidence, ...entry }) => ({
        index: indexes.get(factId),
        ...entry,
        evidence: evidence.map((id) => indexes.get(id) ?? null),
      })),
    outcomes: loopOutcomes(facts, book, now ?? latest).map((outcome) => ({
      ...outcome,
      listing: indexes.get(outcome.listing),
    })),
  };
}

function answerOf(state: LoopState, { indexes }: LoopCase): object {
  const indexOf = (factId: string | null): number | null =>
    factId === null ? null : (indexes.get(factId) ?? null);
  const rejected = state.rejected.map(({ factId, code }) => ({ index: indexOf(factId), code }));
  return {
    state: state.state,
    cycle: state.cycle,
    cleared: state.state === 'CLEARED',
    rejected: rejected.sort((a, b) => (a.index ?? 0) - (b.index ?? 0)),
    flags: [...new Set(state.flags.map(({ code }) => code))].sort(),
    dueOn: state.dueOn,
    dueNote: state.dueNote,
    listing: state.listing === null ? null : listingOf(state.listing, indexOf),
    past: state.past.map((listing) => listingOf(listing, indexOf)),
    copy: copyOf(state, indexOf),
    history: state.history.map(({ at, factId, step, to, cycle }) => ({
      at,
      index: indexOf(factId),
      step,
      state: to,
      cycle,
    })),
  };
}

function listingOf(listing: Listing, indexOf: (factId: string | null) => number | null): object {
  const { source, since, cycle, discoveredBy, noticeOwner, noticeDueOn, overdueSince, end } = listing;
  return {
    source,
    since,
    cycle,
    evidence: listing.evidence.map(indexOf),
    discoveredBy,
    noticeOwner,
    noticeDueOn,
    overdueSince,
    end: end === null ? null : { state: end.stage, at: end.at, index: indexOf(end.factId) },
  };
}

function copyOf(state: LoopState, indexOf: (factId: string | null) => number | null): object | null {
  const copy = crossCopyOf(state);
  if (copy === null) return null;
  const { from, to, version, listing } = copy;
  return { from, to, version, listing: indexOf(listing) };
}
