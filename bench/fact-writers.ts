import { ENTITIES } from '../src/apps/process/entities.js';
import { payloadRegistry } from '../src/apps/process/payloads.js';
import { OwnerRecordsRepository } from '../src/features/registry/owner-records.repository.js';
import { OwnerVault } from '../src/features/registry/owner-vault.js';
import { RegistrationService } from '../src/features/registry/registration.service.js';
import { VehicleHolderRepository } from '../src/features/registry/vehicle-holder.repository.js';
import { VehicleProjection } from '../src/features/registry/vehicle.projection.js';
import { SiteSettings } from '../src/platform/config/site-settings.js';
import { uuidV7 } from '../src/platform/context/ids.js';
import type { RequestContext } from '../src/platform/context/request-context.js';
import { APP_ROLE, openDataSource } from '../src/platform/database/connection.js';
import { Database } from '../src/platform/database/database.js';
import { FactStore } from '../src/platform/facts/fact-store.js';
import { countUnstamped, stampAll, Stamper } from '../src/platform/facts/stamper.js';
import { Keyring } from '../src/platform/secrets/keyring.js';
import { answerParent } from './child.js';
import { Registrations } from './registrations.js';
import { writeTogether, type WriteOrder, type WriteResult } from './write-round.js';
import { VEHICLE_EXTENSIONS } from '../src/apps/process/vehicle-extensions.js';

/** The service: 32 writers register vehicles one by one through the use case, with the stamper beside them. */
const WRITERS = 32;
const STAMP_PAUSE_MS = 50;
const POLL_MS = 5;
const SITE = '310000';

/** What a round of the service gave. */
export interface FactResult extends WriteResult {
  /** Facts without a number when the last writer ended. */
  readonly unstamped: number;
  /** Until every fact had its number. */
  readonly stampedAfterMs: number;
}

const url = process.env['DATABASE_URL'] ?? '';
const source = await openDataSource({ url, entities: ENTITIES, poolSize: WRITERS + 2, role: APP_ROLE });
const database = new Database(source);
const service = new RegistrationService(
  database,
  new FactStore(payloadRegistry()),
  new VehicleHolderRepository(),
  new VehicleProjection(VEHICLE_EXTENSIONS),
  new SiteSettings(SITE, 86_400, 200),
  new OwnerVault(new Keyring([{ id: 'bench', bytes: Buffer.alloc(32, 1) }])),
  new OwnerRecordsRepository(),
);
const registrations = new Registrations();

const contextNow = (): RequestContext => ({
  requestId: uuidV7(),
  actor: {
    accountId: '00000000-0000-7000-8000-000000000001',
    role: 'TRAFFIC_POLICE',
    organisationId: '00000000-0000-7000-8000-000000000002',
    division: '310100',
  },
  language: 'zh',
  purpose: null,
  reference: null,
  now: new Date().toISOString(),
});

const unstamped = async (): Promise<number> =>
  (await countUnstamped(database)).reduce((sum, { waiting }) => sum + waiting, 0);

async function untilStamped(): Promise<number> {
  const from = performance.now();
  while ((await unstamped()) > 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  return performance.now() - from;
}

answerParent(async ({ seconds, prepared }: WriteOrder): Promise<FactResult> => {
  const inputs = registrations.take(prepared);
  const stamper = new Stamper(
    () => stampAll(database, SITE),
    STAMP_PAUSE_MS,
    (error) => {
      throw error;
    },
  );
  stamper.start();
  const result = await writeTogether(inputs, WRITERS, seconds, async (input) => {
    const { problems } = await service.registerVehicle(contextNow(), input, uuidV7());
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
  });
  const waiting = await unstamped();
  const stampedAfterMs = await untilStamped();
  await stamper.stop();
  return { ...result, unstamped: waiting, stampedAfterMs };
});
