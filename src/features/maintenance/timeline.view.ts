import type { RequestContext } from '../../platform/context/request-context.js';
import { globalId } from '../../platform/graphql/relay.js';
import { codedTexts, VEHICLE_TYPE } from '../registry/index.js';
import { decimalOf, LISTING_TYPE, LOOP_FACT_TYPE } from './loop.view.js';
import type { VehicleTimelineModel } from './timeline.model.js';
import type { VehicleTimeline } from './timeline.service.js';

const factId = (id: string): string => globalId(LOOP_FACT_TYPE, id);

/** The timeline in the caller's language. */
export const timelineView = (
  { vehicleId, loop, entries, closed }: VehicleTimeline,
  { language }: RequestContext,
): VehicleTimelineModel => ({
  vehicleId: globalId(VEHICLE_TYPE, vehicleId),
  state: loop.state,
  cycle: loop.cycle,
  entries: entries.map((entry) => ({
    ...entry,
    factId: factId(entry.factId),
    evidence: entry.evidence.map(factId),
    rejected: entry.rejected === null ? null : (codedTexts([entry.rejected], language)[0] ?? null),
  })),
  closed: closed.map((one) => ({
    ...one,
    listing: globalId(LISTING_TYPE, one.listing),
    readings: one.readings.map(({ code, before, after }) => ({
      code,
      before: before && decimalOf(before),
      after: after && decimalOf(after),
    })),
  })),
});
