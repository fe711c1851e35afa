import { foldLoop } from '../../domain/maintenance/fold-loop.js';
import type { LoopFact } from '../../domain/maintenance/loop-facts.js';
import { civilDateOf, type Instant } from '../../domain/shared/time.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import type { SiteSettings } from '../../platform/config/site-settings.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { Database } from '../../platform/database/database.js';
import type { FactStore } from '../../platform/facts/fact-store.js';
import type { VehicleProjection } from '../registry/index.js';
import type { LoopReader } from './known-loop.js';
import { loopInputsOf } from './loop.payloads.js';
import type { LoopScheduleRepository } from './loop-schedule.repository.js';

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const BATCH = 500;
const REMINDERS = 200;

const byService = (job: string, now: Instant): RequestContext => ({
  requestId: job,
  actor: null,
  language: 'en',
  purpose: 'OPERATION',
  reference: null,
  now,
});

/** What happens to loops by the calendar alone. */
export class LoopSchedule {
  constructor(
    private readonly database: Database,
    private readonly store: FactStore,
    private readonly reader: LoopReader,
    private readonly projection: VehicleProjection,
    private readonly schedule: LoopScheduleRepository,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * Writes down for every vehicle whose time for the repair is over that it is. The due day itself is still in time. A run
   * that broke off is simply run again. @returns how many fell overdue
   */
  async fallOverdue(now: Instant): Promise<number> {
    const asked = { today: civilDateOf(now), site: this.settings.site };
    let fell = 0;
    for await (const ids of this.#batches((after) =>
      this.schedule.pastDue(this.database, asked, after, BATCH),
    )) {
      for (const id of ids) if (await this.#fall(id, now)) fell += 1;
    }
    return fell;
  }

  async #fall(vehicleId: string, now: Instant): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      await this.store.lock(tx, [`vehicle:${vehicleId}`]);
      const { facts, loop, book } = await this.reader.read(tx, vehicleId);
      const { listing, dueOn } = loop;
      if (listing === null || listing.end !== null || dueOn === null || listing.overdueSince !== null)
        return false;
      const fact: LoopFact = {
        id: uuidV7(),
        site: this.settings.site,
        kind: 'loop.fell-overdue',
        version: 1,
        subjectType: 'vehicle',
        subject: vehicleId,
        occurredAt: now,
        recordedAt: now,
        payload: { cycle: loop.cycle, dueOn },
        supersedes: null,
      };
      const all = [...facts, fact];
      // What the fold does not take for overdue (a repair came meanwhile, the day is not over) is not written.
      if (foldLoop(loopInputsOf(all), book).listing?.overdueSince === null) return false;
      await this.store.append(tx, [fact]);
      await this.projection.project(tx, new Map([[vehicleId, all]]));
      const context = byService('loops.overdue', now);
      const detail = { factId: fact.id, dueOn };
      await recordAudit(tx, context, { action: 'loop.fell-overdue', subjects: [vehicleId], detail });
      return true;
    });
  }

  /** Follows every loop anew, after rules or stations changed. @returns how many vehicles */
  async refold(): Promise<number> {
    const { database, schedule } = this;
    const listed = await this.#follow((after) => schedule.listed(database, after, BATCH));
    return listed + (await this.#follow((after) => schedule.unlisted(database, after, BATCH)));
  }

  async #follow(read: (after: string) => Promise<readonly string[]>): Promise<number> {
    let count = 0;
    for await (const ids of this.#batches(read)) {
      await this.database.transaction(async (tx) => {
        await this.store.lock(
          tx,
          ids.map((id) => `vehicle:${id}`),
        );
        await this.projection.project(tx, await this.store.load(tx, 'vehicle', ids));
      });
      count += ids.length;
    }
    return count;
  }

  /** Writes down what is due and hands it to the bureaus' lists. @returns how many reminders went out */
  async remind(now: Instant): Promise<number> {
    await this.schedule.remind(this.database, civilDateOf(now), this.settings.site, now);
    let delivered = 0;
    for (;;) {
      const settled = await this.#deliver(now);
      if (settled.length === 0) return delivered;
      delivered += settled.filter((state) => state === 'DELIVERED').length;
    }
  }

  async #deliver(now: Instant): Promise<readonly ('DELIVERED' | 'OBSOLETE')[]> {
    return this.database.transaction(async (tx) => {
      const waiting = await this.schedule.claim(tx, REMINDERS, now);
      if (waiting.length === 0) return [];
      const settled = waiting.map(({ id, isDue }) => [id, isDue ? 'DELIVERED' : 'OBSOLETE'] as const);
      await this.schedule.settle(tx, settled, now);
      const subjects = [...new Set(waiting.map(({ vehicleId }) => vehicleId))];
      const detail = { reminders: waiting.length };
      await recordAudit(tx, byService('loops.notices', now), { action: 'loop.remind', subjects, detail });
      return settled.map(([, state]) => state);
    });
  }

  async *#batches(read: (after: string) => Promise<readonly string[]>): AsyncIterable<readonly string[]> {
    let after = FIRST_ID;
    for (;;) {
      const ids = await read(after);
      const last = ids.at(-1);
      if (last === undefined) return;
      yield ids;
      after = last;
    }
  }
}
