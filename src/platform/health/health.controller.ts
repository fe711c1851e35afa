import { Controller, Get, Header, Res } from '@nestjs/common';
import type { HealthCheckResult } from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/allow.js';
import { HealthService } from './health.service.js';
import { Metrics } from './metrics.js';

/** What operators ask: `/health/live`, `/health/ready`, `/metrics`. None of it carries personal or vehicle data. */
@Controller()
@Public()
export class HealthController {
  constructor(
    private readonly health: HealthService,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @Header('cache-control', 'no-store')
  live(): Promise<HealthCheckResult> {
    return this.health.live();
  }

  @Get('health/ready')
  @Header('cache-control', 'no-store')
  ready(): Promise<HealthCheckResult> {
    return this.health.ready();
  }

  @Get('metrics')
  async metricsText(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('content-type', this.metrics.contentType);
    return this.metrics.text();
  }
}
