import type { Clock } from '../../platform/context/clock.js';
import { JobHandler } from '../../platform/queue/job-handler.js';
import type { JobName } from '../../platform/queue/jobs.js';
import type { ReleaseService } from './release.service.js';

/** Makes the releases of the day; a run that broke off goes on with those that are missing. */
export class MakeReleasesProcessor extends JobHandler {
  readonly name: JobName = 'releases.make';

  constructor(
    private readonly releases: ReleaseService,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async handle(): Promise<void> {
    await this.releases.makeDue(this.clock.now());
  }
}
