import type { CivilDate, Instant } from '../shared/time.js';
import { civilDateOf } from '../shared/time.js';
import type { SiteCode } from '../sync/fact.js';
import type { Candidate, PlateMatch, PlateQuery } from './roadside-candidates.js';
import { candidatesFor, contradictsColor, isScrappedOn } from './roadside-candidates.js';
import { isEndOfLife } from './reasons.js';
import type { CardPlate, CardReason, RoadsideCard } from './roadside-card.js';
import type { NextStep, RoadsideCode, Verdict } from './roadside-rules.js';
import { GRAVITY, ROADSIDE_RULES, STATUS_REASONS } from './roadside-rules.js';
import { standsAt } from './vehicle-state.js';

/** The question: a normalised number, what else the officer could read, and the moment it is about. */
export interface RoadsideQuery extends PlateQuery {
  readonly at: Instant;
}

/** Whether a province's record took part; `asOf` says up to when its facts are known here. */
export interface SourceStatus {
  readonly site: SiteCode;
  readonly status: 'ANSWERED' | 'NO_RECORD' | 'SILENT';
  readonly asOf: Instant | null;
}

export interface RoadsideInput {
  readonly query: RoadsideQuery;
  /** Every vehicle that holds, held or will hold a plate of that number, of any type. */
  readonly cards: readonly RoadsideCard[];
  readonly sources: readonly SourceStatus[];
  /** What the restrictions of the place say about a vehicle; absent where no place was told. */
  readonly zoneFindings?: (card: RoadsideCard, plate: CardPlate) => readonly ZoneFinding[];
}

/** A restriction that holds, or that could not be decided, since the day on which its rule began. */
export interface ZoneFinding {
  readonly code: 'RESTRICTED_ZONE' | 'ZONE_UNDECIDED';
  readonly since: CivilDate | null;
}

export interface RoadsideReason {
  readonly code: RoadsideCode;
  readonly verdict: Verdict;
  readonly clause: string | null;
  /** Null when the record does not date it. */
  readonly since: CivilDate | null;
  readonly evidenceAt: Instant | null;
  /** Whole civil days (Asia/Shanghai) from the evidence to the moment asked about; null for younger evidence. */
  readonly evidenceAgeDays: number | null;
  readonly nextStep: NextStep;
  /** The vehicle that it is about; null when it is about the question. */
  readonly vehicleId: string | null;
  /** The province that it is about, for SOURCE_SILENT. */
  readonly site: SiteCode | null;
}

export interface RoadsideAssessment {
  readonly verdict: Verdict;
  /** Gravest first; what makes the question ambiguous stands before all. */
  readonly reasons: readonly RoadsideReason[];
  /** More than one vehicle may be meant. */
  readonly ambiguous: boolean;
  readonly vehicles: readonly { readonly vehicleId: string; readonly match: PlateMatch }[];
}

interface Asked {
  readonly query: RoadsideQuery;
  /** The civil date of `query.at`. */
  readonly on: CivilDate;
  readonly zoneFindings: RoadsideInput['zoneFindings'];
}

const MS_A_DAY = 86_400_000;
const SHANGHAI_OFFSET_MS = 28_800_000;
const ORDER = new Map(Object.keys(ROADSIDE_RULES).map((code, index) => [code, index]));

/**
 * The verdict for the vehicle in front of the officer.
 *
 * One vehicle: the gravest of its reasons, PASS when it has none. No vehicle: UNKNOWN, naming each province that is
 * silent, since it may hold the record. Several vehicles: never a guess. The verdict is then the mildest that holds
 * whichever of them it is (STOP only if all are STOP), and at the mildest UNKNOWN, because a vehicle whose identity
 * is open has not passed; all of them are returned with their own reasons.
 *
 * `at` may lie in the past: what began later (a scrapping, a plate, a reason) does not count. Cards show what stands
 * now, so a reason that was cleared in between is found only with cards folded as of that moment.
 */
export function assessRoadside(input: RoadsideInput): RoadsideAssessment {
  const { query, cards, zoneFindings } = input;
  const on = civilDateOf(query.at);
  const candidates = candidatesFor(cards, query, on);
  const only = candidates[0];
  if (only === undefined) return assessNothingFound(input);
  if (candidates.length === 1) {
    const reasons = ranked(vehicleReasons(only, { query, on, zoneFindings }));
    return {
      verdict: reasons[0]?.verdict ?? 'PASS',
      reasons,
      ambiguous: false,
      vehicles: [{ vehicleId: only.card.id, match: only.match }],
    };
  }
  return assessSeveral(candidates, { query, on, zoneFindings });
}

function assessNothingFound({ query, cards, sources }: RoadsideInput): RoadsideAssessment {
  const reasons: RoadsideReason[] = [];
  // The number exists with a type that was not asked: another plate, so it is only mentioned.
  if (cards.length > 0) reasons.push(about('PLATE_UNDER_OTHER_TYPE'));
  reasons.push(about('NO_RECORD'));
  for (const source of sources) {
    if (source.status === 'SILENT') reasons.push(aboutSilence(source, query.at));
  }
  return { verdict: 'UNKNOWN', reasons, ambiguous: false, vehicles: [] };
}

function assessSeveral(candidates: readonly Candidate[], asked: Asked): RoadsideAssessment {
  const reasons: RoadsideReason[] = [];
  let mildest: Verdict = 'STOP';
  for (const candidate of candidates) {
    const own = vehicleReasons(candidate, asked);
    const twin = heldTwice(candidate, candidates, asked);
    const all = ranked(twin === null ? own : [...own, twin]);
    const verdict = all[0]?.verdict ?? 'PASS';
    if (GRAVITY[verdict] < GRAVITY[mildest]) mildest = verdict;
    reasons.push(...all);
  }
  const first = candidates[0]?.plate.type;
  const severalTypes = candidates.some((candidate) => candidate.plate.type !== first);
  return {
    verdict: mildest === 'PASS' ? 'UNKNOWN' : mildest,
    reasons: [...(severalTypes ? [about('TWO_VEHICLES_SHARE_NUMBER')] : []), ...ranked(reasons)],
    ambiguous: true,
    vehicles: candidates.map(({ card, match }) => ({ vehicleId: card.id, match })),
  };
}

function vehicleReasons(candidate: Candidate, asked: Asked): readonly RoadsideReason[] {
  const { card } = candidate;
  const reasons: RoadsideReason[] = [];
  addPlateReasons(reasons, candidate, asked);
  if (card.status !== 'A') addStatusReasons(reasons, card, asked);
  for (const reason of card.reasons.filter((one) => hasForce(one, asked))) {
    reasons.push(reasonOf(reason, card, asked));
  }
  for (const item of card.review) {
    // Ranks that disagree are settled by rank; only a contradiction within the deciding rank leaves the stage open.
    const open = item.code !== 'STAGE_CONFLICT' || card.flags.includes('STAGE_CONFLICT');
    if (open && item.since <= asked.on) reasons.push(reasonOf(item, card, asked));
  }
  for (const { code, since } of asked.zoneFindings?.(card, candidate.plate) ?? []) {
    // One reason a code: the restrictions themselves stand beside the reasons.
    if (reasons.some((reason) => reason.code === code)) continue;
    reasons.push({ ...about(code), since, vehicleId: card.id });
  }
  return reasons;
}

/** Begun by the day, and not run out at the moment. */
const hasForce = (reason: CardReason, { query, on }: Asked): boolean =>
  reason.since <= on && standsAt(reason, query.at);

function addPlateReasons(reasons: RoadsideReason[], { card, plate, match }: Candidate, asked: Asked): void {
  if (match === 'FORMER') {
    const given = { code: 'PLATE_NOT_CURRENT', since: plate.to, evidenceAt: givenUpAt(card, plate) } as const;
    reasons.push(reasonOf(given, card, asked));
  }
  if (match === 'FUTURE') {
    const given = { code: 'PLATE_NOT_YET_HELD', since: plate.from, evidenceAt: plate.givenAt } as const;
    reasons.push(reasonOf(given, card, asked));
  }
  if (contradictsColor(asked.query.plateColor, plate)) {
    const given = { code: 'PLATE_COLOR_MISMATCH', since: null, evidenceAt: plate.givenAt } as const;
    reasons.push(reasonOf(given, card, asked));
  }
}

function addStatusReasons(reasons: RoadsideReason[], card: RoadsideCard, asked: Asked): void {
  const evidenceAt = card.statusAt;
  if (isEndOfLife(card.status)) {
    // A scrapped vehicle is under no supervision any more, so its card cannot tell what stood against it before.
    const code = isScrappedOn(card, asked.on) ? 'SCRAPPED_ON_ROAD' : 'RECORD_CHANGED_SINCE';
    reasons.push(reasonOf({ code, since: card.scrappedOn, evidenceAt }, card, asked));
  }
  for (const [letter, code] of STATUS_REASONS) {
    if (!card.status.includes(letter)) continue;
    // J and N say the same at the roadside, and so do K and L.
    if (!reasons.some((reason) => reason.code === code)) {
      reasons.push(reasonOf({ code, since: null, evidenceAt }, card, asked));
    }
  }
}

/** The fact that took the plate away: the next plate, or the scrapping. */
function givenUpAt(card: RoadsideCard, plate: { readonly to: CivilDate | null }): Instant {
  const next = card.plates.find((other) => other.from === plate.to && other !== plate);
  return next?.givenAt ?? card.statusAt;
}

/** Two records say that they hold the same plate: one may be a clone. Since the later of them was given it. */
function heldTwice(one: Candidate, all: readonly Candidate[], asked: Asked): RoadsideReason | null {
  if (one.match !== 'CURRENT') return null;
  const holders = all.filter((other) => other.match === 'CURRENT' && other.plate.type === one.plate.type);
  if (holders.length < 2) return null;
  const latest = holders.reduce((a, b) => (b.plate.from > a.plate.from ? b : a)).plate;
  const grounds = { code: 'PLATE_HELD_TWICE', since: latest.from, evidenceAt: latest.givenAt } as const;
  return reasonOf(grounds, one.card, asked);
}

interface Grounds {
  readonly code: RoadsideCode;
  readonly since: CivilDate | null;
  readonly evidenceAt: Instant;
  readonly clause?: string;
}

function reasonOf(grounds: Grounds, card: RoadsideCard, asked: Asked): RoadsideReason {
  const rule = ROADSIDE_RULES[grounds.code];
  return {
    code: grounds.code,
    verdict: rule.verdict,
    clause: grounds.clause ?? rule.clause,
    since: grounds.since,
    evidenceAt: grounds.evidenceAt,
    evidenceAgeDays: ageInDays(grounds.evidenceAt, asked.query.at),
    nextStep: rule.nextStep,
    vehicleId: card.id,
    site: null,
  };
}

/** A reason about the question, not about a vehicle. */
function about(code: RoadsideCode): RoadsideReason {
  const { verdict, clause, nextStep } = ROADSIDE_RULES[code];
  return {
    code,
    verdict,
    clause,
    since: null,
    evidenceAt: null,
    evidenceAgeDays: null,
    nextStep,
    vehicleId: null,
    site: null,
  };
}

function aboutSilence({ site, asOf }: SourceStatus, at: Instant): RoadsideReason {
  const evidenceAgeDays = asOf === null ? null : ageInDays(asOf, at);
  return { ...about('SOURCE_SILENT'), evidenceAt: asOf, evidenceAgeDays, site };
}

function ageInDays(from: Instant, to: Instant): number | null {
  const days = civilDayNumber(to) - civilDayNumber(from);
  return days < 0 ? null : days;
}

function civilDayNumber(instant: Instant): number {
  return Math.floor((Date.parse(instant) + SHANGHAI_OFFSET_MS) / MS_A_DAY);
}

function ranked(reasons: readonly RoadsideReason[]): readonly RoadsideReason[] {
  if (reasons.length < 2) return reasons;
  return [...reasons].sort(
    (a, b) => GRAVITY[b.verdict] - GRAVITY[a.verdict] || (ORDER.get(a.code) ?? 0) - (ORDER.get(b.code) ?? 0),
  );
}
