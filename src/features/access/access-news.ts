import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ChannelListener } from '../../platform/database/channel-listener.js';
import { Database } from '../../platform/database/database.js';

const CHANNEL = 'qingtu_access';
/** Names remembered one by one; beyond it everything that is known is asked anew once. */
const MOST_NAMES = 20_000;
const NEVER = -1;

/** The moment at which something was verified, comparable with the news that came since. */
export type Stamp = number;

/**
 * Hears in every process what the database says of accounts, sessions and keys, so that what was verified once may be
 * believed until something is said about it. While nothing can be heard, nothing is believed.
 */
@Injectable()
export class AccessNews implements OnModuleInit, OnModuleDestroy {
  readonly #listener: ChannelListener;
  readonly #named = new Map<string, Stamp>();
  readonly #onKeys: (() => void)[] = [];
  #count = 0;
  #since = 0;
  #listening = false;

  constructor(database: Database) {
    this.#listener = new ChannelListener(database, CHANNEL, {
      heard: (payload) => {
        this.told(payload);
      },
      joined: () => {
        this.#forget();
        this.#listening = true;
      },
      lost: () => {
        this.#listening = false;
      },
    });
  }

  onModuleInit(): Promise<void> {
    return this.#listener.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.#listener.stop();
  }

  /** Taken before the database is asked, so that news on the way count as later. */
  stamp(): Stamp {
    return this.#listening ? ++this.#count : NEVER;
  }

  /** Whether what was verified then is still to be believed of this name (`session <id>`, `account <id>`). */
  isCurrent(stamp: Stamp, name: string): boolean {
    return this.#listening && stamp > this.#since && stamp > (this.#named.get(name) ?? 0);
  }

  /** Something was said of a name; a service says it itself after its own commit, not to wait for its echo. */
  told(name: string): void {
    if (name === 'keys') for (const listener of this.#onKeys) listener();
    else if (this.#named.size >= MOST_NAMES) this.#forget();
    else this.#named.set(name, ++this.#count);
  }

  onKeys(listener: () => void): void {
    this.#onKeys.push(listener);
  }

  #forget(): void {
    this.#named.clear();
    this.#since = ++this.#count;
    for (const listener of this.#onKeys) listener();
  }
}

export const sessionName = (id: string): string => `session ${id}`;
export const accountName = (id: string): string => `account ${id}`;
