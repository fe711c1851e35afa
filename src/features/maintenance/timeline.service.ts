import { Injectable } from '@nestjs/common';
import { foldLoop } from '../../domain/maintenance/fold-loop.js';
import { loopOutcomes, type LoopOutcome as ClosedLoop } from '../../domain/maintenance/loop-outcomes.js';
import type { LoopState } from '../../domain/maintenance/loop-state.js';
import { loopTimeline, type TimelineEntry } from '../../domain/maintenance/loop-timeline.js';
import { civilDateOf, type Instant } from '../../domain/shared/time.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { LoopReader } from './known-loop.js';
import { knownAt } from './loop.extension.js';

/** Everything that is known of one vehicle, in the order in which it happened. */
export interface VehicleTimeline {
  readonly vehicleId: string;
  readonly loop: LoopState;
  readonly entries: readonly TimelineEntry[];
  readonly closed: readonly ClosedLoop[];
}

/** One timeline a vehicle. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly database: Database,
    private readonly reader: LoopReader,
  ) {}

  /**
   * The timeline of a vehicle, as it was known at `asOf` (now when absent); null for one outside of the caller's reach.
   * @throws AppError TIME_FUTURE, those of `authorise`
   */
  async of(asked: RequestContext, vehicleId: string, asOf: Instant | null): Promise<VehicleTimeline | null> {
    const { context, divisionPrefix } = authorise(asked, 'loop.timeline');
    if (asOf !== null && asOf > context.now) {
      const params = { value: asOf, today: civilDateOf(context.now) };
      throw new AppError({ code: 'TIME_FUTURE', field: 'asOf', params });
    }
    const moment = asOf ?? context.now;
    return this.database.transaction(async (tx) => {
      const { inputs: all, book } = await this.reader.read(tx, vehicleId);
      const inputs = knownAt(all, moment);
      const loop = foldLoop(inputs, book, moment);
      const place = loop.division ?? loop.listing?.discoveredBy.division ?? null;
      const isSeen = place !== null && divisionPrefix !== null && place.startsWith(divisionPrefix);
      const subjects = isSeen ? [vehicleId] : [];
      await recordAudit(tx, context, { action: 'loop.timeline', subjects, detail: { asOf } });
      if (!isSeen) return null;
      const entries = loopTimeline(inputs, book, { at: moment });
      return { vehicleId, loop, entries, closed: loopOutcomes(inputs, book, moment) };
    });
  }
}
