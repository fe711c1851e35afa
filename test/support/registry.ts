import type { Role } from '../../src/domain/access/roles.js';
import type { SiteCode } from '../../src/domain/sync/fact.js';
import type { PlateInput } from '../../src/domain/vehicle/input-groups.js';
import { vinCheckCharacter } from '../../src/domain/shared/vin.js';
import { ErasureFollowers } from '../../src/features/registry/erasure-followers.js';
import { OwnerErasure } from '../../src/features/registry/owner-erasure.service.js';
import { OwnerRecordsRepository } from '../../src/features/registry/owner-records.repository.js';
import { OwnerVault } from '../../src/features/registry/owner-vault.js';
import { OwnerWriteService } from '../../src/features/registry/owner-write.service.js';
import { FactIngestService } from '../../src/features/registry/fact-ingest.service.js';
import { RegistrationService } from '../../src/features/registry/registration.service.js';
import type { RegistrationInput } from '../../src/features/registry/registration-check.js';
import { VehicleChangeService } from '../../src/features/registry/vehicle-change.service.js';
import { VehicleCorrectionService } from '../../src/features/registry/vehicle-correction.service.js';
import { VehicleEventsService } from '../../src/features/registry/vehicle-events.service.js';
import { VehicleHolderRepository } from '../../src/features/registry/vehicle-holder.repository.js';
import { registerVehiclePayloads } from '../../src/features/registry/vehicle.payloads.js';
import { VehicleProjection } from '../../src/features/registry/vehicle.projection.js';
import type { WriteOutcome } from '../../src/features/registry/write-outcome.js';
import { SiteSettings } from '../../src/platform/config/site-settings.js';
import { uuidV7 } from '../../src/platform/context/ids.js';
import type { RequestContext } from '../../src/platform/context/request-context.js';
import type { Database } from '../../src/platform/database/database.js';
import { FactStore } from '../../src/platform/facts/fact-store.js';
import { PayloadRegistry } from '../../src/platform/facts/payloads.js';
import { Keyring } from '../../src/platform/secrets/keyring.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';

/** The write side of a site over a database, put together by hand. */
export interface Registry {
  readonly store: FactStore;
  readonly ingest: FactIngestService;
  readonly registrations: RegistrationService;
  readonly corrections: VehicleCorrectionService;
  readonly events: VehicleEventsService;
  readonly owners: OwnerWriteService;
  readonly vault: OwnerVault;
}

/** A keyring of made-up keys; the first name is the key that seals. */
export const keyringOf = (...names: readonly string[]): Keyring =>
  new Keyring(names.map((id) => ({ id, bytes: Buffer.alloc(32, id) })));

export function registryOn(
  database: Database,
  site: SiteCode = '320000',
  projection = new VehicleProjection(VEHICLE_EXTENSIONS),
  keyring = keyringOf('k1'),
): Registry {
  const payloads = new PayloadRegistry();
  registerVehiclePayloads(payloads);
  const store = new FactStore(payloads);
  const holders = new VehicleHolderRepository();
  const settings = new SiteSettings(site, 86_400, 200);
  const vault = new OwnerVault(keyring);
  const records = new OwnerRecordsRepository();
  const erasure = new OwnerErasure(records, vault, new ErasureFollowers());
  const changes = new VehicleChangeService(database, store, holders, projection, settings, records, erasure);
  return {
    store,
    ingest: new FactIngestService(database, store, projection),
    registrations: new RegistrationService(database, store, holders, projection, settings, vault, records),
    corrections: new VehicleCorrectionService(changes),
    events: new VehicleEventsService(changes, vault),
    owners: new OwnerWriteService(changes, vault, settings),
    vault,
  };
}

/** A request of somebody in a bureau of Jiangsu, unless said otherwise; every account is a new one. */
export function requestBy(
  role: Role = 'ECOLOGY_BUREAU',
  division = '320000',
  now = '2026-11-23T04:00:00.000Z',
): RequestContext {
  const accountId = uuidV7();
  return {
    requestId: `test-${accountId}`,
    actor: { accountId, role, organisationId: uuidV7(), division },
    language: 'en',
    purpose: null,
    reference: null,
    now,
  };
}

/** A key that nobody has used. */
export const newKey = (): string => `key-${uuidV7()}`;

/** The n-th VIN of a made-up maker, with its check digit. */
export function vinOf(n: number): string {
  const open = `LZZ5ELNB0CN${String(n).padStart(6, '0')}`;
  return `${open.slice(0, 8)}${vinCheckCharacter(open)}${open.slice(9)}`;
}

export const plateOf = (n: number, type = '01'): PlateInput => ({
  number: `苏A${String(n).padStart(5, '0')}`,
  type,
  color: 'YELLOW',
});

/** An ordinary heavy diesel truck of 国四 in Nanjing. */
export const truck = (n: number, changes: Partial<RegistrationInput> = {}): RegistrationInput => ({
  vin: vinOf(n),
  plate: plateOf(n),
  vehicleType: 'H11',
  useNature: 'F',
  fuel: 'B',
  emissionStage: 'G4',
  massKg: 25_000,
  engineModel: 'WD615.50',
  firstRegisteredOn: '2014-03-01',
  manufacturedOn: '2014-01-15',
  division: '320102',
  ownerKind: 'ORG',
  ownerUscc: '91320102MA20M0N15H',
  status: 'A',
  ...changes,
});

/** The problems of an outcome as `CODE field`. */
export const codesOf = (outcome: Pick<WriteOutcome, 'problems'>): string[] =>
  outcome.problems.map(({ code, field }) => `${code} ${field ?? ''}`.trim());
