import { JobHandler } from '../../platform/queue/job-handler.js';
import type { JobName } from '../../platform/queue/jobs.js';
import type { OwnerRekeyService } from './owner-rekey.service.js';

/** Brings particulars under the current key, so that a former key can be taken away in the end. */
export class PersonalRekeyProcessor extends JobHandler {
  readonly name: JobName = 'personal.rekey';

  constructor(private readonly rekeying: OwnerRekeyService) {
    super();
  }

  override async handle(): Promise<void> {
    await this.rekeying.rekey();
  }
}
