import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpException } from '@nestjs/common';
import type { HealthService } from './health.service.js';
import type { Metrics } from './metrics.js';

/** A running probe server. */
export interface ProbeServer {
  readonly port: number;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const json = (status: number, body: unknown): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(body),
});

async function healthAnswer(check: () => Promise<unknown>): Promise<Answer> {
  try {
    return json(200, await check());
  } catch (error) {
    return error instanceof HttpException ? json(error.getStatus(), error.getResponse()) : json(503, {});
  }
}

async function answerTo(path: string, health: HealthService, metrics: Metrics): Promise<Answer> {
  if (path === '/health/live') return healthAnswer(() => health.live());
  if (path === '/health/ready') return healthAnswer(() => health.ready());
  if (path === '/metrics') return { status: 200, type: metrics.contentType, body: await metrics.text() };
  return json(404, { errors: [{ message: 'Not found', extensions: { code: 'NOT_FOUND' } }] });
}

function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

/**
 * Health and metrics for a process that has no web server of its own (worker, gateway).
 * @throws the listen error (EADDRINUSE …) as it is
 */
export async function startProbeServer(
  at: { readonly host: string; readonly port: number },
  health: HealthService,
  metrics: Metrics,
): Promise<ProbeServer> {
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const { status, type, body } = await answerTo(path, health, metrics);
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  const { port } = await listen(server, at.host, at.port);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
