import { Injectable } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { Readiness } from './readiness.js';

const PROBE_TIMEOUT_MS = 3000;

/** Answers whether the process lives and whether it can serve. */
@Injectable()
export class HealthService {
  constructor(
    private readonly checks: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly readiness: Readiness,
  ) {}

  /** The process runs its event loop; nothing else is asked, so that an absent database restarts nobody. */
  live(): Promise<HealthCheckResult> {
    return this.checks.check([]);
  }

  /** @throws ServiceUnavailableException with the state of each probe; never with the text of an error */
  ready(): Promise<HealthCheckResult> {
    const service = this.indicators.check('service');
    const probes = this.readiness.probes.map((probe) => async () => {
      const indicator = this.indicators.check(probe.name);
      try {
        await withinTime(probe.check());
        return indicator.up();
      } catch {
        return indicator.down();
      }
    });
    return this.checks.check([() => (this.readiness.stopping ? service.down() : service.up()), ...probes]);
  }
}

async function withinTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the probe took too long')), PROBE_TIMEOUT_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
