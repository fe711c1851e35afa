import {
  createPostgresBackend,
  DEFAULT_SCHEMA,
  Queue,
  runMigrations,
  type Job,
  Worker,
  type Processor,
} from 'bullmq';
import pg from 'pg';
import { APP_ROLE } from '../database/connection.js';

const QUEUE = 'qingtu';
const CONCURRENCY = 4;

/** What the service needs of a queue, whatever it runs on. */
export type JobQueue = Pick<Queue, 'add' | 'upsertJobScheduler' | 'close'> & ErrorSource;
export type JobWorker = Pick<Worker, 'close'> & ErrorSource & JobEvents;

interface ErrorSource {
  on(event: 'error', listener: (error: Error) => void): unknown;
}

interface JobEvents {
  on(event: 'completed', listener: (job: Job) => void): unknown;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
}

/** The queue behind one interface: on PostgreSQL by default, on Redis when a URL is configured. */
export interface QueueConnection {
  queue(): JobQueue;
  worker(processor: Processor): JobWorker;
  close(): Promise<void>;
}

/** Makes or updates the queue's tables; as the owner, before anything connects. */
export async function prepareQueueSchema(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await runMigrations(client, DEFAULT_SCHEMA);
    await client.query(`
      GRANT USAGE, CREATE ON SCHEMA ${DEFAULT_SCHEMA} TO ${APP_ROLE};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${DEFAULT_SCHEMA} TO ${APP_ROLE};
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${DEFAULT_SCHEMA} TO ${APP_ROLE};
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${DEFAULT_SCHEMA} TO ${APP_ROLE}`);
  } finally {
    await client.end();
  }
}

export function postgresQueue(serviceUrl: string): QueueConnection {
  const pool = new pg.Pool({
    connectionString: serviceUrl,
    max: CONCURRENCY + 4,
    keepAlive: true,
    application_name: 'qingtu-queue',
    options: `-c role=${APP_ROLE} -c search_path=${DEFAULT_SCHEMA}`,
  });
  const options = { connection: pool };
  return {
    queue: () => new Queue(QUEUE, options, createPostgresBackend),
    worker: (processor) =>
      new Worker(QUEUE, processor, { ...options, concurrency: CONCURRENCY }, createPostgresBackend),
    close: () => pool.end(),
  };
}

export function redisQueue(url: string): QueueConnection {
  // null: a worker waits for Redis to come back instead of giving its job up.
  const connection = { url, maxRetriesPerRequest: null };
  return {
    queue: () => new Queue(QUEUE, { connection }),
    worker: (processor) => new Worker(QUEUE, processor, { connection, concurrency: CONCURRENCY }),
    close: () => Promise.resolve(),
  };
}
