import type { Role } from '../../src/domain/access/roles.js';
import { vinCheckCharacter } from '../../src/domain/shared/vin.js';
import type { Instant } from '../../src/domain/shared/time.js';
import type { SiteCode } from '../../src/domain/sync/fact.js';
import type { VehicleFact, VehicleRegistered } from '../../src/domain/vehicle/vehicle-facts.js';
import { FactIngestService } from '../../src/features/registry/fact-ingest.service.js';
import { PlateCheckRepository } from '../../src/features/registry/plate-check.repository.js';
import { PlateCheckService } from '../../src/features/registry/plate-check.service.js';
import { RoadsideRepository } from '../../src/features/registry/roadside.repository.js';
import { RoadsideService } from '../../src/features/registry/roadside.service.js';
import { VehicleListService } from '../../src/features/registry/vehicle-list.service.js';
import { registerVehiclePayloads } from '../../src/features/registry/vehicle.payloads.js';
import { VehicleProjection } from '../../src/features/registry/vehicle.projection.js';
import { VehicleReadService } from '../../src/features/registry/vehicle-read.service.js';
import { VehicleRepository } from '../../src/features/registry/vehicle.repository.js';
import { ZoneBook } from '../../src/features/zones/index.js';
import { SiteSettings } from '../../src/platform/config/site-settings.js';
import type { RequestContext } from '../../src/platform/context/request-context.js';
import { statement } from '../../src/platform/database/statement.js';
import { FactStore } from '../../src/platform/facts/fact-store.js';
import { PayloadRegistry } from '../../src/platform/facts/payloads.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { factId, plate, registered, type Envelope } from './vehicle-fact-builder.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';

export const NOW: Instant = '2026-11-23T04:00:00.000Z';
const DAY_SECONDS = 86_400;

/** A valid VIN of a Chinese maker, another one for each number. */
export function vinOf(n: number): string {
  const vin = `LZZ5ELNB0CN${String(n).padStart(6, '0')}`;
  return `${vin.slice(0, 8)}${vinCheckCharacter(vin)}${vin.slice(9)}`;
}

/** The id of the n-th vehicle of a test. */
export const vehicleId = (n: number): string => `0190b000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** The registration of the n-th vehicle: a clean truck of 南京 unless said otherwise. */
export function truck(
  n: number,
  number: string,
  given: Partial<VehicleRegistered> = {},
  more: Envelope = {},
): VehicleFact {
  const payload = {
    vin: vinOf(n),
    plate: plate(number),
    emissionStage: 'G5' as const,
    firstRegisteredOn: '2018-03-01',
    manufacturedOn: '2018-01-15',
    ...given,
  };
  return registered(1_000_000 + n, payload, { subject: vehicleId(n), ...more });
}

export function callerIn(role: Role, division: string, more: Partial<RequestContext> = {}): RequestContext {
  return {
    requestId: 'test-request-1',
    actor: { accountId: factId(1), role, organisationId: factId(2), division },
    language: 'en',
    purpose: 'ROADSIDE_CHECK',
    reference: 'D-2026-1',
    now: NOW,
    ...more,
  };
}

export interface AuditRow {
  readonly action: string;
  readonly role: string;
  readonly purpose: string;
  readonly reference: string;
  readonly request_id: string;
  readonly at: string;
  readonly subjects: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

const AUDIT = statement('test_audit', 'SELECT * FROM audit_entry ORDER BY id');
const FORGET = statement('test_forget', 'DELETE FROM audit_entry');
const HEARD = statement(
  'test_heard',
  'INSERT INTO site_source VALUES ($1, $2) ON CONFLICT (site) DO UPDATE SET heard_at = excluded.heard_at',
);

/** The read side of the registry over a database of its own. */
export interface RegistryFixture {
  readonly test: TestDatabase;
  readonly roadside: RoadsideService;
  readonly vehicles: VehicleReadService;
  readonly lists: VehicleListService;
  readonly plates: PlateCheckService;
  write(...facts: readonly VehicleFact[]): Promise<void>;
  /** Says when a province was last heard of. */
  heard(site: SiteCode, at: Instant): Promise<void>;
  audit(): Promise<readonly AuditRow[]>;
  forgetAudit(): Promise<void>;
}

const MOST_FACTS_AT_ONCE = 1000;

export async function createRegistry(site: SiteCode = '320000', maxPageSize = 200): Promise<RegistryFixture> {
  const test = await createTestDatabase();
  const { database, owner } = test;
  const payloads = new PayloadRegistry();
  registerVehiclePayloads(payloads);
  const facts = new FactStore(payloads);
  const settings = new SiteSettings(site, DAY_SECONDS, maxPageSize);
  const ingest = new FactIngestService(database, facts, new VehicleProjection(VEHICLE_EXTENSIONS));
  const repository = new VehicleRepository(database, facts, VEHICLE_EXTENSIONS);
  return {
    test,
    roadside: new RoadsideService(new RoadsideRepository(database), settings, new ZoneBook(database)),
    vehicles: new VehicleReadService(database, repository),
    lists: new VehicleListService(database, repository, settings),
    plates: new PlateCheckService(database, new PlateCheckRepository(), settings),
    async write(...all) {
      for (let start = 0; start < all.length; start += MOST_FACTS_AT_ONCE) {
        await ingest.ingest(all.slice(start, start + MOST_FACTS_AT_ONCE));
      }
    },
    async heard(province, at) {
      await database.query(HEARD, [province, at]);
    },
    audit: () => owner.query<AuditRow>(AUDIT),
    async forgetAudit() {
      await owner.query(FORGET);
    },
  };
}
