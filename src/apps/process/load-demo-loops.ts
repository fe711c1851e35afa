import { demoLoops } from '../../../seeds/demo/demo-loops.js';
import type { StationRole } from '../../domain/station/station-facts.js';
import { STATION_SUBJECT } from '../../domain/station/station.js';
import { demoOrganisation } from '../../features/access/index.js';
import { StationProjection } from '../../features/inspections/index.js';
import type { FactIngestService } from '../../features/registry/index.js';
import type { PlatformParts } from './platform.module.js';

/**
 * Files the stations of the demonstration and tells the loops of its two trucks, those that are not there yet.
 * @returns how many facts about the trucks are new
 */
export async function loadDemoLoops(
  { config, database, facts }: Pick<PlatformParts, 'config' | 'database' | 'facts'>,
  ingest: FactIngestService,
): Promise<number> {
  const { site } = config;
  const staff = (role: StationRole): string => demoOrganisation(site, `${role}_STATION`);
  const { stations, vehicles } = demoLoops(site, staff);
  await database.transaction(async (tx) => {
    const subjects = stations.map(({ subject }) => subject);
    await facts.lock(
      tx,
      subjects.map((subject) => `${STATION_SUBJECT}:${subject}`),
    );
    const known = await facts.load(tx, STATION_SUBJECT, subjects);
    const missing = stations.filter(({ subject }) => (known.get(subject) ?? []).length === 0);
    if (missing.length === 0) return;
    await facts.append(tx, missing);
    await new StationProjection().project(tx, new Map(missing.map((fact) => [fact.subject, [fact]])));
  });
  return ingest.ingest(vehicles);
}
