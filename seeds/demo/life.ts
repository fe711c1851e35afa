import { addDays, daysBetween } from '../../src/domain/shared/time.js';
import type { CivilDate } from '../../src/domain/shared/time.js';
import type { EmissionStage, StageSource } from '../../src/domain/vehicle/vehicle-facts.js';
import { DEMO_DAY } from './demo-vehicle.js';
import type { DemoEvent } from './demo-vehicle.js';
import { KINDS } from './kinds.js';
import type { VehicleKind } from './kinds.js';
import { companyOf } from './owners.js';
import { anyPlace } from './places.js';
import type { Place } from './places.js';
import { Weighted } from './random.js';
import type { Registration, Workshop } from './registration.js';

type Turn = 'NOTHING' | 'EVIDENCE' | 'REPLATED' | 'TRANSFERRED' | 'SCRAPPED';

interface Given extends Registration, Workshop {
  readonly index: number;
  readonly on: CivilDate;
}

const TURNS = new Weighted<Turn>([
  ['NOTHING', 905],
  ['EVIDENCE', 40],
  ['REPLATED', 25],
  ['TRANSFERRED', 15],
  ['SCRAPPED', 15],
]);
const SOURCES = new Weighted<StageSource>([
  ['DISCLOSURE', 4],
  ['TYPE_APPROVAL', 4],
  ['DATE_INFERENCE', 2],
]);
const NEIGHBOURS: Readonly<Partial<Record<EmissionStage, EmissionStage>>> = {
  G2: 'G3',
  G3: 'G4',
  G4: 'G3',
  G5: 'G4',
  G6A: 'G5',
  G6B: 'G6A',
};
const SAME_STAGE_PER_THOUSAND = 500;
const OTHER_PROVINCE_PER_THOUSAND = 500;
const SCRAPPED_UNTIL = '2016-01-01';
const STATUSES = new Weighted<'E' | 'M' | 'P'>([
  ['E', 90],
  ['M', 5],
  ['P', 5],
]);

/** What happens to a vehicle between its entry into the registry and the day of the demonstration; mostly nothing. */
export function makeLater(
  workshop: Workshop,
  registration: Registration,
  index: number,
  enteredOn: CivilDate,
): readonly DemoEvent[] {
  const { random } = workshop;
  const turn = TURNS.pick(random);
  const days = daysBetween(enteredOn, DEMO_DAY);
  if (turn === 'NOTHING' || days < 2) return [];
  const given = { ...workshop, ...registration, index, on: addDays(enteredOn, random.between(1, days)) };
  const event = eventOf(turn, given);
  return event === null ? [] : [event];
}

function eventOf(turn: Exclude<Turn, 'NOTHING'>, given: Given): DemoEvent | null {
  switch (turn) {
    case 'EVIDENCE':
      return evidenceFor(given);
    case 'REPLATED':
      return replated(given);
    case 'TRANSFERRED':
      return transferred(given);
    case 'SCRAPPED':
      return scrapped(given);
  }
}

/** Papers of a higher or lower rank that agree with the registration or contradict it. */
function evidenceFor({ random, kind, input, index, on }: Given): DemoEvent | null {
  const registered = input.emissionStage as EmissionStage;
  const other = NEIGHBOURS[registered];
  if (KINDS[kind].energy !== 'DIESEL' || other === undefined) return null;
  const stage = random.chance(SAME_STAGE_PER_THOUSAND) ? registered : other;
  return {
    kind: 'STAGE_EVIDENCE',
    on,
    source: SOURCES.pick(random),
    stage,
    reference: `DEMO-S${String(index)}`,
  };
}

/** A new plate in another city, often of another province. */
function replated({ random, plates, kind, place, on }: Given): DemoEvent {
  const { plateType, energy }: VehicleKind = KINDS[kind];
  const abroad = random.chance(OTHER_PROVINCE_PER_THOUSAND);
  let target: Place = anyPlace(random);
  while (target.city === place.city || (abroad && target.site === place.site)) target = anyPlace(random);
  const plate = plates.take(
    random.pick(target.issuers),
    plateType,
    energy === 'ELECTRIC' ? 'ELECTRIC' : 'OTHER',
  );
  return { kind: 'REPLATED', on, plate, division: random.pick(target.counties) };
}

/** A company of the same city buys the vehicle, which keeps its plate. */
function transferred({ random, place, on }: Given): DemoEvent {
  const { ownerUscc } = companyOf(random, place);
  return { kind: 'TRANSFERRED', on, division: random.pick(place.counties), ownerKind: 'ORG', ownerUscc };
}

function scrapped({ random, input, index, on }: Given): DemoEvent | null {
  if (input.firstRegisteredOn >= SCRAPPED_UNTIL) return null;
  return { kind: 'SCRAPPED', on, status: STATUSES.pick(random), certificateNo: `DEMO-Z${String(index)}` };
}
