import type { CivilDate, Instant } from '../shared/time.js';
import type { SiteCode } from '../sync/fact.js';
import type { PlateFact } from './vehicle-facts.js';
import type { PlateSpan } from './vehicle-state.js';

/** The fact that gave a plate. */
export interface PlateOrigin {
  readonly id: string;
  readonly site: SiteCode;
  readonly occurredAt: Instant;
}

/** The plate that is held from `from` on, until something ends it. */
export function openSpan(plate: PlateFact, from: CivilDate, origin: PlateOrigin): PlateSpan {
  return {
    number: plate.number,
    type: plate.type,
    color: plate.color,
    colorSystem: plate.colorSystem,
    colorRaw: plate.colorRaw,
    from,
    to: null,
    factId: origin.id,
    site: origin.site,
    occurredAt: origin.occurredAt,
  };
}

/** The plate given up on `on`: no longer held on that day. */
export function closedSpan(span: PlateSpan, on: CivilDate): PlateSpan {
  return { ...span, to: on };
}
