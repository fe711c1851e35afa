import type { FieldChecked } from '../emission/emission-facts.js';
import { civilDateOf } from '../shared/time.js';
import type { Instant } from '../shared/time.js';
import type { Fact } from '../sync/fact.js';
import type { LoopDraft } from './loop-draft.js';
import { isDeparture, isScrapping } from './loop-events.js';
import type { EventFact, LoopEvent } from './loop-events.js';
import type { LoopInput } from './loop-facts.js';
import type { ListingSource, LoopFailure } from './loop-state.js';
import { noticeOwnerOf, siteOfDivision } from './notice-owner.js';
import { divisionOfCode } from './registration-line.js';
import { intakeRefusal, isEmptyRepair, repairRefusal } from './repair-rules.js';
import type { IntakeFact, LoopContext, RepairFact } from './repair-rules.js';
import { passRefusal, repairLack, reportRefusal } from './retest-rules.js';
import type { ReportFact } from './retest-rules.js';

type FactOf<K extends EventFact['kind']> = Extract<EventFact, { kind: K }>;

/** Takes the events of a vehicle one by one, in their order, and says what each does to its loop. */
export class LoopWalk {
  readonly #repairs: readonly RepairFact[];

  constructor(
    private readonly draft: LoopDraft,
    private readonly context: LoopContext,
    facts: readonly LoopInput[],
  ) {
    this.#repairs = facts.filter((fact) => fact.kind === 'loop.repair-completed');
  }

  take(event: LoopEvent): void {
    const { draft } = this;
    switch (event.type) {
      case 'FACT':
        return this.#takeFact(event.fact, event.at);
      case 'FAILURE':
        return draft.fail(event.failure);
      case 'SUSPICION':
        if (draft.stage !== 'SUSPECT') draft.drift('SUSPECTED', event.at, event.suspicion.factId);
        return;
      case 'SUSPICION_END':
        return draft.drift('SUSPICION_ENDED', event.at, event.suspicion.factId);
    }
  }

  #takeFact(fact: EventFact, at: Instant): void {
    const { draft } = this;
    switch (fact.kind) {
      case 'inspection.reported':
        return this.#report(fact);
      case 'inspection.field-checked':
        return this.#fieldCheck(fact);
      case 'loop.notice-served':
        return this.#notice(fact);
      case 'loop.repair-started':
        return this.#intake(fact);
      case 'loop.repair-completed':
        return this.#repair(fact);
      case 'loop.appeal-lodged':
        return this.#appeal(fact);
      case 'loop.appeal-decided':
        return this.#appealDecision(fact);
      case 'loop.withdrawn':
        return this.#withdrawal(fact);
      case 'loop.fell-overdue':
        return this.#overdue(fact);
      case 'loop.station-overridden':
        draft.overrides.push({ stationCode: fact.payload.stationCode, at });
        return;
      default:
        return this.#life(fact, at);
    }
  }

  /** The vehicle is registered, moved, transferred or scrapped. */
  #life(fact: EventFact, at: Instant): void {
    const { draft } = this;
    if (isScrapping(fact)) draft.drift('SCRAPPED', at, fact.id);
    else if (isDeparture(fact)) draft.drift('TRANSFERRED_OUT', at, fact.id);
    else draft.moveOwner(at);
  }

  #report(fact: ReportFact): void {
    const { draft, context } = this;
    const { checkType, judgement, odometerKm } = fact.payload;
    if (checkType === 'COMPARISON' || judgement.result === 'VOID') return;
    if (draft.stage === 'CLOSED_SCRAPPED') return draft.reject(fact.id, 'VEHICLE_SCRAPPED');
    const refusal = reportRefusal(fact, draft, context);
    const listed = draft.open !== null;
    if (refusal !== null) {
      if (listed || judgement.result === 'FAIL') draft.reject(fact.id, refusal);
      return;
    }
    if (!listed) {
      if (judgement.result === 'FAIL') draft.fail(failureOfReport(fact));
    } else if (judgement.result === 'UNKNOWN') draft.reject(fact.id, 'JUDGEMENT_UNKNOWN');
    else this.#retest(fact);
    if (draft.open !== null || listed) draft.noteOdometer(fact.id, odometerKm);
  }

  /** A test of a vehicle that is listed: it may only follow a repair, even if it was passed (R5.1). */
  #retest(fact: ReportFact): void {
    const { draft, context } = this;
    const fails = fact.payload.judgement.result === 'FAIL';
    const later = this.#repairs.filter(
      (repair) =>
        repair.payload.completedAt > fact.payload.endedAt && draft.answersCycle(repair.payload.failure),
    );
    const lack = repairLack(fact, draft.open?.repairs ?? [], later);
    this.#markContingency(fact, lack === null);
    if (lack !== null) {
      draft.reject(fact.id, lack);
      if (fails) draft.addEvidence([fact.id]);
      return;
    }
    if (fails) return draft.fail(failureOfReport(fact));
    const refusal = passRefusal(fact, draft, context);
    if (refusal !== null) draft.reject(fact.id, refusal);
    else draft.step('RETEST_PASSED', fact.payload.endedAt, fact.id);
  }

  /** A test through an outage is marked, and settled when its repair is known. */
  #markContingency({ id, payload }: ReportFact, hasRepair: boolean): void {
    const { draft, context } = this;
    if (!payload.contingency) return;
    draft.flag(id, 'CONTINGENCY_TEST');
    if (!hasRepair) draft.flag(id, 'CONTINGENCY_UNRECONCILED');
    if (!context.book.contingencyHolds(payload.stationCode, payload.startedAt, null)) {
      draft.flag(id, 'CONTINGENCY_INVALID');
    }
  }

  #fieldCheck(fact: Fact<'inspection.field-checked', FieldChecked>): void {
    const { judgement, place, division = null } = fact.payload;
    if (judgement.result !== 'FAIL') return;
    const source: ListingSource = place === 'ROADSIDE' ? 'ROADSIDE_FAIL' : 'ONSITE_FAIL';
    this.draft.fail({
      factId: fact.id,
      source,
      evidence: [fact.id],
      at: fact.occurredAt,
      stationCode: null,
      site: fact.site,
      division,
    });
  }

  #notice(fact: FactOf<'loop.notice-served'>): void {
    const { draft } = this;
    const { open } = draft;
    if (open === null) return draft.reject(fact.id, this.#unlisted());
    const { queue, site } = noticeOwnerOf(draft.vehicle.divisionAt(fact.occurredAt), open.discoveredBy.site);
    const server = siteOfDivision(fact.payload.division);
    if (queue === 'SITE' && server !== site) return draft.reject(fact.id, 'NOT_YOUR_RECORD');
    if (draft.step('NOTICE_SERVED', fact.occurredAt, fact.id)) draft.notify(fact.occurredAt);
  }

  #intake(fact: IntakeFact): void {
    const { draft, context } = this;
    const refusal = intakeRefusal(fact, draft, context);
    if (refusal !== null) return draft.reject(fact.id, refusal);
    const { stationCode, odometerKm } = fact.payload;
    if (!draft.step('REPAIR_STARTED', fact.occurredAt, fact.id) || draft.listing === null) return;
    draft.listing.intake = { factId: fact.id, stationCode, at: fact.occurredAt };
    draft.noteOdometer(fact.id, odometerKm);
  }

  #repair(fact: RepairFact): void {
    const { draft, context } = this;
    const { stationCode, completedAt, odometerKm } = fact.payload;
    if (isEmptyRepair(fact)) draft.flag(fact.id, 'EMPTY_REPAIR');
    const refusal = repairRefusal(fact, draft, context);
    if (refusal !== null) return draft.reject(fact.id, refusal);
    if (!draft.step('REPAIR_COMPLETED', completedAt, fact.id) || draft.listing === null) return;
    draft.listing.repairs = [...draft.listing.repairs, { factId: fact.id, stationCode, completedAt }];
    draft.noteOdometer(fact.id, odometerKm);
  }

  #appeal(fact: FactOf<'loop.appeal-lodged'>): void {
    const { draft } = this;
    const { open } = draft;
    if (open === null) return draft.reject(fact.id, this.#unlisted());
    if (!open.evidence.includes(fact.payload.about)) return draft.reject(fact.id, 'NOT_THIS_FAILURE');
    if (draft.step('APPEAL_LODGED', fact.occurredAt, fact.id)) open.appeal = fact.id;
  }

  #appealDecision(fact: FactOf<'loop.appeal-decided'>): void {
    const { draft } = this;
    const { open } = draft;
    if (open === null) return draft.reject(fact.id, this.#unlisted());
    if (open.appeal !== fact.payload.appeal) return draft.reject(fact.id, 'NOT_THIS_FAILURE');
    const step = fact.payload.decision === 'UPHELD' ? 'APPEAL_UPHELD' : 'APPEAL_REJECTED';
    if (draft.step(step, fact.occurredAt, fact.id)) open.appeal = null;
  }

  #withdrawal(fact: FactOf<'loop.withdrawn'>): void {
    const { draft } = this;
    if (draft.open !== null && !draft.open.evidence.includes(fact.payload.about)) {
      return draft.reject(fact.id, 'NOT_THIS_FAILURE');
    }
    if (draft.step('WITHDRAWN', fact.occurredAt, fact.id)) draft.revoke(fact.payload.about, fact);
  }

  #overdue(fact: FactOf<'loop.fell-overdue'>): void {
    const { draft } = this;
    const { open } = draft;
    if (open === null) return draft.reject(fact.id, this.#unlisted());
    const stale = open.cycle !== fact.payload.cycle || open.repairs.length > 0 || open.overdueSince !== null;
    // A repair or a new cycle that became known later: what the schedule found then is no longer so.
    if (stale) return;
    const today = civilDateOf(fact.occurredAt);
    if (today <= (draft.dueOn ?? fact.payload.dueOn)) return draft.reject(fact.id, 'NOT_YET_DUE');
    if (!draft.fallOverdue(fact.occurredAt, fact.id)) draft.reject(fact.id, 'NO_TRANSITION');
  }

  #unlisted() {
    return this.draft.stage === 'CLOSED_SCRAPPED'
      ? ('VEHICLE_SCRAPPED' as const)
      : ('NO_OPEN_LISTING' as const);
  }
}

function failureOfReport(fact: ReportFact): LoopFailure {
  const { stationCode } = fact.payload;
  return {
    factId: fact.id,
    source: 'PERIODIC_FAIL',
    evidence: [fact.id],
    at: fact.payload.endedAt,
    stationCode,
    site: fact.site,
    division: divisionOfCode(stationCode),
  };
}
