import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/shared/time.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Actor } from '../../platform/context/request-context.js';

type Connection = Pick<Tx, 'query'>;

export type SessionMethod = 'PASSWORD' | 'OPENID';
export type SessionEnd =
  | 'SIGNED_OUT'
  | 'SIGNED_OUT_EVERYWHERE'
  | 'REFRESH_REUSED'
  | 'PASSWORD_CHANGED'
  | 'PASSWORD_RESET'
  | 'ACCOUNT_DISABLED';

/** A sign-in and all that was refreshed from it. */
export interface Session {
  readonly id: string;
  readonly accountId: string;
  readonly method: SessionMethod;
  /** What the client said it is; nothing depends on it. */
  readonly device: string | null;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant;
  readonly expiresAt: Instant;
}

/** What a refresh token leads to, whether it may still be used or not. */
export interface RefreshState extends Session {
  readonly usedAt: Instant | null;
  readonly refreshExpiresAt: Instant;
  readonly endedAt: Instant | null;
  readonly disabledAt: Instant | null;
}

type OpenSession = Pick<Actor, 'accountId' | 'role' | 'organisationId' | 'division'> & {
  readonly mustChangePassword: boolean;
};

const SESSION = `s.id, s.account_id AS "accountId", s.method, s.device, s.created_at AS "createdAt",
  s.last_used_at AS "lastUsedAt", s.expires_at AS "expiresAt"`;

const FIND_OPEN = statement(
  'session_open',
  `SELECT a.id AS "accountId", a.role, o.id AS "organisationId", o.division,
     a.must_change_password AS "mustChangePassword"
   FROM session s JOIN account a ON a.id = s.account_id JOIN organisation o ON o.id = a.organisation_id
   WHERE s.id = $1 AND s.account_id = $2 AND s.ended_at IS NULL AND s.expires_at > $3 AND a.disabled_at IS NULL`,
);
const ADD = statement(
  'session_add',
  `INSERT INTO session (id, account_id, method, device, created_at, last_used_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $5, $6)`,
);
const ADD_REFRESH = statement(
  'refresh_add',
  'INSERT INTO refresh_token (hash, session_id, expires_at) VALUES ($1, $2, $3)',
);
const FIND_REFRESH = statement(
  'refresh_find',
  `SELECT ${SESSION}, r.used_at AS "usedAt", r.expires_at AS "refreshExpiresAt", s.ended_at AS "endedAt",
     a.disabled_at AS "disabledAt"
   FROM refresh_token r JOIN session s ON s.id = r.session_id JOIN account a ON a.id = s.account_id
   WHERE r.hash = $1 FOR UPDATE OF r, s`,
);
const USE_REFRESH = statement('refresh_use', 'UPDATE refresh_token SET used_at = $2 WHERE hash = $1');
const TOUCH = statement('session_touch', 'UPDATE session SET last_used_at = $2 WHERE id = $1');
const LIST = statement(
  'session_list',
  `SELECT ${SESSION} FROM session s WHERE s.account_id = $1 AND s.ended_at IS NULL AND s.expires_at > $2
   ORDER BY s.created_at DESC, s.id DESC LIMIT $3`,
);
const END = statement(
  'session_end',
  `UPDATE session SET ended_at = $3, ended_because = $4
   WHERE account_id = $1 AND ended_at IS NULL AND ($2::uuid[] IS NULL OR id = ANY ($2))
     AND ($5::uuid IS NULL OR id <> $5) RETURNING id`,
);

/** Sessions and their refresh tokens. */
@Injectable()
export class SessionRepository {
  /** Who speaks in a session that is open, of an account that is enabled. */
  async findOpen(
    on: Connection,
    { sessionId, accountId }: { readonly sessionId: string; readonly accountId: string },
    now: Instant,
  ): Promise<OpenSession | null> {
    const [open] = await on.query<OpenSession>(FIND_OPEN, [sessionId, accountId, now]);
    return open ?? null;
  }

  async insert(tx: Tx, session: Session): Promise<void> {
    const { id, accountId, method, device, createdAt, expiresAt } = session;
    await tx.query(ADD, [id, accountId, method, device, createdAt, expiresAt]);
  }

  async insertRefresh(tx: Tx, hash: Buffer, sessionId: string, expiresAt: Instant): Promise<void> {
    await tx.query(ADD_REFRESH, [hash, sessionId, expiresAt]);
  }

  /** Locks the token and its session: of two who show one token, one comes second. */
  async lockRefresh(tx: Tx, hash: Buffer): Promise<RefreshState | null> {
    const [state] = await tx.query<RefreshState>(FIND_REFRESH, [hash]);
    return state ?? null;
  }

  async useRefresh(tx: Tx, hash: Buffer, sessionId: string, now: Instant): Promise<void> {
    await Promise.all([tx.query(USE_REFRESH, [hash, now]), tx.query(TOUCH, [sessionId, now])]);
  }

  list(on: Connection, accountId: string, now: Instant, most: number): Promise<Session[]> {
    return on.query<Session>(LIST, [accountId, now, most]);
  }

  /**
   * Ends open sessions of an account.
   * @param which ids; null: all
   * @param except one to keep
   * @returns the ids of those that ended
   */
  async end(
    tx: Tx,
    accountId: string,
    end: { readonly because: SessionEnd; readonly now: Instant },
    which: readonly string[] | null = null,
    except: string | null = null,
  ): Promise<readonly string[]> {
    const rows = await tx.query<{ id: string }>(END, [accountId, which, end.now, end.because, except]);
    return rows.map(({ id }) => id);
  }
}
