import type { Clock } from '../../platform/context/clock.js';
import type { Database } from '../../platform/database/database.js';
import type { JobHandler } from '../../platform/queue/job-handler.js';
import { SweepAccessProcessor } from './sweep-access.processor.js';

/** The jobs of this feature. */
export const accessJobs = (database: Database, clock: Clock): readonly JobHandler[] => [
  new SweepAccessProcessor(database, clock),
];
