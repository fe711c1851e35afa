import { Injectable } from '@nestjs/common';
import { NEXT_STEPS, type ReviewKind } from '../../domain/review/review-texts.js';
import { parseCivilDate } from '../../domain/shared/time.js';
import { foldVehicle } from '../../domain/vehicle/fold.js';
import type { DecidableItem } from '../../domain/vehicle/vehicle-facts.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import type { Shown as ShownFields } from '../../platform/audit/shown-fields.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { checkFirst } from '../../platform/graphql/paging.js';
import { decodeCursor, encodeCursor } from '../../platform/graphql/relay.js';
import { divisionName, prefixWithin, shownOf, vehicleFactsOf } from '../registry/index.js';
import { HeldRowRepository } from './held-row.repository.js';
import { HeldRows } from './held-rows.service.js';
import type { ReviewCountModel, ReviewQueueConnection, ReviewQueueItemModel } from './review-queue.model.js';
import { ReviewQueueRepository, type QueueEntry } from './review-queue.repository.js';
import type { QueueConditions, QueuePosition } from './review-queue.sql.js';
import { rowItemView, vehicleItemView, type WaitingRow, type WaitingVehicle } from './review-queue.view.js';
import { RivalRepository } from './rival.repository.js';

/** Conditions as they were asked; null and absent mean the same. */
export interface ReviewFilter {
  readonly kinds?: readonly ReviewKind[] | null;
  readonly division?: string | null;
  readonly since?: string | null;
}

/** Which page; null and absent mean the same. */
export interface QueuePage {
  readonly first?: number | null;
  readonly after?: string | null;
}

const ACTION = 'review.list';
const AT_ONCE = 200;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ELSEWHERE: readonly DecidableItem[] = ['PLATE_IN_USE_ELSEWHERE', 'VIN_REGISTERED_ELSEWHERE'];

/** Some of the queue, and whom and what it shows. */
export interface ReviewBatch {
  readonly items: readonly ReviewQueueItemModel[];
  readonly subjects: readonly string[];
  readonly shown: readonly ShownFields[];
}

/** The whole queue, read in one transaction. */
export interface ReviewStream {
  /** With the purpose that the permission gave. */
  readonly context: RequestContext;
  count(tx: Tx): Promise<number>;
  batches(tx: Tx): AsyncIterable<ReviewBatch>;
}

/** Everything that is shown of the entries of a page. */
interface Shown {
  readonly vehicles: ReadonlyMap<string, Omit<WaitingVehicle, 'rivals'>>;
  readonly rows: ReadonlyMap<string, WaitingRow>;
  /** By the code and the vehicle. */
  readonly rivals: ReadonlyMap<string, readonly string[]>;
}

/** What waits for a person's decision, in one list, within the caller's reach. */
@Injectable()
export class ReviewQueueService {
  constructor(
    private readonly database: Database,
    private readonly store: FactStore,
    private readonly queue: ReviewQueueRepository,
    private readonly heldRows: HeldRowRepository,
    private readonly contents: HeldRows,
    private readonly rivals: RivalRepository,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * One page, oldest first: open items of vehicles, records that contradict another site's, and held rows. The reading is
   * audited in its transaction.
   * @throws AppError PAGE_TOO_LARGE, PAGE_INVALID, CURSOR_INVALID, OUT_OF_SCOPE, DIVISION_UNKNOWN, those of `authorise`
   */
  async page(context: RequestContext, filter: ReviewFilter, page: QueuePage): Promise<ReviewQueueConnection> {
    const authorised = authorise(context, ACTION);
    const size = checkFirst(page.first, this.settings.maxPageSize);
    const asked = conditionsOf(filter, authorised.divisionPrefix);
    const name = `review ${JSON.stringify(asked)}`;
    const after = positionOf(name, page.after ?? null);
    const found = await this.database.transaction(async (tx) => {
      const entries = await this.queue.page(tx, asked, after, size + 1);
      const listed = entries.slice(0, size);
      const shown = await this.#show(tx, listed);
      const subjects = [...shown.vehicles.keys(), ...shown.rows.keys()];
      const states = [...shown.vehicles.values()].map(({ state }) => state);
      const rows = [...shown.rows.keys()];
      const detail = { filter: asked, size, isFirst: after === null, shown: shownOf(states, context), rows };
      await recordAudit(tx, authorised.context, { action: ACTION, subjects, detail });
      return { listed, shown, more: entries.length > size };
    });
    const edges = found.listed.flatMap((entry) => {
      const node = this.#view(entry, found.shown, context);
      const cursor = encodeCursor(name, [entry.since, entry.id, entry.code]);
      return node === null ? [] : [{ cursor, node }];
    });
    const [startCursor = null, endCursor = null] = [edges[0]?.cursor, edges.at(-1)?.cursor];
    const pageInfo = { hasNextPage: found.more, hasPreviousPage: after !== null, startCursor, endCursor };
    return { edges, pageInfo, count: () => this.queue.total(asked) };
  }

  /** How many wait, by kind and city. @throws AppError as {@link page} */
  async counts(context: RequestContext, filter: ReviewFilter): Promise<readonly ReviewCountModel[]> {
    const authorised = authorise(context, ACTION);
    const asked = conditionsOf(filter, authorised.divisionPrefix);
    return this.database.transaction(async (tx) => {
      const counts = await this.queue.counts(tx, asked);
      const detail = { filter: asked, counts: counts.length };
      await recordAudit(tx, authorised.context, { action: ACTION, subjects: [], detail });
      return counts.map(({ code, division, total }) => ({
        code,
        division,
        divisionName: divisionName(division),
        count: total,
      }));
    });
  }

  /** The same queue from beginning to end, in one transaction whatever its length. @throws AppError as {@link page} */
  stream(given: RequestContext, filter: ReviewFilter): ReviewStream {
    const { context, divisionPrefix } = authorise(given, ACTION);
    const asked = conditionsOf(filter, divisionPrefix);
    return {
      context,
      count: async (tx) => (await this.queue.counts(tx, asked)).reduce((sum, { total }) => sum + total, 0),
      batches: (tx) => this.#batches(tx, asked, context),
    };
  }

  async *#batches(tx: Tx, asked: QueueConditions, context: RequestContext): AsyncGenerator<ReviewBatch> {
    for (let after: QueuePosition | null = null; ;) {
      const entries: readonly QueueEntry[] = await this.queue.page(tx, asked, after, AT_ONCE);
      const found = await this.#show(tx, entries);
      const states = [...found.vehicles.values()].map(({ state }) => state);
      yield {
        items: entries.flatMap((entry) => this.#view(entry, found, context) ?? []),
        subjects: [...found.vehicles.keys(), ...found.rows.keys()],
        shown: shownOf(states, context),
      };
      after = entries.at(-1) ?? null;
      if (entries.length < AT_ONCE) return;
    }
  }

  async #show(tx: Tx, entries: readonly QueueEntry[]): Promise<Shown> {
    const rows = await this.#rows(tx, entries);
    const rivals = new Map<string, readonly string[]>();
    for (const item of ELSEWHERE) {
      const ids = entries.filter(({ code }) => code === item).map(({ id }) => id);
      const found = await this.rivals.rivals(tx, item, ids);
      for (const [vehicle, others] of found) rivals.set(`${item} ${vehicle}`, others);
    }
    const own = entries.filter(({ isRow }) => !isRow).map(({ id }) => id);
    const related = [...rows.values()].flatMap(({ record }) => record.relatedVehicles);
    const ids = new Set([...own, ...related, ...[...rivals.values()].flat()]);
    return { vehicles: await this.#vehicles(tx, [...ids]), rows, rivals };
  }

  async #rows(tx: Tx, entries: readonly QueueEntry[]): Promise<ReadonlyMap<string, WaitingRow>> {
    const ids = entries.filter(({ isRow }) => isRow).map(({ id }) => id);
    const waiting = new Map<string, WaitingRow>();
    if (ids.length === 0) return waiting;
    for (const [id, record] of await this.heldRows.some(tx, ids)) {
      const content = this.contents.contentOf(record);
      if (content !== null) waiting.set(id, { record, content });
    }
    return waiting;
  }

  async #vehicles(tx: Tx, ids: readonly string[]): Promise<Shown['vehicles']> {
    const vehicles = new Map<string, Omit<WaitingVehicle, 'rivals'>>();
    for (const [id, loaded] of await this.store.load(tx, 'vehicle', ids)) {
      const facts = vehicleFactsOf(loaded);
      const state = foldVehicle(facts);
      if (state !== null) vehicles.set(id, { state, facts });
    }
    return vehicles;
  }

  /** Null for what was decided between the list and the look at it. */
  #view(entry: QueueEntry, shown: Shown, context: RequestContext): ReviewQueueItemModel | null {
    const statesOf = (ids: readonly string[]): VehicleState[] =>
      ids.flatMap((id) => shown.vehicles.get(id)?.state ?? []);
    if (entry.isRow) {
      const row = shown.rows.get(entry.id);
      return row === undefined
        ? null
        : rowItemView(entry, row, statesOf(row.record.relatedVehicles), context);
    }
    const vehicle = shown.vehicles.get(entry.id);
    const rivals = shown.rivals.get(`${entry.code} ${entry.id}`) ?? [];
    return vehicle === undefined
      ? null
      : vehicleItemView(entry, { ...vehicle, rivals }, statesOf(rivals), context, this.settings.site);
  }
}

function conditionsOf(filter: ReviewFilter, reach: string | null): QueueConditions {
  const kinds = filter.kinds ?? null;
  const since = filter.since ?? null;
  return {
    divisionPrefix: prefixWithin(filter.division, reach),
    kinds: kinds === null ? null : [...new Set(kinds)].sort(),
    since,
  };
}

function positionOf(name: string, after: string | null): QueuePosition | null {
  if (after === null) return null;
  const [since, id, kind] = decodeCursor(name, after);
  const code = Object.keys(NEXT_STEPS).find((known): known is ReviewKind => known === kind);
  const isPosition =
    typeof since === 'string' && parseCivilDate(since).ok && typeof id === 'string' && UUID.test(id);
  if (isPosition && code !== undefined) return { since, id, code };
  throw new AppError('CURSOR_INVALID', {}, { field: 'after' });
}
