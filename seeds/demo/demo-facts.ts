import { Findings } from '../../src/domain/shared/findings.js';
import { startOfCivilDay } from '../../src/domain/shared/time.js';
import type { Instant } from '../../src/domain/shared/time.js';
import type { Fact, SiteCode } from '../../src/domain/sync/fact.js';
import { SITES } from '../../src/domain/sync/fact.js';
import { checkPlate } from '../../src/domain/vehicle/input-groups.js';
import type {
  PlateFact,
  VehicleFact,
  VehicleFactKind,
  VehiclePayloads,
} from '../../src/domain/vehicle/vehicle-facts.js';
import { vehicleIdOfVin } from '../../src/domain/vehicle/vehicle-id.js';
import { checkVehicleInput } from '../../src/domain/vehicle/vehicle-input.js';
import { sha256 } from '../../src/platform/facts/sha256.js';
import { DEMO_DAY } from './demo-vehicle.js';
import type { DemoEvent, DemoVehicle } from './demo-vehicle.js';

/** The demonstration data contradict the rules: a mistake of the program, never of its user. */
export class DemoDataError extends Error {
  constructor(vehicle: DemoVehicle, found: readonly string[]) {
    const codes = found.length === 0 ? 'nothing' : found.join(', ');
    super(`demo vehicle ${vehicle.index} should give ${vehicle.expect.join(', ')} and gives ${codes}`);
    this.name = 'DemoDataError';
  }
}

const NINE_O_CLOCK_MS = 9 * 3_600_000;
const OFFICE_HOURS_MS = 8 * 3_600_000;
const MOST_DELAY_MS = 30 * 60_000;

/**
 * The facts that registering the vehicle and its later events leave behind: registration first, ids and times from
 * `seed` and the number in the stream alone. @throws DemoDataError for one that the rules refuse
 */
export function demoFacts(vehicle: DemoVehicle, seed: number): VehicleFact[] {
  const checked = checkVehicleInput(vehicle.input, DEMO_DAY);
  if (!checked.ok)
    throw new DemoDataError(
      vehicle,
      checked.error.map(({ code }) => code),
    );
  const writer = new FactWriter(vehicle, seed, checked.value.vin);
  const registered = writer.write('vehicle.registered', vehicle.site, vehicle.enteredAt, checked.value);
  return [registered, ...vehicle.later.map((event) => laterFact(writer, event, vehicle))];
}

/** Makes sure that the rules refuse the vehicle, with exactly the code that it was made for. @throws DemoDataError */
export function expectRefusal(vehicle: DemoVehicle): void {
  const checked = checkVehicleInput(vehicle.input, DEMO_DAY);
  const found = checked.ok ? [] : checked.error.map(({ code }) => code);
  if (found.join() !== vehicle.expect.join()) throw new DemoDataError(vehicle, found);
}

function laterFact(writer: FactWriter, event: DemoEvent, vehicle: DemoVehicle): VehicleFact {
  const at = writer.during(event.on);
  switch (event.kind) {
    case 'REPLATED': {
      const { division, on } = event;
      const payload = { plate: plateOf(event, vehicle), division, on };
      return writer.write('vehicle.replated', siteOf(division), at, payload);
    }
    case 'TRANSFERRED': {
      const { division, ownerKind, ownerUscc, on } = event;
      const payload = { division, ownerKind, ownerUscc, useNature: null, on };
      return writer.write('vehicle.transferred', siteOf(division), at, payload);
    }
    case 'SCRAPPED': {
      const { status, certificateNo, on } = event;
      return writer.write('vehicle.scrapped', vehicle.site, at, { status, certificateNo, on });
    }
    case 'STAGE_EVIDENCE': {
      const { source, stage, reference } = event;
      return writer.write('vehicle.stage-evidence-added', vehicle.site, at, { source, stage, reference });
    }
  }
}

function plateOf(event: Extract<DemoEvent, { kind: 'REPLATED' }>, vehicle: DemoVehicle): PlateFact {
  const findings = new Findings();
  const plate = checkPlate(event.plate, findings);
  if (plate === null)
    throw new DemoDataError(
      vehicle,
      findings.problems.map(({ code }) => code),
    );
  return plate;
}

function siteOf(division: string): SiteCode {
  const site = SITES.find((known) => known.startsWith(division.slice(0, 2)));
  if (site === undefined) throw new RangeError(`no site for ${division}`);
  return site;
}

/** Writes the facts of one vehicle; everything that looks like chance comes from a digest. */
class FactWriter {
  readonly #subject: string;
  readonly #name: string;
  #written = 0;

  constructor(vehicle: DemoVehicle, seed: number, vin: string | null) {
    this.#name = `qingtu/demo/${seed}/${vehicle.index}`;
    this.#subject =
      vin === null
        ? uuidV7Of(Date.parse(vehicle.enteredAt), this.#digest('subject'))
        : vehicleIdOfVin(vin, sha256);
  }

  /** A fact that the site recorded within half an hour. */
  write<K extends VehicleFactKind>(
    kind: K,
    site: SiteCode,
    occurredAt: Instant,
    payload: VehiclePayloads[K],
  ): Fact<K, VehiclePayloads[K]> {
    const digest = this.#digest(`fact ${this.#written}`);
    this.#written += 1;
    const recorded = Date.parse(occurredAt) + (digest.readUInt32BE(16) % MOST_DELAY_MS);
    return {
      id: uuidV7Of(recorded, digest),
      site,
      kind,
      version: 1,
      subjectType: 'vehicle',
      subject: this.#subject,
      occurredAt,
      recordedAt: new Date(recorded).toISOString(),
      payload,
      supersedes: null,
    };
  }

  /** A moment in the office hours of a day. */
  during(on: string): Instant {
    const into = this.#digest(`time ${this.#written}`).readUInt32BE(0) % OFFICE_HOURS_MS;
    return new Date(Date.parse(startOfCivilDay(on)) + NINE_O_CLOCK_MS + into).toISOString();
  }

  #digest(what: string): Buffer {
    return Buffer.from(sha256(new TextEncoder().encode(`${this.#name}/${what}`)));
  }
}

/** A UUID in the form of version 7 (RFC 9562) whose chance part is the digest's. */
function uuidV7Of(millisecond: number, digest: Buffer): string {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes.writeUIntBE(millisecond, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
