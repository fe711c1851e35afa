import { PlatePool } from '../seeds/demo/plates.js';
import { placeOf } from '../seeds/demo/places.js';
import { Random } from '../seeds/demo/random.js';
import { anyKind, makeRegistration } from '../seeds/demo/registration.js';
import type { Fact } from '../src/domain/sync/fact.js';
import { checkVehicleInput, type VehicleInput } from '../src/domain/vehicle/vehicle-input.js';
import { foldVehicle } from '../src/domain/vehicle/fold.js';
import type { VehicleRegistered } from '../src/domain/vehicle/vehicle-facts.js';
import { vehicleIdOfVin } from '../src/domain/vehicle/vehicle-id.js';
import type { VehicleState } from '../src/domain/vehicle/vehicle-state.js';
import { uuidV7 } from '../src/platform/context/ids.js';
import { sha256 } from '../src/platform/facts/sha256.js';

const SEED = 7;
/** All in one city, since its police register the vehicles of their own province only. */
const CITY = '310000';
const ISSUERS = [...'ABCDEFGHJKLMNR'].map((letter) => `沪${letter}`);

/** New vehicles without end, the same in every process. */
export class Registrations {
  readonly #workshop = { random: new Random(SEED), plates: new PlatePool() };
  #made = 0;

  next(): VehicleInput {
    const { random } = this.#workshop;
    const place = { ...placeOf(CITY), issuers: ISSUERS };
    const { input } = makeRegistration(this.#workshop, { kind: anyKind(random), index: this.#made, place });
    this.#made += 1;
    return input;
  }

  take(count: number): readonly VehicleInput[] {
    return Array.from({ length: count }, () => this.next());
  }
}

/** The state that the registration of a vehicle leads to. @throws Error for one that the rules refuse */
export function stateOf(input: VehicleInput): VehicleState {
  const now = new Date().toISOString();
  const checked = checkVehicleInput(input, now.slice(0, 10));
  if (!checked.ok) throw new Error(JSON.stringify(checked.error));
  const fact: Fact<'vehicle.registered', VehicleRegistered> = {
    id: uuidV7(),
    site: '310000',
    kind: 'vehicle.registered',
    version: 1,
    subjectType: 'vehicle',
    subject: vehicleIdOfVin(checked.value.vin ?? '', sha256),
    occurredAt: now,
    recordedAt: now,
    payload: checked.value,
    supersedes: null,
  };
  const state = foldVehicle([fact]);
  if (state === null) throw new Error('a registration made no vehicle');
  return state;
}
