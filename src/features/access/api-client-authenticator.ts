import { createHash } from 'node:crypto';
import { BlockList, isIPv4 } from 'node:net';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { clientOfApiKey } from '../../domain/access/api-key.js';
import type { Instant } from '../../domain/shared/time.js';
import { Clock } from '../../platform/context/clock.js';
import type { Actor } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { BoundedCache } from '../../platform/graphql/bounded-cache.js';
import { AccessNews, accountName, type Stamp } from './access-news.js';
import { ApiClientRepository } from './api-client.repository.js';

const GENERATION_SIZE = 5_000;
const WRITE_USES_EVERY_MS = 30_000;
const MAPPED = /^::ffff:(?=\d+\.)/i;

interface KnownKey {
  readonly actor: Actor;
  readonly validUntil: Instant;
  readonly ranges: BlockList | null;
  readonly stamp: Stamp;
  readonly account: string;
}

/** SHA-256 suffices for a key of 256 random bits: a slow hash protects what can be guessed. */
export const hashOfKey = (key: string): Buffer => createHash('sha256').update(key).digest();

function rangesOf(ranges: readonly string[]): BlockList | null {
  if (ranges.length === 0) return null;
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits = ''] = range.split('/');
    list.addSubnet(network, Number(bits), isIPv4(network) ? 'ipv4' : 'ipv6');
  }
  return list;
}

/** An IPv4 caller on a socket that speaks both comes as ::ffff:1.2.3.4. */
function isWithin(ranges: BlockList | null, address: string | undefined): boolean {
  if (ranges === null) return true;
  const plain = address?.replace(MAPPED, '') ?? '';
  return plain !== '' && ranges.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
}

/** Accepts the keys of programs. A known key costs what a known token costs; uses are written down together. */
@Injectable()
export class ApiClientAuthenticator implements OnModuleInit, OnModuleDestroy {
  readonly #known = new BoundedCache<string, KnownKey>(GENERATION_SIZE);
  #lastUsed = new Map<string, Instant>();
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly clients: ApiClientRepository,
    private readonly news: AccessNews,
  ) {}

  onModuleInit(): void {
    this.#timer = setInterval(
      () => void this.writeUses().catch(() => undefined),
      WRITE_USES_EVERY_MS,
    ).unref();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.writeUses().catch(() => undefined);
  }

  authenticate(key: string, address: string | undefined): Actor | null | Promise<Actor | null> {
    const known = this.#known.get(key);
    if (known === undefined || !this.news.isCurrent(known.stamp, known.account))
      return this.#verify(key, address);
    return this.#admit(known, address);
  }

  /** Writes down when each client was last heard of, in one statement; what can not be written is tried again. */
  async writeUses(): Promise<void> {
    const uses = this.#lastUsed;
    if (uses.size === 0) return;
    this.#lastUsed = new Map();
    try {
      await this.clients.used(this.database, uses);
    } catch (error) {
      for (const [id, at] of uses) if (!this.#lastUsed.has(id)) this.#lastUsed.set(id, at);
      throw error;
    }
  }

  #admit({ actor, validUntil, ranges }: KnownKey, address: string | undefined): Actor | null {
    const now = this.clock.now();
    if (now >= validUntil || !isWithin(ranges, address)) return null;
    this.#lastUsed.set(actor.accountId, now);
    return actor;
  }

  async #verify(key: string, address: string | undefined): Promise<Actor | null> {
    const id = clientOfApiKey(key);
    if (id === null) return null;
    const stamp = this.news.stamp();
    const open = await this.clients.findOpen(this.database, hashOfKey(key), id, this.clock.now());
    if (open === null) return null;
    const { actions, addressRanges, validUntil, ...account } = open;
    const known: KnownKey = {
      actor: {
        ...account,
        isProgram: true,
        restriction: { actions: new Set(actions), refusal: 'FORBIDDEN' },
      },
      validUntil,
      ranges: rangesOf(addressRanges),
      stamp,
      account: accountName(id),
    };
    this.#known.set(key, known);
    return this.#admit(known, address);
  }
}
