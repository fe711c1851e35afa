import type { Instant } from '../shared/time.js';
import type { DecidedStage, StageJudgement } from './emission-stage.js';
import { judgeStage } from './emission-stage.js';
import { isDiesel } from './fuel.js';
import type { RegistrationFact } from './life-events.js';
import type { DecisionFact, Decisions } from './review-decisions.js';
import { NO_DECISIONS } from './review-decisions.js';
import type { EmissionStage, ReviewCode, StageEvidence, VehicleFact } from './vehicle-facts.js';
import { EMISSION_STAGES, STAGE_SOURCES } from './vehicle-facts.js';

/** A fact that says something about the stage. */
export type EvidenceFact = Extract<
  VehicleFact,
  { kind: 'vehicle.registered' | 'vehicle.stage-evidence-added' }
>;

/** The stage of a vehicle with what it rests on. */
export interface StageDecision {
  readonly judgement: StageJudgement;
  /** Best rank first; within a rank the newest first. */
  readonly evidence: readonly StageEvidence[];
  /** The newest evidence that says the stage which stands; null when there is none. */
  readonly deciding: StageEvidence | null;
  /** Since when the facts have made the vehicle a member of the 国三 list, null while they do not. */
  readonly g3Since: Instant | null;
  /** When evidence first contradicted other evidence or a person's decision, null when all agree. */
  readonly conflictSince: Instant | null;
  /** The decision whose stage stands, beside or in place of the evidence. */
  readonly stageWord: DecisionFact | null;
  /** The decision whose fuel stands in place of the registered one. */
  readonly fuelWord: DecisionFact | null;
  /** Review items that a person has closed. */
  readonly closed: ReadonlySet<ReviewCode>;
}

/** An item of evidence with the fact that gave it. */
interface Evidence {
  readonly fact: EvidenceFact;
  readonly item: StageEvidence;
}

interface Known {
  readonly base: RegistrationFact;
  readonly evidence: readonly Evidence[];
  readonly decisions: Decisions;
}

/** How the known facts are judged. */
interface Judged {
  readonly judgement: StageJudgement;
  readonly stageWord: DecisionFact | null;
  readonly fuelWord: DecisionFact | null;
  /** Evidence that contradicts a person's word and that they had not before them. */
  readonly news: readonly StageEvidence[];
}

/**
 * Judges the stage from the registration in force, every piece of evidence (the words of further registrations
 * included) and what persons decided. `facts` are in order (compareFacts).
 *
 * A decision stands for the evidence that the person had before them. Evidence that came since and agrees with it
 * changes nothing. What contradicts it reopens STAGE_CONFLICT: below the best rank that the person had seen the decided
 * stage still stands, otherwise the dirtier of the two does until somebody decides again.
 */
export function decideStage(
  base: RegistrationFact,
  facts: readonly EvidenceFact[],
  decisions: Decisions = NO_DECISIONS,
): StageDecision {
  const known: Known = { base, evidence: facts.map((fact) => ({ fact, item: evidenceOf(fact) })), decisions };
  const { judgement, stageWord, fuelWord, news } = judge(known);
  const items = known.evidence.map(({ item }) => item);
  const evidence = STAGE_SOURCES.flatMap((source) =>
    items.filter((item) => item.source === source).reverse(),
  );
  const { stageSource, stage } = judgement;
  const closed = closedItems(known, stageWord);
  return {
    judgement: { ...judgement, flags: judgement.flags.filter((flag) => !isOneOf(closed, flag)) },
    evidence,
    deciding: evidence.find((item) => item.source === stageSource && item.stage === stage) ?? null,
    g3Since: g3Since(known),
    conflictSince: conflictSince(items) ?? sinceNews(stageWord, news),
    stageWord,
    fuelWord,
    closed,
  };
}

/** Whether two pieces of evidence contradict each other: 国六 without its letter agrees with 国六a and 国六b. */
export function stagesDisagree(a: EmissionStage, b: EmissionStage): boolean {
  if (a === b || a === 'UNKNOWN' || b === 'UNKNOWN') return false;
  const unspecified = a === 'G6_UNSPEC' || b === 'G6_UNSPEC';
  return !(unspecified && a.startsWith('G6') && b.startsWith('G6'));
}

const isOneOf = (set: ReadonlySet<string>, word: string): boolean => set.has(word);

function evidenceOf(fact: EvidenceFact): StageEvidence {
  const origin = { factId: fact.id, site: fact.site, occurredAt: fact.occurredAt };
  if (fact.kind === 'vehicle.stage-evidence-added') {
    const { source, stage, reference } = fact.payload;
    return { source, stage, reference, ...origin };
  }
  return { source: 'REGISTRATION', stage: fact.payload.emissionStage, reference: '', ...origin };
}

function judge(known: Known): Judged {
  const { base, evidence } = known;
  const { fuel, vehicleType, firstRegisteredOn, massKg } = base.payload;
  const fuelWord = standingFuelWord(known);
  const stageWord = lastStageWord(known.decisions);
  const decided = stageWord === null ? null : decidedStage(stageWord, known);
  const judgement = judgeStage({
    fuel: fuelWord?.payload.value ?? fuel,
    vehicleType,
    firstRegisteredOn,
    massKg,
    // The registration's own word is among the evidence, with its date and author.
    emissionStage: 'UNKNOWN',
    evidence: evidence.map(({ item }) => item),
    decided,
  });
  return { judgement, stageWord, fuelWord, news: decided?.news ?? [] };
}

/** A decided fuel stands as long as the registration tells no more than it did. */
function standingFuelWord({ base, decisions }: Known): DecisionFact | null {
  const last = decisions.inForce.filter(({ payload }) => payload.item === 'FUEL_UNKNOWN').at(-1);
  if (last?.payload.decision !== 'FUEL_IS' || isDiesel(base.payload.fuel) !== 'UNKNOWN') return null;
  return decisions.covers(last, base, 'FUEL') ? last : null;
}

/** The last decision that names a stage, unless a later one gave the word back to the rules. */
function lastStageWord({ inForce }: Decisions): DecisionFact | null {
  let word: DecisionFact | null = null;
  for (const fact of inForce) {
    const { item, decision } = fact.payload;
    if (decision === 'STAGE_IS') word = fact;
    else if (item === 'STAGE_CONFLICT' || item === 'STAGE_UNKNOWN') word = null;
  }
  return word;
}

function decidedStage(
  word: DecisionFact,
  { evidence, decisions }: Known,
): DecidedStage & { readonly news: readonly StageEvidence[] } {
  const stage = EMISSION_STAGES.find((known) => known === word.payload.value) ?? 'UNKNOWN';
  const seen: StageEvidence[] = [];
  const unseen: StageEvidence[] = [];
  for (const { fact, item } of evidence) {
    (decisions.covers(word, fact, 'STAGE') ? seen : unseen).push(item);
  }
  const bestSeen = Math.min(...seen.filter((item) => item.stage !== 'UNKNOWN').map(rankOf));
  const news = unseen.filter((item) => stagesDisagree(item.stage, stage));
  return { stage, news, contested: news.some((item) => rankOf(item) <= bestSeen) };
}

const rankOf = ({ source }: StageEvidence): number => STAGE_SOURCES.indexOf(source);

/** What a person closed and nothing has reopened since. */
function closedItems(known: Known, stageWord: DecisionFact | null): ReadonlySet<ReviewCode> {
  const { base, decisions } = known;
  const last = (item: ReviewCode) => decisions.inForce.filter(({ payload }) => payload.item === item).at(-1);
  const sawDates = (decision: DecisionFact): boolean =>
    decisions.covers(decision, base, 'STAGE') &&
    (stageWord === null || stageWord === decision || decision.payload.considered.includes(stageWord.id));
  const fuel = last('FUEL_UNKNOWN');
  const unknown = last('STAGE_UNKNOWN');
  const dates = last('STAGE_DATE_CONFLICT');
  const conflict = stageWord ?? last('STAGE_CONFLICT');
  const closed = new Set<ReviewCode>();
  if (fuel !== undefined && decisions.covers(fuel, base, 'FUEL')) closed.add('FUEL_UNKNOWN');
  if (unknown !== undefined && sawAll(unknown, known)) closed.add('STAGE_UNKNOWN');
  if (conflict !== undefined && sawAll(conflict, known)) closed.add('STAGE_CONFLICT');
  if (dates !== undefined && sawAll(dates, known) && sawDates(dates)) closed.add('STAGE_DATE_CONFLICT');
  return closed;
}

/** Whether the person saw all evidence, but for such as says what they said, or what the rules said to them. */
function sawAll(decision: DecisionFact, { base, evidence, decisions }: Known): boolean {
  const isSeen = ({ fact }: Evidence): boolean => decisions.covers(decision, fact, 'STAGE');
  const unseen = evidence.filter((one) => !isSeen(one));
  if (unseen.length === 0) return true;
  const until = decisions.inForce.slice(0, decisions.inForce.indexOf(decision) + 1);
  const then = { base, evidence: evidence.filter(isSeen), decisions: { ...decisions, inForce: until } };
  const { stage } = judge(then).judgement;
  return !unseen.some(({ item }) => stagesDisagree(item.stage, stage));
}

/**
 * The start of the present unbroken membership: the facts are replayed by the time they happened, and nothing counts
 * before the registration, which says that there is a diesel truck at all. The first registration date would
 * mislead: the list, and this record, may be years younger than the vehicle.
 */
function g3Since({ base, evidence, decisions }: Known): Instant | null {
  const happened = [...evidence.map(({ item }) => item), ...decisions.inForce].map((one) => one.occurredAt);
  const moments = new Set([base.occurredAt, ...happened]);
  let since: Instant | null = null;
  for (const moment of [...moments].filter((at) => at >= base.occurredAt).sort()) {
    const { judgement } = judge({
      base,
      evidence: evidence.filter(({ item }) => item.occurredAt <= moment),
      decisions: {
        ...decisions,
        inForce: decisions.inForce.filter(({ occurredAt }) => occurredAt <= moment),
      },
    });
    if (judgement.g3List !== true) since = null;
    else since ??= moment;
  }
  return since;
}

function conflictSince(evidence: readonly StageEvidence[]): Instant | null {
  const contradicting = evidence.find((item, index) =>
    evidence.slice(0, index).some((earlier) => stagesDisagree(earlier.stage, item.stage)),
  );
  return contradicting?.occurredAt ?? null;
}

/** When evidence first contradicted a person's word: not before there was the word. */
function sinceNews(word: DecisionFact | null, [first]: readonly StageEvidence[]): Instant | null {
  if (word === null || first === undefined) return null;
  return first.occurredAt > word.occurredAt ? first.occurredAt : word.occurredAt;
}
