import type { Logger } from 'pino';
import type { Metrics } from '../../platform/health/metrics.js';
import { TerminalListener } from '../../platform/terminals/terminal-listener.js';
import type { AppConfig } from '../../platform/config/config.js';
import type { Lifecycle } from '../process/lifecycle.js';
import { listenRefusal } from '../process/listen-refusal.js';

/** Opens the door for terminals. @returns the port in use. @throws StartupError when it is taken. */
export async function startGateway(
  config: AppConfig,
  metrics: Metrics,
  process: { readonly logger: Logger; readonly lifecycle: Lifecycle },
): Promise<number> {
  const listener = new TerminalListener([], process.logger);
  metrics.gauge({
    name: 'qingtu_terminal_connections',
    help: 'Open terminal connections',
    collect() {
      this.set(listener.open);
    },
  });
  metrics.gauge({
    name: 'qingtu_terminal_connections_refused',
    help: 'Terminal connections closed since the start, by reason',
    labelNames: ['reason'],
    collect() {
      this.set({ reason: 'unrecognised' }, listener.counts.unrecognised);
      this.set({ reason: 'silent' }, listener.counts.silent);
    },
  });
  const { host, port } = config.gateway;
  try {
    const used = await listener.listen(config.gateway);
    process.lifecycle.started('terminal listener', () => listener.close());
    return used;
  } catch (error) {
    throw listenRefusal('GATEWAY_PORT', host, port, error);
  }
}
