import { Injectable } from '@nestjs/common';
import type { Action } from '../../domain/access/actions.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Actor } from '../../platform/context/request-context.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Organisation } from './account.repository.js';
import type { Role } from '../../domain/access/roles.js';

type Connection = Pick<Tx, 'query'>;

/** A program of a station or gate. */
export interface ApiClient {
  /** The id of its machine account. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: Organisation;
  readonly actions: readonly Action[];
  /** Where it may call from (CIDR); empty: from anywhere. */
  readonly addressRanges: readonly string[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
  /** Of the account: an administrator may disable it like any other. */
  readonly disabledAt: Instant | null;
  readonly lastUsedAt: Instant | null;
}

/** What a valid key opens. */
export type OpenClient = Pick<Actor, 'accountId' | 'role' | 'organisationId' | 'division'> & {
  readonly actions: readonly Action[];
  readonly addressRanges: readonly string[];
  readonly validUntil: Instant;
};

const CLIENT = `SELECT c.account_id AS id, c.name, a.role, c.actions, c.address_ranges::text[] AS "addressRanges",
  c.created_at AS "createdAt", c.expires_at AS "expiresAt", c.revoked_at AS "revokedAt",
  a.disabled_at AS "disabledAt", c.last_used_at AS "lastUsedAt",
  json_build_object('id', o.id, 'nameZh', o.name_zh, 'nameEn', o.name_en, 'kind', o.kind, 'division', o.division,
    'stationCode', o.station_code, 'uscc', o.uscc) AS organisation
  FROM api_client c JOIN account a ON a.id = c.account_id JOIN organisation o ON o.id = a.organisation_id`;
const FIND = statement('client_find', `${CLIENT} WHERE c.account_id = $1`);
const LOCK_WITHIN = statement(
  'client_lock',
  `${CLIENT} WHERE c.account_id = $1 AND starts_with(o.division, $2) FOR UPDATE OF c`,
);
const LIST = statement(
  'client_list',
  `${CLIENT} WHERE starts_with(o.division, $1) ORDER BY c.created_at DESC, c.account_id DESC LIMIT $2`,
);
const ADD = statement(
  'client_add',
  `INSERT INTO api_client (account_id, name, actions, address_ranges, created_at, expires_at)
   VALUES ($1, $2, $3, ARRAY (SELECT network(given::inet) FROM unnest($4::text[]) AS given), $5, $6)`,
);
const RETIRE_KEY = statement(
  'client_key_retire',
  'UPDATE api_client_key SET valid_until = least(valid_until, $2) WHERE account_id = $1',
);
const ADD_KEY = statement(
  'client_key_add',
  'INSERT INTO api_client_key (hash, account_id, created_at) VALUES ($1, $2, $3)',
);
const REVOKE = statement('client_revoke', 'UPDATE api_client SET revoked_at = $2 WHERE account_id = $1');
const OPEN = statement(
  'client_open',
  `SELECT a.id AS "accountId", a.role, o.id AS "organisationId", o.division, c.actions,
     c.address_ranges::text[] AS "addressRanges", least(k.valid_until, c.expires_at) AS "validUntil"
   FROM api_client_key k JOIN api_client c ON c.account_id = k.account_id JOIN account a ON a.id = c.account_id
     JOIN organisation o ON o.id = a.organisation_id
   WHERE k.hash = $1 AND k.account_id = $2 AND a.disabled_at IS NULL AND c.revoked_at IS NULL
     AND least(k.valid_until, c.expires_at) > $3`,
);
const USED = statement(
  'client_used',
  `UPDATE api_client c SET last_used_at = greatest(c.last_used_at, used.at)
   FROM unnest($1::uuid[], $2::timestamptz[]) AS used (id, at) WHERE c.account_id = used.id`,
);

/** Programs and the hashes of their keys. */
@Injectable()
export class ApiClientRepository {
  async find(on: Connection, id: string): Promise<ApiClient | null> {
    const [client] = await on.query<ApiClient>(FIND, [id]);
    return client ?? null;
  }

  /** The client, locked, if its organisation's division begins with the prefix; a null prefix finds none. */
  async lockWithin(tx: Tx, id: string, divisionPrefix: string | null): Promise<ApiClient | null> {
    const [client] = await tx.query<ApiClient>(LOCK_WITHIN, [id, divisionPrefix]);
    return client ?? null;
  }

  list(on: Connection, divisionPrefix: string | null, most: number): Promise<ApiClient[]> {
    return on.query<ApiClient>(LIST, [divisionPrefix, most]);
  }

  async insert(
    tx: Tx,
    client: Pick<ApiClient, 'id' | 'name' | 'actions' | 'addressRanges' | 'createdAt' | 'expiresAt'>,
  ): Promise<void> {
    const { id, name, actions, addressRanges, createdAt, expiresAt } = client;
    await tx.query(ADD, [id, name, actions, addressRanges, createdAt, expiresAt]);
  }

  /** Makes a key the current one; those before it stay valid until the moment at most. */
  async setKey(tx: Tx, id: string, hash: Buffer, now: Instant, othersUntil: Instant): Promise<void> {
    await tx.query(RETIRE_KEY, [id, othersUntil]);
    await tx.query(ADD_KEY, [hash, id, now]);
  }

  async revoke(tx: Tx, id: string, at: Instant): Promise<void> {
    await tx.query(REVOKE, [id, at]);
  }

  /** What a key opens now; null when it is unknown, replaced, revoked or expired. */
  async findOpen(on: Connection, hash: Buffer, id: string, now: Instant): Promise<OpenClient | null> {
    const [open] = await on.query<OpenClient>(OPEN, [hash, id, now]);
    return open ?? null;
  }

  /** Writes down when clients were last heard of. */
  async used(on: Connection, lastUsed: ReadonlyMap<string, Instant>): Promise<void> {
    await on.query(USED, [[...lastUsed.keys()], [...lastUsed.values()]]);
  }
}
