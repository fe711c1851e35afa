import type { Clock } from '../../platform/context/clock.js';
import { JobHandler } from '../../platform/queue/job-handler.js';
import type { JobName } from '../../platform/queue/jobs.js';
import type { LoopSchedule } from './loop-schedule.service.js';

/** Finds the vehicles whose time for the repair is over. */
export class FallOverdueProcessor extends JobHandler {
  readonly name: JobName = 'loops.overdue';

  constructor(
    private readonly schedule: LoopSchedule,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async handle(): Promise<void> {
    await this.schedule.fallOverdue(this.clock.now());
  }
}

/** Sends the reminders that are due. */
export class RemindProcessor extends JobHandler {
  readonly name: JobName = 'loops.notices';

  constructor(
    private readonly schedule: LoopSchedule,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async handle(): Promise<void> {
    await this.schedule.remind(this.clock.now());
  }
}

/** Follows the loops anew after rules or stations changed. */
export class RefoldProcessor extends JobHandler {
  readonly name: JobName = 'loops.refold';

  constructor(private readonly schedule: LoopSchedule) {
    super();
  }

  override async handle(): Promise<void> {
    await this.schedule.refold();
  }
}
