import { createServer, type Server, type Socket } from 'node:net';
import type { Logger } from 'pino';

const PEEK_BYTES = 16;
const SILENCE_MS = 30_000;

/** A terminal protocol as the listener sees it: knows its own first bytes and takes the connection over. */
export interface TerminalProtocol {
  readonly name: string;
  recognises(first: Buffer): boolean;
  accept(socket: Socket, first: Buffer): void;
}

export interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly maxConnections: number;
}

/** What the listener has seen since it started. */
export interface ListenerCounts {
  accepted: number;
  unrecognised: number;
  silent: number;
}

/**
 * The TCP door for vehicle terminals. Each connection goes to the first protocol that recognises its first bytes; one
 * that none recognises is counted, logged with those bytes and closed, never left hanging.
 */
export class TerminalListener {
  readonly counts: ListenerCounts = { accepted: 0, unrecognised: 0, silent: 0 };
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  constructor(
    private readonly protocols: readonly TerminalProtocol[],
    private readonly logger: Logger,
  ) {
    this.#server = createServer((socket) => this.#welcome(socket));
  }

  /** @returns the port in use. @throws the system's error when the port is taken. */
  listen(options: ListenerOptions): Promise<number> {
    this.#server.maxConnections = options.maxConnections;
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(options.port, options.host, () => {
        this.#server.off('error', reject);
        this.#server.on('error', (error) => this.logger.error({ err: error }, 'terminal listener failed'));
        const address = this.#server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : options.port);
      });
    });
  }

  get open(): number {
    return this.#sockets.size;
  }

  /** Takes no new connection and ends those that are open. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #welcome(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', (error) => this.logger.debug({ err: error }, 'terminal connection failed'));
    socket.setTimeout(SILENCE_MS, () => {
      this.counts.silent += 1;
      socket.destroy();
    });
    socket.once('data', (first) => {
      socket.setTimeout(0);
      this.#hand(socket, first);
    });
  }

  #hand(socket: Socket, first: Buffer): void {
    const protocol = this.protocols.find((candidate) => candidate.recognises(first));
    if (protocol !== undefined) {
      this.counts.accepted += 1;
      protocol.accept(socket, first);
      return;
    }
    this.counts.unrecognised += 1;
    const begin = first.subarray(0, PEEK_BYTES).toString('hex');
    this.logger.warn(
      { begin, from: socket.remoteAddress },
      'no terminal protocol recognises this connection',
    );
    socket.destroy();
  }
}
