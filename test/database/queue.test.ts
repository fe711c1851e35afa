import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JobHandler, JobRegistry, type JobData } from '../../src/platform/queue/job-handler.js';
import { JobRunner, JobSender, type JobReport } from '../../src/platform/queue/job-runner.js';
import { JOB_NAMES, type JobName } from '../../src/platform/queue/jobs.js';
import {
  postgresQueue,
  prepareQueueSchema,
  redisQueue,
  type QueueConnection,
} from '../../src/platform/queue/queue-connection.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

class Recorder extends JobHandler {
  readonly seen: JobData[] = [];

  constructor(readonly name: JobName) {
    super();
  }

  override handle(data: JobData): Promise<void> {
    this.seen.push(data);
    return data['fail'] === true ? Promise.reject(new Error('planted')) : Promise.resolve();
  }
}

describe('the queue on PostgreSQL, as the application role', () => {
  let test: TestDatabase;
  let connection: QueueConnection;

  beforeAll(async () => {
    test = await createTestDatabase();
    await prepareQueueSchema(test.ownerUrl);
    await prepareQueueSchema(test.ownerUrl);
    connection = postgresQueue(test.serviceUrl);
  });
  afterAll(async () => {
    await connection.close();
    await test.close();
  });

  it('should run a job once with its data and report a failing one', async () => {
    const handlers = JOB_NAMES.map((name) => new Recorder(name));
    const outcome: string[] = [];
    const done = new Promise<void>((resolve) => {
      const note = (text: string): void => {
        outcome.push(text);
        if (outcome.length === 2) resolve();
      };
      const report: JobReport = {
        completed: (name) => note(`completed ${name}`),
        failed: (name, error) => note(`failed ${name}: ${error.message}`),
        queueError: (error) => note(`queue: ${error.message}`),
      };
      void run(report);
    });
    let close: () => Promise<void> = () => Promise.resolve();
    async function run(report: JobReport): Promise<void> {
      const sender = new JobSender(connection, report);
      await sender.schedule();
      const runner = new JobRunner(connection, new JobRegistry(JOB_NAMES, handlers), report);
      close = async () => {
        await runner.close();
        await sender.close();
      };
      await sender.send('idempotency.sweep', { round: 1 });
      await sender.send('facts.verify-chains', { fail: true });
    }
    await done;
    await close();
    expect(outcome.sort()).toEqual(['completed idempotency.sweep', 'failed facts.verify-chains: planted']);
    expect(handlers.flatMap(({ seen }) => seen)).toEqual([{ fail: true }, { round: 1 }]);
  });
});

describe('the queue on Redis', () => {
  it('should be built from the same interface', () => {
    expect(Object.keys(redisQueue('redis://127.0.0.1:1')).sort()).toEqual(['close', 'queue', 'worker']);
  });
});
