import type { Clock } from '../../platform/context/clock.js';
import { JobHandler } from '../../platform/queue/job-handler.js';
import type { JobName } from '../../platform/queue/jobs.js';
import type { PackService } from './pack.service.js';

/** Makes the pack of the day. */
export class MakePackProcessor extends JobHandler {
  readonly name: JobName = 'packs.make';

  constructor(
    private readonly packs: PackService,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async handle(): Promise<void> {
    await this.packs.makeDue(this.clock.now());
  }
}
