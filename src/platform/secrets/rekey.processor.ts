import { JobHandler } from '../queue/job-handler.js';
import type { JobName } from '../queue/jobs.js';
import type { Rekeying } from './rekey.js';

/** Brings what is sealed under the current key every night, so that a former key can be taken away in the end. */
export class RekeyProcessor extends JobHandler {
  readonly name: JobName = 'personal.rekey';

  constructor(private readonly rekeying: Rekeying) {
    super();
  }

  override async handle(): Promise<void> {
    await this.rekeying.rekey();
  }
}
