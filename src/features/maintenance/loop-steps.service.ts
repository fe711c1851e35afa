import { Injectable } from '@nestjs/common';
import type { Action } from '../../domain/access/actions.js';
import { readBasis } from '../../domain/maintenance/loop-rule-check.js';
import type {
  AppealDecided,
  ListingWithdrawn,
  NoticeServed,
  StationOverridden,
} from '../../domain/maintenance/loop-facts.js';
import type { Listing } from '../../domain/maintenance/loop-state.js';
import { siteOfDivision } from '../../domain/maintenance/notice-owner.js';
import { Findings } from '../../domain/shared/findings.js';
import { fail, ok, type Problem, type Result } from '../../domain/shared/result.js';
import type { Authorised } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { KnownLoop } from './known-loop.js';
import { LoopChangeService, type LoopOutcome, type SaidLoopFact } from './loop-change.service.js';
import { LoopFinder } from './loop-finder.repository.js';
import {
  openListing,
  readMoment,
  requireDiscoverer,
  requireNoticeOwner,
  requireReach,
} from './loop-reach.js';

/** What every step of an authority comes with. `listing` is the id of the listing (a UUID). */
export interface StepOf<I> {
  readonly idempotencyKey: string;
  readonly listing: string;
  readonly input: I & { readonly at?: string | null };
}

interface Step {
  readonly known: KnownLoop;
  readonly listing: Listing;
  readonly authorised: Authorised;
  readonly findings: Findings;
}

/** What a step says; null when the findings tell why not. */
type Said = Pick<SaidLoopFact, 'kind' | 'payload'> | null;

/** The steps of the loop that police and ecology take. */
@Injectable()
export class LoopStepsService {
  constructor(
    private readonly changes: LoopChangeService,
    private readonly finder: LoopFinder,
    private readonly settings: SiteSettings,
  ) {}

  /** The notice was served: from this on the days for the repair run. @throws AppError as `LoopChangeService.change` */
  serveNotice(
    context: RequestContext,
    step: StepOf<Pick<NoticeServed, 'noticeNo' | 'channel'>>,
  ): Promise<LoopOutcome> {
    return this.#take(
      context,
      'loop.serve-notice',
      'serveNotice',
      step,
      ({ listing, authorised, findings }) => {
        const foreign = requireNoticeOwner(authorised, listing, this.settings.site);
        const noticeNo = findings.take(readBasis(step.input.noticeNo, 'input.noticeNo'));
        if (foreign !== null) findings.problems.push(foreign);
        if (foreign !== null || noticeNo === null) return null;
        const division = listing.noticeOwner.division ?? this.settings.site;
        return { kind: 'loop.notice-served', payload: { noticeNo, channel: step.input.channel, division } };
      },
    );
  }

  /** The owner disputes the failure; the bureau that keeps the evidence writes it down. */
  lodgeAppeal(context: RequestContext, step: StepOf<{ readonly basis: string }>): Promise<LoopOutcome> {
    return this.#take(context, 'loop.appeal', 'lodgeAppeal', step, ({ listing, authorised, findings }) => {
      const basis = this.#grounds(authorised, listing, step.input.basis, findings);
      if (basis === null) return null;
      return { kind: 'loop.appeal-lodged', payload: { about: listing.failure.factId, basis } };
    });
  }

  /** Upheld, the listing is taken back; rejected, the loop goes on where it stood. */
  decideAppeal(
    context: RequestContext,
    step: StepOf<Pick<AppealDecided, 'decision' | 'basis'>>,
  ): Promise<LoopOutcome> {
    return this.#take(context, 'loop.appeal', 'decideAppeal', step, ({ listing, authorised, findings }) => {
      const basis = this.#grounds(authorised, listing, step.input.basis, findings);
      if (listing.appeal === null) return findings.refuse('NO_OPEN_APPEAL', 'listing');
      if (basis === null) return null;
      const { decision } = step.input;
      return { kind: 'loop.appeal-decided', payload: { appeal: listing.appeal, decision, basis } };
    });
  }

  /** The listing is taken back: a misread or cloned plate, a wrong vehicle (case 50). */
  withdraw(
    context: RequestContext,
    step: StepOf<Pick<ListingWithdrawn, 'reason' | 'basis'>>,
  ): Promise<LoopOutcome> {
    return this.#take(
      context,
      'loop.withdraw',
      'withdrawListing',
      step,
      ({ listing, authorised, findings }) => {
        const basis = this.#grounds(authorised, listing, step.input.basis, findings);
        if (basis === null) return null;
        const about = listing.failure.factId;
        return { kind: 'loop.withdrawn', payload: { about, reason: step.input.reason, basis } };
      },
    );
  }

  /** Leave to be retested elsewhere; without a station at any. */
  overrideStation(
    context: RequestContext,
    step: StepOf<{
      readonly stationCode?: string | null;
      readonly reason: StationOverridden['reason'];
      readonly basis: string;
    }>,
  ): Promise<LoopOutcome> {
    const stationCode = step.input.stationCode?.normalize('NFKC').trim().toUpperCase() ?? null;
    const stations = stationCode === null ? [] : [stationCode];
    const take = ({ known, listing, authorised, findings }: Step): Said => {
      const basis = this.#grounds(authorised, listing, step.input.basis, findings);
      const status =
        stationCode === null
          ? 'ACTIVE'
          : known.book.stationStatus('INSPECTION', stationCode, authorised.context.now);
      if (status !== 'ACTIVE') return findings.refuse('ISTATION_INACTIVE', 'input.stationCode');
      if (basis === null) return null;
      return { kind: 'loop.station-overridden', payload: { stationCode, reason: step.input.reason, basis } };
    };
    return this.#take(context, 'loop.override-station', 'overrideStation', step, take, stations);
  }

  /** The vehicle left the delta: its listing ends here and goes with it. */
  transferOut(
    context: RequestContext,
    step: StepOf<{ readonly division: string; readonly basis: string }>,
  ): Promise<LoopOutcome> {
    return this.#take(
      context,
      'loop.transfer-out',
      'transferListingOut',
      step,
      ({ known, listing, ...rest }) => {
        const { authorised, findings } = rest;
        requireReach(authorised, known.loop.division ?? listing.discoveredBy.site, 'listing');
        const basis = findings.take(readBasis(step.input.basis, 'input.basis'));
        const division = findings.take(readOutside(step.input.division));
        if (basis === null || division === null) return null;
        return { kind: 'loop.transferred-out', payload: { division, basis } };
      },
    );
  }

  #grounds(authorised: Authorised, listing: Listing, text: string, findings: Findings): string | null {
    const foreign = requireDiscoverer(authorised, listing, this.settings.site);
    if (foreign !== null) findings.problems.push(foreign);
    const basis = findings.take(readBasis(text, 'input.basis'));
    return foreign === null ? basis : null;
  }

  #take<I>(
    context: RequestContext,
    action: Action,
    operation: string,
    { idempotencyKey, listing: id, input }: StepOf<I>,
    say: (step: Step) => Said,
    stations: readonly string[] = [],
  ): Promise<LoopOutcome> {
    return this.changes.change(context, {
      action,
      operation,
      idempotencyKey,
      body: { listing: id, input },
      stations,
      find: async (tx) => {
        const vehicle = await this.finder.byListing(tx, id);
        return vehicle === null ? fail({ code: 'NOT_FOUND', field: 'listing' }) : ok(vehicle);
      },
      decide: (known, authorised) => {
        const listing = openListing(known, id);
        if (!listing.ok) return Promise.resolve(listing);
        const findings = new Findings();
        const at = findings.take(readMoment(input.at, authorised.context.now, 'input.at'));
        const said = say({ known, listing: listing.value, authorised, findings });
        if (said === null || at === null || findings.problems.length > 0) {
          return Promise.resolve(fail<readonly Problem[]>(findings.problems));
        }
        return Promise.resolve(ok({ ...said, occurredAt: at, supersedes: null } as SaidLoopFact));
      },
    });
  }
}

/** A division outside the delta. Problems: DIVISION_UNKNOWN, DIVISION_INSIDE_YRD */
function readOutside(raw: string): Result<string> {
  const code = raw.normalize('NFKC').trim();
  const field = 'input.division';
  if (!/^[1-8]\d{5}$/.test(code)) return fail({ code: 'DIVISION_UNKNOWN', field, params: { value: raw } });
  if (siteOfDivision(code) === null) return ok(code);
  return fail({ code: 'DIVISION_INSIDE_YRD', field, params: { value: code } });
}
