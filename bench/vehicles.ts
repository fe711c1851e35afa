import type pg from 'pg';
import { seedDemo } from '../seeds/demo/seed-demo.js';
import { payloadRegistry } from '../src/apps/process/payloads.js';
import { FactIngestService } from '../src/features/registry/fact-ingest.service.js';
import { stampAll } from '../src/platform/facts/stamper.js';
import { SITES } from '../src/domain/sync/fact.js';
import { APP_ROLE } from '../src/platform/database/connection.js';
import { FactStore } from '../src/platform/facts/fact-store.js';
import { readPlate } from '../src/domain/shared/plate.js';
import { readVin } from '../src/domain/shared/vin.js';
import { INSERT_COPY, MAKE_BASE, MAKE_COPY, MAKE_FUNCTIONS } from './copies.sql.js';
import { countRows, type BenchStore } from './store.js';
import { VEHICLE_EXTENSIONS } from '../src/apps/process/vehicle-extensions.js';
import { VehicleProjection } from '../src/features/registry/vehicle.projection.js';

/** Takes vehicles of the demonstration into an empty database as the service itself does. */
export async function loadOriginals(store: BenchStore, database: string, vehicles: number): Promise<void> {
  const application = await store.connect(database, APP_ROLE);
  const ingest = new FactIngestService(
    application,
    new FactStore(payloadRegistry()),
    new VehicleProjection(VEHICLE_EXTENSIONS),
  );
  await seedDemo({
    database: application,
    ingest: (facts) => ingest.ingest(facts),
    vehicles,
    now: new Date().toISOString(),
    onProgress: () => undefined,
  });
  for (const site of SITES) await stampAll(application, site);
  await application.close();
}

/**
 * Multiplies the vehicles inside the database until there are so many, or a few more: every original is copied alike.
 * @param onProgress called with the number of vehicles that are there
 */
export async function multiply(
  store: BenchStore,
  database: string,
  vehicles: number,
  onProgress: (done: number) => void,
): Promise<number> {
  return store.asOwner(database, async (client) => {
    // Foreign keys hold by construction; checking five million of them would take as long as writing them.
    await client.query('SET session_replication_role = replica');
    const known = await client.query(`SELECT FROM pg_namespace WHERE nspname = 'bench'`);
    if (known.rowCount === 0) {
      await client.query(MAKE_FUNCTIONS);
      await client.query(MAKE_BASE);
    }
    const originals = await countRows(client, 'bench.held');
    let total = await countRows(client, 'vehicle');
    while (total < vehicles) {
      await copyOnce(client, total / originals);
      total += originals;
      onProgress(total);
    }
    await checkCopies(client);
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
    return total;
  });
}

async function copyOnce(client: pg.Client, number: number): Promise<void> {
  await client.query('BEGIN');
  await client.query(MAKE_COPY.replaceAll('$1', String(number)));
  for (const sql of INSERT_COPY) await client.query(sql.replaceAll('$1', String(number)));
  await client.query('DROP TABLE bench.copy');
  await client.query('COMMIT');
}

interface Identity {
  readonly vin: string | null;
  readonly plate_number: string;
  readonly plate_type: string;
}

/** @throws Error for a vehicle whose plate or VIN the rules refuse */
async function checkCopies(client: pg.Client): Promise<void> {
  const { rows } = await client.query<Identity>(
    `SELECT vin, plate_number, plate_type FROM vehicle TABLESAMPLE BERNOULLI (1) REPEATABLE (1)`,
  );
  for (const { vin, plate_number: number, plate_type: type } of rows) {
    const plate = readPlate(number, type);
    if (!plate.ok) throw new Error(`${number} ${type}: ${plate.error.code}`);
    const reading = vin === null ? null : readVin(vin);
    if (reading?.ok === false) throw new Error(`${String(vin)}: ${reading.error.code}`);
  }
}
