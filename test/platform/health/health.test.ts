import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HealthService } from '../../../src/platform/health/health.service.js';
import { Metrics } from '../../../src/platform/health/metrics.js';
import { startProbeServer, type ProbeServer } from '../../../src/platform/health/probe-server.js';
import { Readiness, ReadinessProbe } from '../../../src/platform/health/readiness.js';
import { startSampleApi, type SampleApi } from '../../support/sample-api.js';
import { ask } from '../../support/sample-client.js';

class SwitchedProbe extends ReadinessProbe {
  readonly name = 'database';
  well = true;
  override check(): Promise<void> {
    return this.well ? Promise.resolve() : Promise.reject(new Error('postgres://user:hunter2@db is away'));
  }
}

let api: SampleApi;
let probes: ProbeServer;
const probe = new SwitchedProbe();
const origins: string[] = [];
beforeAll(async () => {
  api = await startSampleApi();
  api.app.get(Readiness).add(probe);
  probes = await startProbeServer(
    { host: '127.0.0.1', port: 0 },
    api.app.get(HealthService),
    api.app.get(Metrics),
  );
  origins.push(api.origin, `http://127.0.0.1:${probes.port}`);
});
afterAll(async () => {
  await probes.close();
  await api.close();
});

async function get(
  origin: string | undefined,
  path: string,
): Promise<{ status: number; text: string; type: string }> {
  const response = await fetch(`${origin ?? ''}${path}`);
  return {
    status: response.status,
    text: await response.text(),
    type: response.headers.get('content-type') ?? '',
  };
}

describe.each([
  ['with the API', 0],
  ['on its own port', 1],
])('health %s', (_where, index) => {
  it('lives and is ready', async () => {
    expect((await get(origins[index], '/health/live')).status).toBe(200);
    const ready = await get(origins[index], '/health/ready');
    expect([ready.status, JSON.parse(ready.text)]).toMatchObject([
      200,
      { info: { database: { status: 'up' } } },
    ]);
  });

  it('is alive but not ready while a probe fails, and tells no secret', async () => {
    probe.well = false;
    const [live, ready] = [
      await get(origins[index], '/health/live'),
      await get(origins[index], '/health/ready'),
    ];
    probe.well = true;
    expect([live.status, ready.status]).toEqual([200, 503]);
    expect(JSON.parse(ready.text)).toMatchObject({ error: { database: { status: 'down' } } });
    expect(ready.text).not.toContain('hunter2');
  });

  it('tells metrics in the Prometheus format', async () => {
    await ask(api, '{ truck(plate: "abc") { id } }');
    await ask(api, '{ truck(plate: "CRASH") { id } }');
    const { text, type } = await get(origins[index], '/metrics');
    expect(type).toContain('text/plain');
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).toMatch(/qingtu_graphql_request_seconds_count\{operation="truck",outcome="ok"\} \d/);
    expect(text).toMatch(/qingtu_graphql_request_seconds_count\{operation="truck",outcome="failed"\} \d/);
  });

  it('answers 404 elsewhere', async () => {
    const { status, text } = await get(origins[index], '/else');
    expect([status, JSON.parse(text)]).toMatchObject([
      404,
      { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    ]);
  });
});

describe('a process that is stopping', () => {
  it('is not ready any more', async () => {
    api.app.get(Readiness).stop();
    expect((await get(origins[0], '/health/ready')).status).toBe(503);
  });
});
