import { Injectable } from '@nestjs/common';
import type { Action } from '../../domain/access/actions.js';
import { foldLoop } from '../../domain/maintenance/fold-loop.js';
import type { LoopFact, LoopFactKind, LoopPayloads } from '../../domain/maintenance/loop-facts.js';
import type { Problem, Result } from '../../domain/shared/result.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Fact } from '../../domain/sync/fact.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { VehicleProjection } from '../registry/index.js';
import { LoopReader, type KnownLoop } from './known-loop.js';
import { ListingRepository, type ListedVehicle } from './listing.repository.js';
import { loopInputsOf } from './loop.payloads.js';

/** What a step of the loop comes to, before it has its envelope. */
export type SaidLoopFact = {
  [K in LoopFactKind]: {
    readonly kind: K;
    readonly payload: LoopPayloads[K];
    readonly occurredAt: Instant;
    /** The fact that it corrects. */
    readonly supersedes: string | null;
  };
}[LoopFactKind];

/** A step that was written before: the fact that says so already. */
export interface RepeatedStep {
  readonly repeats: string;
}

/** One step of one vehicle's loop, as a use case orders it. */
export interface LoopOrder {
  readonly action: Action;
  readonly operation: string;
  readonly idempotencyKey: string;
  /** The input as it came: a repetition must be the same. */
  readonly body: unknown;
  /** Further stations that the step names. */
  readonly stations: readonly string[];
  /** The vehicle that is meant, or why none is. */
  find(tx: Tx): Promise<Result<string>>;
  decide(
    known: KnownLoop,
    authorised: Authorised,
    tx: Tx,
  ): Promise<Result<SaidLoopFact | RepeatedStep, readonly Problem[]>>;
}

/** What came of a step: the fact and the listing after it, or why nothing was written. */
export type LoopOutcome =
  | {
      readonly factId: string;
      readonly vehicleId: string;
      /** The listing as it now is. */
      readonly listing: ListedVehicle | null;
      /** Codes of what a person should look at. */
      readonly flags: readonly string[];
      readonly problems: readonly [];
    }
  | { readonly factId: null; readonly problems: readonly Problem[] };

const refuse = (problems: readonly Problem[]): LoopOutcome => ({ factId: null, problems });

/** Carries out one step of a loop: permission, lock, rules, fact, projection and audit in one transaction. */
@Injectable()
export class LoopChangeService {
  constructor(
    private readonly database: Database,
    private readonly store: FactStore,
    private readonly reader: LoopReader,
    private readonly projection: VehicleProjection,
    private readonly listings: ListingRepository,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * What the rules refuse comes back as problems, and so does a vehicle that is not found. A step that the fold would
   * set aside is not written: the code by which it would be is the problem.
   * @throws AppError UNAUTHENTICATED, FORBIDDEN, OUT_OF_SCOPE, IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_CONFLICT
   */
  change(asked: RequestContext, order: LoopOrder): Promise<LoopOutcome> {
    const authorised = authorise(asked, order.action);
    const { operation, idempotencyKey: key, body } = order;
    return this.database.transaction((tx) =>
      once(tx, authorised.context, { operation, key, body }, async () => {
        const { outcome, subjects } = await this.#apply(tx, authorised, order);
        const refused = outcome.problems.map(({ code }) => code);
        const detail =
          outcome.factId === null ? { operation, refused } : { operation, factId: outcome.factId };
        await recordAudit(tx, authorised.context, { action: order.action, subjects, detail });
        return outcome;
      }),
    );
  }

  async #apply(
    tx: Tx,
    authorised: Authorised,
    order: LoopOrder,
  ): Promise<{ outcome: LoopOutcome; subjects: readonly string[] }> {
    const found = await order.find(tx);
    if (!found.ok) return { outcome: refuse([found.error]), subjects: [] };
    const vehicleId = found.value;
    const subjects = [vehicleId];
    await this.store.lock(tx, [`vehicle:${vehicleId}`]);
    const known = await this.reader.read(tx, vehicleId, order.stations);
    const said = await order.decide(known, authorised, tx);
    if (!said.ok) return { outcome: refuse(said.error), subjects };
    if ('repeats' in said.value) {
      const { repeats } = said.value;
      const flags = known.loop.flags.flatMap(({ factId, code }) => (factId === repeats ? [code] : []));
      return { outcome: await this.#outcome(tx, known, repeats, flags), subjects };
    }
    const fact = this.#factOf(said.value, vehicleId, authorised.context.now);
    return { outcome: await this.#write(tx, known, fact), subjects };
  }

  async #write(tx: Tx, { facts, loop: before, book }: KnownLoop, fact: LoopFact): Promise<LoopOutcome> {
    const all: readonly Fact[] = [...facts, fact];
    const loop = foldLoop(loopInputsOf(all), book);
    const upset = loop.rejected.find(({ factId }) => factId === fact.id);
    if (upset !== undefined) return refuse([{ code: upset.code, field: 'input' }]);
    await this.store.append(tx, [fact]);
    await this.projection.project(tx, new Map([[fact.subject, all]]));
    const known = new Set(before.flags.map(({ factId, code }) => `${factId} ${code}`));
    const flags = loop.flags.filter(({ factId, code }) => !known.has(`${factId} ${code}`));
    const codes = [...new Set(flags.map(({ code }) => code))].sort();
    return this.#outcome(tx, { vehicleId: fact.subject, loop }, fact.id, codes);
  }

  async #outcome(
    tx: Tx,
    { vehicleId, loop }: Pick<KnownLoop, 'vehicleId' | 'loop'>,
    factId: string,
    flags: readonly string[],
  ): Promise<LoopOutcome> {
    const listing = loop.listing === null ? null : await this.listings.byId(tx, loop.listing.id);
    return { factId, vehicleId, listing, flags, problems: [] };
  }

  #factOf(said: SaidLoopFact, subject: string, recordedAt: Instant): LoopFact {
    const { site } = this.settings;
    return { ...said, id: uuidV7(), site, version: 1, subjectType: 'vehicle', subject, recordedAt };
  }
}
