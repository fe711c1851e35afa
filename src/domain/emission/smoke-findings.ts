import type { Instant } from '../shared/time.js';
import type { Fact } from '../sync/fact.js';
import type { EmissionFact, SmokeCaptured, SmokeReviewed } from './emission-facts.js';

export interface SmokeConfig {
  /** Officers who must confirm a capture. null: nobody has said; the confirmation of one is what the rule asks for. */
  readonly smokeConfirmations: number | null;
  /** The moment that is asked about; null: the end of all facts. */
  readonly at: Instant | null;
}

/** A capture that counts: its fact, then the reviews that confirmed it; listed when the last of these was made. */
export interface SmokeListing {
  readonly decisive: readonly string[];
  readonly listedAt: Instant;
}

export interface SmokeFindings {
  /** LISTED: a capture above level 1 was confirmed. PENDING: one still waits for its confirmations. */
  readonly state: 'NONE' | 'PENDING' | 'LISTED';
  readonly decisive: readonly string[];
  readonly listedAt: Instant | null;
  /** Every confirmed capture, by the moment of its last confirmation. */
  readonly listings: readonly SmokeListing[];
  /** Facts of captures above level 1 that still wait, by time. */
  readonly waiting: readonly string[];
}

type Capture = Fact<'inspection.smoke-captured', SmokeCaptured>;
type Review = Fact<'inspection.smoke-reviewed', SmokeReviewed>;

/** 林格曼 1 级: darker is black smoke. */
const RINGELMANN_LIMIT = 1;
const ONE_OFFICER = 1;

/**
 * What the black-smoke captures of one vehicle come to, from its facts in force in any order. A capture counts when it
 * is darker than Ringelmann 1 and as many different officers as the city asks for confirmed it. One rejection keeps it
 * out whatever the others said.
 */
export function smokeFindings(facts: readonly EmissionFact[], config: SmokeConfig): SmokeFindings {
  const past = facts.filter(({ occurredAt }) => config.at === null || occurredAt <= config.at);
  const reviews = reviewsByCapture(past);
  const needed = Math.max(ONE_OFFICER, config.smokeConfirmations ?? ONE_OFFICER);
  const listings: SmokeListing[] = [];
  const waiting: string[] = [];
  for (const capture of blackSmoke(past)) {
    const own = reviews.get(capture.id) ?? [];
    if (own.some(({ payload }) => payload.decision === 'REJECTED')) continue;
    const listing = listingOf(capture, confirmations(own), needed);
    if (listing === null) waiting.push(capture.id);
    else listings.push(listing);
  }
  listings.sort((a, b) => (a.listedAt < b.listedAt ? -1 : a.listedAt > b.listedAt ? 1 : 0));
  const [first] = listings;
  if (first !== undefined) return { state: 'LISTED', ...first, listings, waiting };
  return { state: waiting.length > 0 ? 'PENDING' : 'NONE', decisive: [], listedAt: null, listings, waiting };
}

/** NOT_BLACK: no darker than the limit, so that nobody has to look. PENDING: it waits for its confirmations. */
export type SmokeReviewState = 'NOT_BLACK' | 'PENDING' | 'CONFIRMED' | 'REJECTED';

/** How the review of one capture stands: by the facts in force about its vehicle, and who has confirmed it. */
export function smokeReviewOf(
  capture: Capture,
  facts: readonly EmissionFact[],
  smokeConfirmations: number | null,
): { readonly state: SmokeReviewState; readonly confirmed: readonly string[] } {
  const own = reviewsByCapture(facts).get(capture.id) ?? [];
  const confirmed = confirmations(own)
    .filter(({ payload }) => payload.decision === 'CONFIRMED')
    .map(({ payload }) => payload.reviewer);
  const needed = Math.max(ONE_OFFICER, smokeConfirmations ?? ONE_OFFICER);
  if (capture.payload.ringelmann <= RINGELMANN_LIMIT) return { state: 'NOT_BLACK', confirmed };
  if (own.some(({ payload }) => payload.decision === 'REJECTED')) return { state: 'REJECTED', confirmed };
  return { state: confirmed.length >= needed ? 'CONFIRMED' : 'PENDING', confirmed };
}

/** Captures darker than the limit, each once, by time. */
function blackSmoke(facts: readonly EmissionFact[]): readonly Capture[] {
  const captures = new Map<string, Capture>();
  for (const fact of facts) {
    if (fact.kind !== 'inspection.smoke-captured') continue;
    if (fact.payload.ringelmann > RINGELMANN_LIMIT) captures.set(fact.id, fact);
  }
  return [...captures.values()].sort(byTime);
}

function reviewsByCapture(facts: readonly EmissionFact[]): ReadonlyMap<string, Review[]> {
  const reviews = new Map<string, Review[]>();
  for (const fact of facts) {
    if (fact.kind !== 'inspection.smoke-reviewed') continue;
    const known = reviews.get(fact.payload.capture);
    if (known) known.push(fact);
    else reviews.set(fact.payload.capture, [fact]);
  }
  return reviews;
}

/** The first confirmation of each officer, by time. */
function confirmations(reviews: readonly Review[]): readonly Review[] {
  const firsts = new Map<string, Review>();
  for (const review of [...reviews].sort(byTime)) {
    if (!firsts.has(review.payload.reviewer)) firsts.set(review.payload.reviewer, review);
  }
  return [...firsts.values()];
}

function listingOf(capture: Capture, confirmed: readonly Review[], needed: number): SmokeListing | null {
  const last = confirmed[needed - 1];
  if (last === undefined) return null;
  return {
    decisive: [capture.id, ...confirmed.slice(0, needed).map(({ id }) => id)],
    // A review may reach us with a clock before the capture; nothing is listed before it was seen.
    listedAt: last.occurredAt > capture.occurredAt ? last.occurredAt : capture.occurredAt,
  };
}

function byTime(a: Fact, b: Fact): number {
  if (a.occurredAt !== b.occurredAt) return a.occurredAt < b.occurredAt ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
