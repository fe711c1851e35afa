import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/shared/time.js';
import { TokenSettings } from '../../platform/auth/token-settings.js';
import { StartupError } from '../../platform/config/config.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { AccessNews } from './access-news.js';

const KEY_BYTES = 32;
const ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Clocks of two processes may differ by this much. */
const SKEW_SECONDS = 60;
const MS = 1000;

const READ = statement(
  'token_keys',
  `SELECT id, sealed, verify_until AS "verifyUntil" FROM token_key
   WHERE verify_until IS NULL OR verify_until > $1 ORDER BY created_at`,
);
const RETIRE = statement(
  'token_key_retire',
  'UPDATE token_key SET verify_until = $1 WHERE verify_until IS NULL RETURNING id',
);
const ADD = statement(
  'token_key_add',
  'INSERT INTO token_key (id, sealed, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id',
);

interface KeyRow {
  readonly id: string;
  readonly sealed: Buffer;
  readonly verifyUntil: Instant | null;
}

/** A key that signs or verifies tokens. */
export interface SigningKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** The key that seals the others, derived from TOKEN_KEY (HKDF, RFC 5869), so that it signs nothing itself. */
const sealingKey = (settings: TokenSettings, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', settings.key.bytes(), '', `qingtu ${use} v1`, KEY_BYTES));

function seal(settings: TokenSettings, id: string, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(settings, 'token keys'), nonce).setAAD(
    Buffer.from(id),
  );
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Null when it was sealed under another TOKEN_KEY. */
function open(settings: TokenSettings, { id, sealed }: Pick<KeyRow, 'id' | 'sealed'>): Uint8Array | null {
  const key = sealingKey(settings, 'token keys');
  const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(id))
    .setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([cipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), cipher.final()]);
  } catch {
    // The tag does not fit: sealed under another key, or altered.
    return null;
  }
}

async function addKey(tx: Pick<Tx, 'query'>, settings: TokenSettings, now: Instant): Promise<string | null> {
  const id = randomBytes(ID_BYTES).toString('hex');
  const sealed = seal(settings, id, randomBytes(KEY_BYTES));
  const added = await tx.query(ADD, [id, sealed, now]);
  return added.length === 1 ? id : null;
}

/**
 * Makes a new key current inside a transaction; the one before verifies until the last token it signed has expired.
 * @returns the new key's id
 */
export async function rotateTokenKeys(tx: Tx, settings: TokenSettings, now: Instant): Promise<string> {
  const until = new Date(Date.parse(now) + (settings.ttlSeconds + SKEW_SECONDS) * MS).toISOString();
  await tx.query(RETIRE, [until]);
  const id = await addKey(tx, settings, now);
  if (id === null) throw new Error('two rotations met; the other one stands');
  return id;
}

interface KeyRing {
  readonly byId: ReadonlyMap<string, SigningKey>;
  readonly current: SigningKey | null;
}

/** The keys of this process, read again when somebody says that they changed. */
@Injectable()
export class TokenKeys {
  #ring: Promise<KeyRing> | null = null;

  constructor(
    private readonly database: Database,
    private readonly settings: TokenSettings,
    news: AccessNews,
  ) {
    news.onKeys(() => {
      this.#ring = null;
    });
  }

  /** The key that signs. The first process of a site makes the first key. @throws StartupError for another TOKEN_KEY */
  async current(now: Instant): Promise<SigningKey> {
    const { current } = await this.#read(now);
    if (current !== null) return current;
    await addKey(this.database, this.settings, now);
    this.#ring = null;
    const made = (await this.#read(now)).current;
    if (made === null) throw new Error('no key signs tokens');
    return made;
  }

  /** The key of that id, asked of the database when it is a new one; null when there is none. */
  async find(id: string, now: Instant): Promise<SigningKey | null> {
    const known = (await this.#read(now)).byId.get(id);
    if (known !== undefined) return known;
    this.#ring = null;
    return (await this.#read(now)).byId.get(id) ?? null;
  }

  #read(now: Instant): Promise<KeyRing> {
    this.#ring ??= this.#load(now).catch((error: unknown) => {
      this.#ring = null;
      throw error;
    });
    return this.#ring;
  }

  async #load(now: Instant): Promise<KeyRing> {
    const rows = await this.database.query<KeyRow>(READ, [now]);
    const byId = new Map<string, SigningKey>();
    let current: SigningKey | null = null;
    for (const row of rows) {
      const bytes = open(this.settings, row);
      if (bytes === null && row.verifyUntil === null) throw foreignKey();
      if (bytes === null) continue;
      const key = { id: row.id, bytes };
      byId.set(row.id, key);
      if (row.verifyUntil === null) current = key;
    }
    return { byId, current };
  }
}

const foreignKey = (): StartupError =>
  new StartupError([
    'TOKEN_KEY does not open the key that signs tokens: give the TOKEN_KEY of the other processes, or sign everybody ' +
      'out with "npm run --silent cli -- keys rotate tokens"',
  ]);
