import type { JobData, JobRegistry } from './job-handler.js';
import { JobSending } from './job-sending.js';
import { JOB_NAMES, JOBS, SCHEDULE_ZONE, type JobName } from './jobs.js';
import type { JobQueue, JobWorker, QueueConnection } from './queue-connection.js';

const KEEP_COMPLETED = 200;
const KEEP_FAILED = 1000;

/** What a runner tells of its work: one call a job that ended, one an error of the queue itself. */
export interface JobReport {
  completed(name: string, seconds: number): void;
  failed(name: string, error: Error): void;
  queueError(error: Error): void;
}

const optionsOf = (name: JobName): object => ({
  attempts: JOBS[name].attempts,
  backoff: { type: 'exponential', delay: 1000 },
  removeOnComplete: { count: KEEP_COMPLETED },
  removeOnFail: { count: KEEP_FAILED },
});

/** Puts jobs on the queue. */
export class JobSender extends JobSending {
  readonly #queue: JobQueue;

  constructor(connection: QueueConnection, report: Pick<JobReport, 'queueError'>) {
    super();
    this.#queue = connection.queue();
    this.#queue.on('error', (error) => report.queueError(error));
  }

  /** Resolves when the queue has the job, not when it is done. @returns the job's id. */
  override async send(name: JobName, data: JobData = {}): Promise<string> {
    const job = await this.#queue.add(name, data, optionsOf(name));
    return job.id ?? '';
  }

  async schedule(): Promise<void> {
    for (const name of JOB_NAMES) {
      const pattern: string | null = JOBS[name].schedule;
      if (pattern === null) continue;
      const repeat = { pattern, tz: SCHEDULE_ZONE };
      await this.#queue.upsertJobScheduler(name, repeat, { name, data: {}, opts: optionsOf(name) });
    }
  }

  close(): Promise<void> {
    return this.#queue.close();
  }
}

/** Takes jobs from the queue and gives each to its one handler. */
export class JobRunner {
  readonly #worker: JobWorker;

  constructor(connection: QueueConnection, registry: JobRegistry, report: JobReport) {
    this.#worker = connection.worker(async (job) => {
      await registry.handlerOf(job.name).handle(job.data as JobData, {
        isLastAttempt: job.attemptsMade + 1 >= (job.opts.attempts ?? 1),
        progress: (value) => job.updateProgress(value),
      });
    });
    this.#worker.on('completed', (job) => {
      report.completed(job.name, ((job.finishedOn ?? 0) - (job.processedOn ?? 0)) / 1000);
    });
    this.#worker.on('failed', (job, error) => report.failed(job?.name ?? 'unknown', error));
    this.#worker.on('error', (error) => report.queueError(error));
  }

  /** Lets the jobs at work end. */
  close(): Promise<void> {
    return this.#worker.close();
  }
}
