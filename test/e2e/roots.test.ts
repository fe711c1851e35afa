import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startRoot, type Running } from '../support/process.js';

const ROOTS = ['api', 'worker', 'gateway'] as const;
type Root = (typeof ROOTS)[number];

const LISTENS: Readonly<Record<Root, RegExp>> = {
  api: /"port":(\d+),"message":"the api listens"/,
  worker: /"port":(\d+),"message":"health and metrics are served"/,
  gateway: /"port":(\d+),"message":"health and metrics are served"/,
};
const UP: Readonly<Record<Root, string>> = {
  api: 'the api listens',
  worker: 'the worker works',
  gateway: 'the gateway listens for terminals',
};

function portIn(running: Running, pattern: RegExp): number {
  return Number(pattern.exec(running.output())?.[1] ?? 0);
}

/** Sends the bytes and resolves when the other side has closed the connection. */
function knock(port: number, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.resume();
  });
}

describe('the composition roots, each a process of its own over one data folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qingtu-e2e-'));
  const environment = {
    QINGTU_DATA_DIR: join(folder, 'data'),
    PORT: '0',
    PROBE_PORT: '0',
    GATEWAY_PORT: '0',
    LOG_LEVEL: 'info',
  };
  const running = new Map<Root, Running>();
  const of = (root: Root): Running => running.get(root) ?? startRoot(`${root}/main.js`, environment);

  beforeAll(async () => {
    for (const root of ROOTS) {
      const started = of(root);
      running.set(root, started);
      await started.says(UP[root]);
    }
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(ROOTS)('should serve health and metrics: %s', async (root) => {
    const at = `http://127.0.0.1:${portIn(of(root), LISTENS[root])}`;
    expect((await fetch(`${at}/health/live`)).status).toBe(200);
    expect((await fetch(`${at}/health/ready`)).status).toBe(200);
    expect(await (await fetch(`${at}/metrics`)).text()).toContain('process_cpu_seconds_total');
  });

  it('should close and count a terminal whose protocol nobody knows', async () => {
    const gateway = of('gateway');
    await knock(
      portIn(gateway, /"port":(\d+),"message":"the gateway listens/),
      Buffer.from('deadbeef', 'hex'),
    );
    await gateway.says('"begin":"deadbeef"');
    const at = `http://127.0.0.1:${portIn(gateway, LISTENS.gateway)}`;
    expect(await (await fetch(`${at}/metrics`)).text()).toContain(
      'qingtu_terminal_connections_refused{reason="unrecognised"} 1',
    );
  });

  it('should stop one after the other, the last one with the database', async () => {
    for (const root of ROOTS) {
      of(root).child.kill('SIGTERM');
      expect(await of(root).ended).toBe(0);
    }
    const status = startRoot('cli/main.js', environment, ['verify']);
    expect(await status.ended).toBe(0);
  }, 60_000);
});
