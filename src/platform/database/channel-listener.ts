import type pg from 'pg';
import type { Database } from './database.js';

const BEAT_MS = 3000;
const BEAT_LIMIT_MS = 2000;
const RETRY_MS = 250;
const CHANNEL = /^[a-z_]+$/;

/** What a listener tells; between `lost` and the next `joined` nothing is heard. */
export interface ChannelEvents {
  heard(payload: string): void;
  /** Listening from now on: what was said before may have been missed. */
  joined(): void;
  lost(): void;
}

/**
 * Listens on one channel of PostgreSQL over a connection of its own, and comes back by itself. A connection that died
 * without a word is found by a question every few seconds.
 */
export class ChannelListener {
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(
    private readonly database: Database,
    private readonly channel: string,
    private readonly events: ChannelEvents,
  ) {
    if (!CHANNEL.test(channel)) throw new RangeError(`no name of a channel: ${channel}`);
  }

  /** Resolves when it listens, or when the first attempt has failed and others will follow. */
  async start(): Promise<void> {
    this.#timer = null;
    const client = this.database.dedicatedClient();
    const lose = (): void => {
      if (this.#client !== client) return;
      this.#client = null;
      this.events.lost();
      client.removeAllListeners('end');
      void client.end().catch(() => undefined);
      this.#later(() => this.start(), RETRY_MS);
    };
    this.#client = client;
    client.on('error', lose);
    client.on('end', lose);
    client.on('notification', ({ payload }) => {
      if (this.#client === client) this.events.heard(payload ?? '');
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${client.escapeIdentifier(this.channel)}`);
    } catch {
      lose();
      return;
    }
    if (this.#client !== client) return;
    this.events.joined();
    this.#beat(client, lose);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = null;
    this.events.lost();
    await client?.end().catch(() => undefined);
  }

  #beat(client: pg.Client, lose: () => void): void {
    this.#later(async () => {
      const late = setTimeout(lose, BEAT_LIMIT_MS).unref();
      try {
        await client.query('SELECT 1');
        if (this.#client === client) this.#beat(client, lose);
      } catch {
        lose();
      } finally {
        clearTimeout(late);
      }
    }, BEAT_MS);
  }

  #later(work: () => Promise<void>, ms: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void work(), ms).unref();
  }
}
