import type { Logger } from 'pino';
import type { AppConfig } from '../../platform/config/config.js';
import { JobSender } from '../../platform/queue/job-runner.js';
import type { JobSending } from '../../platform/queue/job-sending.js';
import { postgresQueue, redisQueue, type QueueConnection } from '../../platform/queue/queue-connection.js';
import type { OpenProcess } from './run-process.js';
import type { Stores } from './stores.js';

/** The queue that is configured: on Redis when it has a URL, else in the database. */
export const queueOf = ({ redisUrl }: AppConfig, { serviceUrl }: Stores): QueueConnection =>
  redisUrl === null ? postgresQueue(serviceUrl) : redisQueue(redisUrl.reveal());

/** A sender of jobs for a process that runs none, closed with it. */
export function openJobSending({ config, stores, lifecycle, logger }: OpenProcess): JobSending {
  const connection = queueOf(config, stores);
  lifecycle.started('connection of the job sender', () => connection.close());
  const sender = new JobSender(connection, reportTo(logger));
  lifecycle.started('job sender', () => sender.close());
  return sender;
}

const reportTo = (logger: Logger) => ({
  queueError: (error: Error): void => logger.error({ err: error }, 'queue error'),
});
