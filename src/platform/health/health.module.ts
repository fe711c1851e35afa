import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

/** Metrics and readiness for every module of the process; a process with the API also answers them over HTTP. */
@Module({
  imports: [TerminusModule.forRoot({ errorLogStyle: 'json', gracefulShutdownTimeoutMs: 0 })],
  providers: [HealthService, Metrics, Readiness],
  exports: [HealthService, Metrics, Readiness],
})
export class HealthModule {
  /** One instance for the whole process, with the HTTP routes of a process that has a web server. */
  static withRoutes() {
    return { module: HealthModule, global: true, controllers: [HealthController] };
  }

  /** One instance for a process without a web server; see `startProbeServer`. */
  static withoutRoutes() {
    return { module: HealthModule, global: true };
  }
}
