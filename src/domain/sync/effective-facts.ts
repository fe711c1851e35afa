import type { Instant } from '../shared/time.js';
import { envelopeText } from './canonical.js';
import type { Fact } from './fact.js';

/**
 * Why a known fact has no effect. NOT_AUTHOR: it names a fact of another site or subject as superseded. SUPERSEDED_TWICE:
 * a later correction of the same fact won. SUPERSESSION_CYCLE: facts that supersede each other in a ring, all but the
 * last. FACT_ID_REUSED: another content under the same id.
 */
export type SupersessionCode = 'NOT_AUTHOR' | 'SUPERSEDED_TWICE' | 'SUPERSESSION_CYCLE' | 'FACT_ID_REUSED';

export interface SetAside<C extends string = string> {
  readonly factId: string;
  readonly code: C;
}

export interface FactsInForce<F extends Fact> {
  /** By occurredAt, then recordedAt, then id. */
  readonly inForce: readonly F[];
  readonly setAside: readonly SetAside<SupersessionCode>[];
  /** Every fact that counts as known, by id, those that were superseded included. */
  readonly known: ReadonlyMap<string, F>;
}

/** Where a line of corrections begins: every fact of one line corrects the same original. */
interface Origin {
  readonly key: string;
  readonly lawful: boolean;
}

/** By when it happened, then when it was recorded, then id: a total order that no arrival can change. */
export function compareFacts(a: Fact, b: Fact): number {
  return compareText(a.occurredAt, b.occurredAt) || compareRecorded(a, b);
}

/**
 * What counts of these facts about one subject, whatever their order and repetition.
 *
 * A correction hides the fact that it names, when both have the same author site and subject; a correction from
 * elsewhere is set aside, and so is all that builds on it. Of several corrections of one original only one line
 * stands: the one whose last fact was recorded last (then by id). A correction whose original is not known yet
 * stands for it. `asOf` keeps what was recorded up to and including that moment, so it answers what was known then.
 */
export function factsInForce<F extends Fact>(facts: readonly F[], asOf?: Instant): FactsInForce<F> {
  const setAside: SetAside<SupersessionCode>[] = [];
  const known = byId(facts, asOf, setAside);
  const origins = originsOf(known);
  const hidden = hiddenIds(known);
  const lines = new Map<string, F[]>();
  for (const fact of known.values()) {
    const origin = origins.get(fact.id);
    if (origin?.lawful === false) {
      setAside.push({ factId: fact.id, code: 'NOT_AUTHOR' });
    } else {
      const key = `${origin?.key ?? fact.id}|${fact.site}|${fact.subject}`;
      const line = lines.get(key);
      if (line) line.push(fact);
      else lines.set(key, [fact]);
    }
  }
  const inForce: F[] = [];
  for (const line of lines.values()) inForce.push(standing(line, hidden, setAside));
  return {
    known,
    inForce: inForce.sort(compareFacts),
    setAside: setAside.sort((a, b) => compareText(a.factId, b.factId) || compareText(a.code, b.code)),
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By when it was recorded, then id. */
export function compareRecorded(a: Fact, b: Fact): number {
  return compareText(a.recordedAt, b.recordedAt) || compareText(a.id, b.id);
}

function byId<F extends Fact>(
  facts: readonly F[],
  asOf: Instant | undefined,
  setAside: SetAside<SupersessionCode>[],
): Map<string, F> {
  const known = new Map<string, F>();
  const reused = new Set<string>();
  for (const fact of facts) {
    if (asOf !== undefined && fact.recordedAt > asOf) continue;
    const other = known.get(fact.id);
    if (other === undefined) known.set(fact.id, fact);
    else if (other !== fact) {
      const order = compareText(envelopeText(fact), envelopeText(other));
      if (order !== 0) reused.add(fact.id);
      if (order < 0) known.set(fact.id, fact);
    }
  }
  for (const factId of reused) setAside.push({ factId, code: 'FACT_ID_REUSED' });
  return known;
}

function mayCorrect(fact: Fact, target: Fact): boolean {
  return fact.site === target.site && fact.subject === target.subject;
}

function hiddenIds(known: ReadonlyMap<string, Fact>): ReadonlySet<string> {
  const hidden = new Set<string>();
  for (const fact of known.values()) {
    const target = fact.supersedes === null ? undefined : known.get(fact.supersedes);
    if (target && mayCorrect(fact, target)) hidden.add(target.id);
  }
  return hidden;
}

function originsOf(known: ReadonlyMap<string, Fact>): ReadonlyMap<string, Origin> {
  const origins = new Map<string, Origin>();
  for (const start of known.values()) {
    const path: Fact[] = [];
    const onPath = new Set<string>();
    let fact = start;
    let origin = origins.get(fact.id);
    while (origin === undefined) {
      path.push(fact);
      onPath.add(fact.id);
      const target = fact.supersedes === null ? undefined : known.get(fact.supersedes);
      if (target === undefined) origin = { key: fact.supersedes ?? fact.id, lawful: true };
      else if (!mayCorrect(fact, target)) origin = { key: fact.id, lawful: false };
      else if (onPath.has(target.id)) origin = { key: ringKey(path, target), lawful: true };
      else {
        fact = target;
        origin = origins.get(fact.id);
      }
    }
    for (const passed of path) origins.set(passed.id, origin);
  }
  return origins;
}

/** A ring has no first fact, so its smallest id names it. */
function ringKey(path: readonly Fact[], entry: Fact): string {
  const ring = path.slice(path.findIndex((fact) => fact.id === entry.id));
  return ring.map((fact) => fact.id).reduce((least, id) => (id < least ? id : least));
}

/** The fact that stands for a line of corrections; the ends that lost are set aside. */
function standing<F extends Fact>(
  line: readonly F[],
  hidden: ReadonlySet<string>,
  setAside: SetAside<SupersessionCode>[],
): F {
  const ends = line.filter((fact) => !hidden.has(fact.id));
  const contenders = ends.length > 0 ? ends : line;
  const winner = contenders.reduce((best, fact) => (compareRecorded(fact, best) > 0 ? fact : best));
  const code = ends.length > 0 ? 'SUPERSEDED_TWICE' : 'SUPERSESSION_CYCLE';
  for (const loser of contenders) if (loser !== winner) setAside.push({ factId: loser.id, code });
  return winner;
}
