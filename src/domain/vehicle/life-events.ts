import type { CivilDate, Instant } from '../shared/time.js';
import type { SetAside } from '../sync/effective-facts.js';
import { compareFacts } from '../sync/effective-facts.js';
import { closedSpan, openSpan } from './plates.js';
import type { OwnerKind, VehicleFact, VehicleFactKind } from './vehicle-facts.js';
import type { PlateSpan } from './vehicle-state.js';

type FactOf<K extends VehicleFactKind> = Extract<VehicleFact, { kind: K }>;
export type RegistrationFact = FactOf<'vehicle.registered'>;
export type TransferFact = FactOf<'vehicle.transferred'>;
export type LifeEvent = FactOf<
  'vehicle.replated' | 'vehicle.transferred' | 'vehicle.scrapped' | 'vehicle.plate-surrendered'
>;

/** Why an event of a vehicle's life has no effect. PLATE_NOT_HELD: it gives up a plate that is not held on that day. */
export type LifeSetAsideCode = 'TIME_ORDER' | 'PLATE_NOT_HELD';

/** What changes in the life of a registered vehicle. */
export interface LifeState {
  /** The plate held last. */
  readonly plate: PlateSpan;
  /** The plates before it, oldest first. */
  readonly formerPlates: readonly PlateSpan[];
  readonly division: string;
  readonly ownerKind: OwnerKind;
  readonly ownerUscc: string | null;
  readonly useNature: string;
  /** The transfer that made the owner the present one. */
  readonly lastTransfer: TransferFact | null;
  readonly status: string;
  readonly statusAt: Instant;
  readonly scrappedOn: CivilDate | null;
}

export interface Life extends LifeState {
  readonly setAside: readonly SetAside<LifeSetAsideCode>[];
}

/**
 * The registration followed by its re-plates, transfers, surrendered plates and scrapping, in the order of their civil
 * dates (of one day: as they happened). A vehicle that gave its plate up holds none until it takes another. What is dated before the first registration or comes after the scrapping is set aside with
 * TIME_ORDER: it contradicts the record, and its author must correct one or the other.
 */
export function liveThrough(registration: RegistrationFact, events: readonly LifeEvent[]): Life {
  const setAside: SetAside<LifeSetAsideCode>[] = [];
  let life = atRegistration(registration);
  for (const event of [...events].sort(compareEvents)) {
    const possible = event.payload.on >= registration.payload.firstRegisteredOn && life.scrappedOn === null;
    if (!possible) setAside.push({ factId: event.id, code: 'TIME_ORDER' });
    else if (givesUpAnother(event, life)) setAside.push({ factId: event.id, code: 'PLATE_NOT_HELD' });
    else life = { ...life, ...changeBy(event, life) };
  }
  return { ...life, setAside };
}

function atRegistration(registration: RegistrationFact): LifeState {
  const { payload } = registration;
  return {
    plate: openSpan(payload.plate, payload.firstRegisteredOn, registration),
    formerPlates: [],
    division: payload.division,
    ownerKind: payload.ownerKind,
    ownerUscc: payload.ownerUscc,
    useNature: payload.useNature,
    lastTransfer: null,
    status: payload.status,
    statusAt: registration.occurredAt,
    scrappedOn: null,
  };
}

function givesUpAnother(event: LifeEvent, { plate }: LifeState): boolean {
  if (event.kind !== 'vehicle.plate-surrendered') return false;
  const { number, type } = event.payload;
  return plate.to !== null || plate.number !== number || plate.type !== type;
}

/** The plate as it ends on that day; one that was given up before stays as it ended. */
function ended(plate: PlateSpan, on: CivilDate): PlateSpan {
  return plate.to === null ? closedSpan(plate, on) : plate;
}

function changeBy(event: LifeEvent, life: LifeState): Partial<LifeState> {
  switch (event.kind) {
    case 'vehicle.replated': {
      const { plate, division, on } = event.payload;
      return {
        plate: openSpan(plate, on, event),
        formerPlates: [...life.formerPlates, ended(life.plate, on)],
        division: division ?? life.division,
      };
    }
    case 'vehicle.transferred': {
      const { division, ownerKind, ownerUscc, useNature } = event.payload;
      return {
        division,
        ownerKind,
        ownerUscc,
        useNature: useNature ?? life.useNature,
        lastTransfer: event,
      };
    }
    case 'vehicle.plate-surrendered':
      return { plate: closedSpan(life.plate, event.payload.on) };
    case 'vehicle.scrapped': {
      const { status, on } = event.payload;
      return { plate: ended(life.plate, on), status, statusAt: event.occurredAt, scrappedOn: on };
    }
  }
}

function compareEvents(a: LifeEvent, b: LifeEvent): number {
  if (a.payload.on !== b.payload.on) return a.payload.on < b.payload.on ? -1 : 1;
  return compareFacts(a, b);
}
