import type { Histogram } from 'prom-client';
import type { Logger } from 'pino';
import type { AppError } from '../errors/app-error.js';
import { entryOf } from '../errors/describe-error.js';
import type { Metrics } from '../health/metrics.js';
import type { Exchange } from './exchange.js';

type Outcome = 'ok' | 'refused' | 'failed';
const MILLISECONDS = 1000;
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Writes down every answered request: one measurement, one line. Never what was asked or answered. */
export class RequestJournal {
  readonly #durations: Histogram<'operation' | 'outcome'>;

  constructor(
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.#durations = metrics.histogram({
      name: 'qingtu_graphql_request_seconds',
      help: 'Time to answer a GraphQL request, by root field and outcome',
      labelNames: ['operation', 'outcome'],
      buckets: BUCKETS,
    });
  }

  /** An answer without errors: a line only when someone listens at debug. */
  answered(exchange: Exchange): void {
    this.#measure(exchange, 'ok');
    if (this.logger.isLevelEnabled('debug')) this.logger.debug(this.#line(exchange), 'answered');
  }

  /** An answer with errors, at the level of the worst. */
  refused(exchange: Exchange, errors: readonly AppError[]): void {
    const levels = new Set(errors.map((error) => entryOf(error).level));
    const failed = levels.has('error');
    this.#measure(exchange, failed ? 'failed' : 'refused');
    const line = { ...this.#line(exchange), codes: [...new Set(errors.map((error) => error.code))] };
    if (failed) this.logger.error(line, 'failed');
    else if (levels.has('warn')) this.logger.warn(line, 'refused');
    else this.logger.info(line, 'refused');
  }

  /** The cause of an INTERNAL or UNAVAILABLE answer, which the caller is not told. */
  unexpected(exchange: Exchange, error: unknown): void {
    this.logger.error(
      { requestId: exchange.requestId, operation: exchange.operation, err: error },
      'unexpected',
    );
  }

  #measure(exchange: Exchange, outcome: Outcome): void {
    this.#durations.observe({ operation: exchange.operation, outcome }, exchange.elapsed / MILLISECONDS);
  }

  #line(exchange: Exchange): object {
    const { requestId, operation, cost } = exchange;
    return { requestId, operation, cost, durationMs: Math.round(exchange.elapsed * 100) / 100 };
  }
}
