import { addDays, civilDateOf, startOfCivilDay } from '../shared/time.js';
import type { CivilDate, Instant } from '../shared/time.js';
import type { LoopBook } from './loop-book.js';
import type { LoopRules } from './loop-facts.js';
import type {
  DueNote,
  FactCode,
  Listing,
  ListingEnd,
  LoopFailure,
  LoopFlag,
  LoopRefusal,
  LoopState,
  LoopTransition,
} from './loop-state.js';
import type { Fact } from '../sync/fact.js';
import { isListed, takeStep } from './loop-table.js';
import type { LoopStage, LoopStep, Standing } from './loop-table.js';
import { noticeOwnerOf } from './notice-owner.js';
import { rulingDivision } from './registration-line.js';
import type { RegistrationLine } from './registration-line.js';

/** A listing while it is open: what changes from step to step. */
export type OpenListing = { -readonly [K in keyof Listing]: Listing[K] };

interface DueDay {
  readonly on: CivilDate | null;
  readonly note: DueNote | null;
}

const ENDS = {
  RETEST_PASSED: 'CLEARED',
  WITHDRAWN: 'WITHDRAWN',
  APPEAL_UPHELD: 'WITHDRAWN',
  SCRAPPED: 'CLOSED_SCRAPPED',
  TRANSFERRED_OUT: 'TRANSFERRED',
} as const satisfies Partial<Record<LoopStep, ListingEnd['stage']>>;

/** 里程 that may go back between two readings, in km, before somebody has to look (R5.4). */
const ODOMETER_TOLERANCE_KM = 5;
const NOT_CONFIGURED: DueDay = { on: null, note: 'DEADLINE_NOT_CONFIGURED' };
const NOT_NOTIFIED: DueDay = { on: null, note: 'NOT_NOTIFIED' };
const NO_LISTING: DueDay = { on: null, note: null };

/** The loop of a vehicle while its events are gone through; steps are taken by the table alone. */
export class LoopDraft {
  listing: OpenListing | null = null;
  readonly overrides: { readonly stationCode: string | null; readonly at: Instant }[] = [];
  #standing: Standing = { stage: 'NONE', beneath: 'NONE' };
  #due: DueDay = NO_LISTING;
  #odometerKm: number | null = null;
  /** Facts that show a failure of the present cycle. */
  #failures: readonly string[] = [];
  readonly #past: Listing[] = [];
  readonly #rejected: FactCode<LoopRefusal>[] = [];
  readonly #flags: FactCode<LoopFlag>[] = [];
  readonly #history: LoopTransition[] = [];

  constructor(
    private readonly book: LoopBook,
    readonly vehicle: RegistrationLine,
  ) {}

  get stage(): LoopStage {
    return this.#standing.stage;
  }

  /** The open listing, null when none is. */
  get open(): OpenListing | null {
    return isListed(this.stage) ? this.listing : null;
  }

  reject(factId: string, code: LoopRefusal): void {
    this.#rejected.push({ factId, code });
  }

  flag(factId: string, code: LoopFlag): void {
    this.#flags.push({ factId, code });
  }

  /** Takes a step of the table, or rejects the fact where the table knows none. */
  step(step: LoopStep, at: Instant, factId: string): boolean {
    if (this.#move(step, at, factId)) return true;
    this.reject(factId, this.stage === 'CLOSED_SCRAPPED' ? 'VEHICLE_SCRAPPED' : 'NO_TRANSITION');
    return false;
  }

  /** Takes a step that is no claim of anybody's, where the table knows it. */
  drift(step: LoopStep, at: Instant, factId: string): void {
    this.#move(step, at, factId);
  }

  /** A failure: a new listing, the next cycle of a repaired one, or further evidence of an open one. */
  fail(failure: LoopFailure): void {
    const before = this.open;
    const nextCycle = before !== null && before.repairs.length > 0;
    if (before === null && this.stage !== 'CLOSED_SCRAPPED') this.#enlist(failure);
    if (nextCycle) this.#beginCycle(before, failure);
    if (this.step('FAILED', failure.at, failure.factId) && this.listing !== null && before !== null) {
      this.addEvidence(failure.evidence);
    }
  }

  addEvidence(factIds: readonly string[]): void {
    const { listing } = this;
    if (listing === null) return;
    listing.evidence = [...listing.evidence, ...factIds.filter((id) => !listing.evidence.includes(id))];
    this.#failures = [...this.#failures, ...factIds];
  }

  /** Whether a fact shows a failure of this cycle: the one that began it, or one that was found since. */
  answersCycle(factId: string): boolean {
    return this.open !== null && this.#failures.includes(factId);
  }

  /** The days run from the first notice of a cycle. */
  notify(at: Instant): void {
    const { listing } = this;
    if (listing === null || listing.noticeServedAt !== null) return;
    listing.noticeServedAt = at;
    const { repairDays } = this.rulesAt(at);
    this.#due =
      repairDays === null ? NOT_CONFIGURED : { on: addDays(civilDateOf(at), repairDays), note: null };
  }

  /** The rules that hold for the vehicle at a moment. */
  rulesAt(at: Instant): LoopRules {
    const discovery = this.listing?.discoveredBy.division ?? null;
    return this.book.rulesOn(rulingDivision(this.vehicle.divisionAt(at), discovery), civilDateOf(at));
  }

  /** The last day in time, null where none is known. */
  get dueOn(): CivilDate | null {
    return this.#due.on;
  }

  /** Lets days pass up to a moment: the due day itself is still in time. */
  passTime(until: Instant): void {
    const { on } = this.#due;
    if (on === null || this.open === null) return;
    const late = startOfCivilDay(addDays(on, 1));
    if (until >= late) this.fallOverdue(late, null);
  }

  fallOverdue(at: Instant, factId: string | null): boolean {
    const { open } = this;
    if (open === null || !this.#move('FELL_OVERDUE', at, factId)) return false;
    open.overdueSince ??= civilDateOf(at);
    return true;
  }

  /** Kilometres along failure, repair and retest may not fall by more than the tolerance (R5.4). */
  noteOdometer(factId: string, km: number | null): void {
    if (km === null) return;
    const highest = this.#odometerKm;
    if (highest !== null && km < highest - ODOMETER_TOLERANCE_KM) this.flag(factId, 'ODOMETER_REGRESS');
    this.#odometerKm = highest === null ? km : Math.max(highest, km);
  }

  /** The vehicle is registered elsewhere: an open listing follows it, and with it who owns the notice. */
  moveOwner(at: Instant): void {
    const { open } = this;
    if (open !== null) open.noticeOwner = noticeOwnerOf(this.vehicle.divisionAt(at), open.discoveredBy.site);
  }

  /** A listing that had ended another way was taken back after all. */
  revoke(about: string, { id, occurredAt }: Fact): void {
    const { listing } = this;
    if (listing?.evidence.includes(about)) listing.end = { stage: 'WITHDRAWN', at: occurredAt, factId: id };
  }

  state(): Omit<LoopState, 'suspectUntil'> {
    const { listing, vehicle } = this;
    const { stage, beneath } = this.#standing;
    const due = this.open === null ? NO_LISTING : this.#due;
    return {
      state: stage,
      beneath,
      cycle: listing?.cycle ?? 0,
      listing,
      past: this.#past,
      clearedBy: listing?.end?.stage === 'CLEARED' ? listing.end.factId : null,
      rejected: this.#rejected,
      flags: this.#flags,
      dueOn: due.on,
      dueNote: due.note,
      history: this.#history,
      division: vehicle.divisionAt(LAST_MOMENT),
      vin: vehicle.vin,
      overrides: this.overrides,
    };
  }

  #move(step: LoopStep, at: Instant, factId: string | null): boolean {
    const from = this.#standing;
    const next = takeStep(from, step);
    if (next === null) return false;
    const { listing } = this;
    const wasOpen = this.open !== null;
    this.#standing = next;
    this.#history.push({
      at,
      factId,
      step,
      from: from.stage,
      to: next.stage,
      cycle: listing?.cycle ?? 0,
      listing: wasOpen || isListed(next.stage) ? (listing?.id ?? null) : null,
    });
    if (wasOpen && !isListed(next.stage)) this.#close(step, at, factId);
    return true;
  }

  #close(step: LoopStep, at: Instant, factId: string | null): void {
    const stage = Object.hasOwn(ENDS, step) ? ENDS[step as keyof typeof ENDS] : null;
    if (this.listing === null || stage === null || factId === null) return;
    this.listing.end = { stage, at, factId };
    this.#due = NO_LISTING;
  }

  #enlist(failure: LoopFailure): void {
    if (this.listing !== null) this.#past.push(this.listing);
    const division = this.vehicle.divisionAt(failure.at);
    this.listing = {
      id: failure.factId,
      source: failure.source,
      since: failure.at,
      evidence: failure.evidence,
      discoveredBy: { site: failure.site, division: failure.division },
      noticeOwner: noticeOwnerOf(division, failure.site),
      cycle: 0,
      failure,
      noticeDueOn: null,
      noticeServedAt: null,
      intake: null,
      repairs: [],
      appeal: null,
      overdueSince: null,
      end: null,
    };
    this.#odometerKm = null;
    this.#beginCycle(this.listing, failure);
  }

  #beginCycle(listing: OpenListing, failure: LoopFailure): void {
    const { notifyDays, repairDays } = this.rulesAt(failure.at);
    listing.cycle += 1;
    listing.failure = failure;
    listing.noticeDueOn = notifyDays === null ? null : addDays(civilDateOf(failure.at), notifyDays);
    listing.noticeServedAt = null;
    listing.intake = null;
    listing.repairs = [];
    this.#failures = failure.evidence;
    this.#due = repairDays === null ? NOT_CONFIGURED : NOT_NOTIFIED;
  }
}

const LAST_MOMENT: Instant = '9999-12-31T00:00:00.000Z';
