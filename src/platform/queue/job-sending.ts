import type { JobData } from './job-handler.js';
import type { JobName } from './jobs.js';

/** Puts jobs on the queue, from any process. */
export abstract class JobSending {
  /** Resolves when the queue has the job, not when it is done. @returns the job's id. */
  abstract send(name: JobName, data?: JobData): Promise<string>;
}
