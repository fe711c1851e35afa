import { seedDemo } from '../../../seeds/demo/seed-demo.js';
import { demoZoneFacts } from '../../../seeds/demo/demo-zones.js';
import { seedReference } from '../../../seeds/reference/reference.js';
import { SITES } from '../../domain/sync/fact.js';
import { seedDemoAccounts } from '../../features/access/index.js';
import { FactIngestService, VehicleProjection } from '../../features/registry/index.js';
import { RestrictionRuleProjection, ZoneIngestService } from '../../features/zones/index.js';
import { statement } from '../../platform/database/statement.js';
import { stampAll } from '../../platform/facts/stamper.js';
import { loadDemoLoops } from './load-demo-loops.js';
import { loadDemoOwners } from './load-demo-owners.js';
import { VEHICLE_EXTENSIONS } from './vehicle-extensions.js';
import { progressOn } from './progress.js';
import type { OpenProcess } from './run-process.js';
import { connectAsOwner, type Stores } from './stores.js';

const ANALYSE = statement('analyse', 'ANALYZE');

/** Brings the reference tables in line with the rules; nothing is written when they are. */
export async function loadReference({ stores, logger }: OpenProcess): Promise<void> {
  const owner = await connectAsOwner(stores);
  try {
    logger.info(await seedReference(owner), 'reference data is in place');
  } finally {
    await owner.close();
  }
}

/** After much has come in at once the planner must not wait for the server's own round. */
async function analyse(stores: Stores): Promise<void> {
  const owner = await connectAsOwner(stores);
  try {
    await owner.query(ANALYSE);
  } finally {
    await owner.close();
  }
}

/**
 * Makes the demonstration delta and its accounts, once. The four sites' facts come as if they had been exchanged, so
 * all four chains are stamped here.
 */
export async function loadDemo({ config, logger, parts, stores }: OpenProcess): Promise<void> {
  const { database, facts, clock } = parts;
  const accounts = await seedDemoAccounts(database, config.site);
  const ingest = new FactIngestService(database, facts, new VehicleProjection(VEHICLE_EXTENSIONS));
  const progress = progressOn(process.stderr, 'making the demo delta');
  const counts = await seedDemo({
    database,
    ingest: (batch) => ingest.ingest(batch),
    vehicles: config.demo.vehicles,
    now: clock.now(),
    onProgress: (done, total) => progress.update(done, total),
  });
  progress.end();
  const owners = await loadDemoOwners(parts, ingest);
  await loadDemoLoops(parts, ingest);
  const zones = new ZoneIngestService(database, facts, new RestrictionRuleProjection());
  const restrictions = (await zones.ingest(demoZoneFacts())).length;
  const stamped = await Promise.all(SITES.map((site) => stampAll(database, site)));
  if (stamped.some((count) => count > 0)) await analyse(stores);
  logger.info({ accounts, owners, restrictions, ...counts }, 'demo delta is in place');
}
