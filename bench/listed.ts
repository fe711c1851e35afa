import type pg from 'pg';
import { Random } from '../seeds/demo/random.js';
import { TRUCK_MODELS } from '../seeds/integrity/models.js';
import { makeReport, makeTruck } from '../seeds/integrity/ordinary-test.js';
import { payloadRegistry } from '../src/apps/process/payloads.js';
import { VEHICLE_EXTENSIONS } from '../src/apps/process/vehicle-extensions.js';
import { VehicleProjection } from '../src/features/registry/vehicle.projection.js';
import { APP_ROLE } from '../src/platform/database/connection.js';
import { FactStore } from '../src/platform/facts/fact-store.js';
import { INSERT_REPORTS, INSERT_TEMPLATE, MAKE_LISTED, MAKE_REPORTS, MAKE_TEMPLATES } from './reports.sql.js';
import { fileStations, STATION_CODES } from './stations.js';
import { countRows, type BenchStore } from './store.js';

const SEED = 41;
const FAILED = 32;
const PASSED = 64;
const VEHICLES_AT_ONCE = 500;
const WORKERS = 2;

/** How many reports there are to be, and how many vehicles on the over-limit list. */
export interface Evidence {
  readonly reports: number;
  readonly loops: number;
}

/**
 * Gives the vehicles of a filled database reports, the same number each, and puts so many of them on the over-limit list
 * by failing their last one. Reports are written by statements; what follows from a failure (the row of the list, the
 * reason, the card) is written by the projection of the service from the facts.
 * @throws Error unless just so many vehicles are on the list and carry it on their cards
 */
export async function addEvidence(
  store: BenchStore,
  database: string,
  { reports, loops }: Evidence,
  say: (text: string) => void,
): Promise<void> {
  await fileStations(store, database);
  await store.asOwner(database, async (client) => {
    // Foreign keys hold by construction; checking them would take as long as writing.
    await client.query('SET session_replication_role = replica');
    await client.query(MAKE_LISTED.replace('$1', String(loops)));
    await makeTemplates(client);
    await makeReports(client, reports, say);
  });
  const listed = await store.asOwner(database, async (client) => {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM bench.listed');
    return rows.map(({ id }) => id);
  });
  await projectListed(store, database, listed);
  say(`  ${listed.length} vehicles put on the list by the projection`);
  await store.asOwner(database, async (client) => {
    const open = await countRows(client, 'over_limit_listing WHERE ended_at IS NULL');
    const cards = await countRows(client, `roadside_card WHERE card LIKE '%"OVER_LIMIT_LISTED"%'`);
    if (open !== loops || cards !== loops)
      throw new Error(`${loops} to be listed, ${open} are, ${cards} cards`);
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  });
}

async function makeTemplates(client: pg.Client): Promise<void> {
  await client.query(MAKE_TEMPLATES);
  const random = new Random(SEED);
  for (let n = 0; n < FAILED + PASSED; n += 1) {
    const result = n < FAILED ? 'FAIL' : 'PASS';
    const truck = makeTruck(random, random.pick(TRUCK_MODELS), n);
    const stationCode = random.pick(STATION_CODES);
    const place = { stationCode, lineNo: '1', inspector: `I${n % 4}`, seconds: 120, timesNo: 1 };
    const { report } = makeReport(random, truck, { ...place, fact: String(n), startMs: 0, result });
    const own = {
      reportNo: '@REPORT@',
      startedAt: '@START@',
      endedAt: '@END@',
      plate: { number: '@NUMBER@', type: '@TYPE@', color: 'YELLOW' },
    };
    const obd = report.obd === null ? null : { ...report.obd, vin: '@VIN@' };
    const payload = JSON.stringify({ ...report, ...own, obd, vin: '@VIN@' }).replaceAll('"@VIN@"', '@VIN@');
    await client.query(INSERT_TEMPLATE, [n, result, report.method, stationCode, payload]);
  }
}

async function makeReports(client: pg.Client, reports: number, say: (text: string) => void): Promise<void> {
  const vehicles = await countRows(client, 'vehicle');
  for (let year = 0, left = reports; left > 0; year += 1, left -= vehicles) {
    const values: readonly number[] = [year, Math.min(left, vehicles), FAILED, PASSED];
    await client.query('BEGIN');
    await client.query(MAKE_REPORTS.replace(/\$(\d)/g, (_, place) => String(values[Number(place) - 1])));
    for (const sql of INSERT_REPORTS) await client.query(sql);
    await client.query('COMMIT');
    say(`  ${reports - Math.max(0, left - vehicles)} reports`);
  }
}

/** As a rebuild does it: the rows of each vehicle follow from its facts. */
async function projectListed(
  store: BenchStore,
  database: string,
  vehicles: readonly string[],
): Promise<void> {
  const application = await store.connect(database, APP_ROLE);
  const facts = new FactStore(payloadRegistry());
  const projection = new VehicleProjection(VEHICLE_EXTENSIONS);
  let next = 0;
  const work = async (): Promise<void> => {
    for (;;) {
      const some = vehicles.slice(next, (next += VEHICLES_AT_ONCE));
      if (some.length === 0) return;
      await application.transaction(async (tx) =>
        projection.project(tx, await facts.load(tx, 'vehicle', some)),
      );
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  await application.close();
}
