import { LogController, type FastifyServerOptions } from 'fastify';
import type { Logger } from 'pino';

type LoggingOptions = Pick<FastifyServerOptions, 'loggerInstance' | 'logController' | 'childLoggerFactory'>;

/**
 * Fastify's share of the log. Requests are logged by whoever answers them, once, so the server makes neither its own
 * lines nor a child logger a request.
 */
export const fastifyLogging = (logger: Logger): LoggingOptions => ({
  loggerInstance: logger,
  logController: new LogController({ disableRequestLogging: true }),
  childLoggerFactory: (parent) => parent,
});
