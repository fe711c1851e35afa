import { demoOwners } from '../../../seeds/demo/demo-owners.js';
import type { Fact } from '../../domain/sync/fact.js';
import { momentOfDay } from '../../domain/vehicle/vehicle-changes.js';
import { OwnerRecordsRepository, OwnerVault, type FactIngestService } from '../../features/registry/index.js';
import { uuidV7 } from '../../platform/context/ids.js';
import { statement } from '../../platform/database/statement.js';
import type { PlatformParts } from './platform.module.js';

const NAME = 'demo-owners';
const MOST = 1500;
const BATCH = 500;

const CLAIM = statement(
  'seed_owners_claim',
  `INSERT INTO seed_state (name, detail, done_at) VALUES ($1, '{}', $2) ON CONFLICT (name) DO NOTHING RETURNING name`,
);

/**
 * Gives a share of this site's demonstration vehicles an owner, once, all in one transaction: what is sealed comes out
 * another way each time, so nothing half-done may be left.
 * @returns how many owners were made now
 */
export async function loadDemoOwners(parts: PlatformParts, ingest: FactIngestService): Promise<number> {
  const { config, database, clock, stores } = parts;
  const vault = new OwnerVault(stores.keyring);
  const records = new OwnerRecordsRepository();
  return database.transaction(async (tx) => {
    const recordedAt = clock.now();
    if ((await tx.query(CLAIM, [NAME, recordedAt])).length === 0) return 0;
    const owners = [...demoOwners(config.demo.vehicles, config.site, MOST)];
    for (let start = 0; start < owners.length; start += BATCH) {
      const batch = owners.slice(start, start + BATCH).map(({ subject, on, particulars }) => {
        const { payload, record } = vault.seal(particulars, on);
        const fact: Fact = {
          id: uuidV7(),
          site: config.site,
          kind: 'vehicle.owner-recorded',
          version: 1,
          subjectType: 'vehicle',
          subject,
          occurredAt: momentOfDay(on, recordedAt),
          recordedAt,
          payload,
          supersedes: null,
        };
        return { fact, record: record && { vehicleId: subject, record, recordedAt } };
      });
      await ingest.ingestIn(
        tx,
        batch.map(({ fact }) => fact),
      );
      await records.insert(
        tx,
        batch.flatMap(({ record }) => record ?? []),
      );
    }
    return owners.length;
  });
}
