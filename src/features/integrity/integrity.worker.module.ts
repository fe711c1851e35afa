import type { INestApplicationContext } from '@nestjs/common';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { Clock } from '../../platform/context/clock.js';
import type { Database } from '../../platform/database/database.js';
import type { FactStore } from '../../platform/facts/fact-store.js';
import { JobHandler } from '../../platform/queue/job-handler.js';
import type { JobName } from '../../platform/queue/jobs.js';
import { VehicleFactWriter } from '../registry/index.js';
import { StationFlagProjection } from './station-flag.projection.js';
import { StationFlagWriter } from './station-flag.writer.js';
import { StationSweep } from './station-sweep.js';
import { StationSweepRepository } from './station-sweep.repository.js';
import { IntegritySweep } from './sweep.js';
import { SweepRepository } from './sweep.repository.js';

/** Looks over the records of stations once a night. */
class SweepIntegrityProcessor extends JobHandler {
  readonly name: JobName = 'integrity.sweep';

  constructor(
    private readonly sweep: IntegritySweep,
    private readonly stations: StationSweep,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async handle(): Promise<void> {
    await this.sweep.run(this.clock.now());
    await this.stations.run(this.clock.now());
  }
}

/** What the jobs need of the process. */
interface WorkerParts {
  readonly database: Database;
  readonly facts: FactStore;
  readonly clock: Clock;
}

/** The jobs of integrity, with the services of a context that writes facts about vehicles. */
export function integrityProcessors(
  services: INestApplicationContext,
  { database, facts, clock }: WorkerParts,
): readonly JobHandler[] {
  const writer = services.get(VehicleFactWriter, { strict: false });
  const settings = services.get(SiteSettings, { strict: false });
  const sweep = new IntegritySweep(database, writer, new SweepRepository(), settings);
  const flags = new StationFlagWriter(facts, new StationFlagProjection(), settings);
  const stations = new StationSweep(database, flags, new StationSweepRepository(), settings);
  return [new SweepIntegrityProcessor(sweep, stations, clock)];
}
