import { SiteSettings } from '../../platform/config/site-settings.js';
import type { Clock } from '../../platform/context/clock.js';
import type { Database } from '../../platform/database/database.js';
import type { FactStore } from '../../platform/facts/fact-store.js';
import type { JobHandler } from '../../platform/queue/job-handler.js';
import type { INestApplicationContext } from '@nestjs/common';
import { VehicleProjection } from '../registry/index.js';
import { LoopReader } from './known-loop.js';
import { FallOverdueProcessor, RefoldProcessor, RemindProcessor } from './loop-jobs.processor.js';
import { LoopScheduleRepository } from './loop-schedule.repository.js';
import { LoopSchedule } from './loop-schedule.service.js';

/** The jobs of loops, with the services of a context that has `MaintenanceModule`. */
export function loopProcessors(
  services: INestApplicationContext,
  parts: { readonly database: Database; readonly facts: FactStore; readonly clock: Clock },
): readonly JobHandler[] {
  const schedule = new LoopSchedule(
    parts.database,
    parts.facts,
    services.get(LoopReader),
    services.get(VehicleProjection, { strict: false }),
    new LoopScheduleRepository(),
    services.get(SiteSettings, { strict: false }),
  );
  return [
    new FallOverdueProcessor(schedule, parts.clock),
    new RemindProcessor(schedule, parts.clock),
    new RefoldProcessor(schedule),
  ];
}
