import { Injectable } from '@nestjs/common';
import type { AccountKind } from '../../domain/access/account-kind.js';
import type { OrganisationKind, Role } from '../../domain/access/roles.js';
import type { Instant } from '../../domain/shared/time.js';
import { violatedConstraint, type Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { AppError } from '../../platform/errors/app-error.js';

/** Where a statement may run: inside a transaction or on its own. */
type Connection = Pick<Tx, 'query'>;

export interface Organisation {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly kind: OrganisationKind;
  /** GB/T 2260. */
  readonly division: string;
  readonly stationCode: string | null;
  readonly uscc: string | null;
}

/** An account with its organisation; never handed out of this feature with its hash. */
export interface Account {
  readonly id: string;
  readonly login: string;
  readonly kind: AccountKind;
  /** Null for a machine. */
  readonly passwordHash: string | null;
  readonly mustChangePassword: boolean;
  readonly role: Role;
  readonly disabledAt: Instant | null;
  readonly createdAt: Instant;
  readonly passwordChangedAt: Instant;
  readonly organisation: Organisation;
}

export interface NewAccount {
  readonly id: string;
  readonly login: string;
  readonly kind: AccountKind;
  readonly passwordHash: string | null;
  /** Somebody else chose the password. */
  readonly mustChangePassword: boolean;
  readonly role: Role;
  readonly organisationId: string;
  readonly createdAt: Instant;
}

/** Which accounts a list shows. */
export interface AccountFilter {
  readonly divisionPrefix: string | null;
  readonly organisationId: string | null;
  readonly kind: AccountKind | null;
  readonly disabled: boolean | null;
}

/** Passwords that may not be chosen again, the present one included. */
export const PASSWORDS_REMEMBERED = 5;

const ORGANISATION_JSON = `json_build_object('id', o.id, 'nameZh', o.name_zh, 'nameEn', o.name_en, 'kind', o.kind,
  'division', o.division, 'stationCode', o.station_code, 'uscc', o.uscc)`;
const SELECT_ACCOUNT = `SELECT a.id, a.login, a.kind, a.password_hash AS "passwordHash",
  a.must_change_password AS "mustChangePassword", a.role,
  a.disabled_at AS "disabledAt", a.created_at AS "createdAt", a.password_changed_at AS "passwordChangedAt",
  ${ORGANISATION_JSON} AS organisation
  FROM account a JOIN organisation o ON o.id = a.organisation_id`;

const BY_LOGIN = statement('account_by_login', `${SELECT_ACCOUNT} WHERE a.login = $1`);
const BY_ID = statement('account_by_id', `${SELECT_ACCOUNT} WHERE a.id = $1`);
const ORGANISATION_WITHIN = statement(
  'organisation_within',
  `SELECT ${ORGANISATION_JSON} AS organisation FROM organisation o
   WHERE o.id = $1 AND starts_with(o.division, $2) FOR KEY SHARE`,
);
const INSERT = statement(
  'account_insert',
  `INSERT INTO account
     (id, login, kind, password_hash, must_change_password, role, organisation_id, created_at, password_changed_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
);
const WITHIN = statement(
  'account_within',
  `${SELECT_ACCOUNT} WHERE a.id = $1 AND starts_with(o.division, $2) FOR UPDATE OF a`,
);
const PAGE = statement(
  'account_page',
  `${SELECT_ACCOUNT} WHERE starts_with(o.division, $1) AND ($2::uuid IS NULL OR o.id = $2)
     AND ($3::text IS NULL OR a.kind = $3) AND ($4::boolean IS NULL OR (a.disabled_at IS NOT NULL) = $4)
     AND ($5::text IS NULL OR a.login > $5)
   ORDER BY a.login LIMIT $6`,
);
const SET_PASSWORD = statement(
  'account_set_password',
  `UPDATE account SET password_hash = $3, password_changed_at = $4, must_change_password = $5
   WHERE id = $1 AND password_hash = $2 RETURNING id`,
);
const SET_DISABLED = statement('account_set_disabled', 'UPDATE account SET disabled_at = $2 WHERE id = $1');
const REMEMBER = statement(
  'password_remember',
  `INSERT INTO password_history (account_id, password_hash, replaced_at) VALUES ($1, $2, $3)
   ON CONFLICT (account_id, password_hash) DO UPDATE SET replaced_at = excluded.replaced_at`,
);
const FORGET_OLDER = statement(
  'password_forget_older',
  `DELETE FROM password_history WHERE account_id = $1 AND password_hash IN (
     SELECT password_hash FROM password_history WHERE account_id = $1 ORDER BY replaced_at DESC OFFSET $2)`,
);
const FORMER = statement(
  'password_former',
  'SELECT password_hash AS "passwordHash" FROM password_history WHERE account_id = $1 ORDER BY replaced_at DESC',
);

/** The accounts and organisations of this site. */
@Injectable()
export class AccountRepository {
  /** @param login normalised */
  async findByLogin(on: Connection, login: string): Promise<Account | null> {
    const [account] = await on.query<Account>(BY_LOGIN, [login]);
    return account ?? null;
  }

  async findById(on: Connection, id: string): Promise<Account | null> {
    const [account] = await on.query<Account>(BY_ID, [id]);
    return account ?? null;
  }

  /** The organisation, if its division begins with the prefix; a null prefix finds none. */
  async findOrganisationWithin(
    tx: Tx,
    id: string,
    divisionPrefix: string | null,
  ): Promise<Organisation | null> {
    const [row] = await tx.query<{ organisation: Organisation }>(ORGANISATION_WITHIN, [id, divisionPrefix]);
    return row?.organisation ?? null;
  }

  /** @throws AppError LOGIN_TAKEN */
  async insert(tx: Tx, account: NewAccount): Promise<void> {
    const { id, login, kind, passwordHash, mustChangePassword, role, organisationId, createdAt } = account;
    const values = [id, login, kind, passwordHash, mustChangePassword, role, organisationId, createdAt];
    try {
      await tx.query(INSERT, values);
    } catch (error) {
      if (violatedConstraint(error) !== 'account_login_once') throw error;
      throw new AppError('LOGIN_TAKEN', {}, { field: 'login' });
    }
  }

  /** The account, locked, if its organisation's division begins with the prefix; a null prefix finds none. */
  async lockWithin(tx: Tx, id: string, divisionPrefix: string | null): Promise<Account | null> {
    const [account] = await tx.query<Account>(WITHIN, [id, divisionPrefix]);
    return account ?? null;
  }

  /** Accounts in order of their login, after the given one; a null prefix finds none. */
  page(on: Connection, filter: AccountFilter, after: string | null, count: number): Promise<Account[]> {
    const { divisionPrefix, organisationId, kind, disabled } = filter;
    return on.query<Account>(PAGE, [divisionPrefix, organisationId, kind, disabled, after, count]);
  }

  /**
   * Replaces a hash that is still the known one, and remembers it as a former one.
   * @param mustChange whether somebody else chose the new password
   * @returns false when another change came first
   */
  async setPassword(
    tx: Tx,
    account: Account,
    passwordHash: string,
    at: Instant,
    mustChange = false,
  ): Promise<boolean> {
    const values = [account.id, account.passwordHash, passwordHash, at, mustChange];
    const rows = await tx.query(SET_PASSWORD, values);
    if (rows.length !== 1) return false;
    await tx.query(REMEMBER, [account.id, account.passwordHash, at]);
    await tx.query(FORGET_OLDER, [account.id, PASSWORDS_REMEMBERED - 1]);
    return true;
  }

  /** Hashes of the passwords before the present one, the latest first. */
  async formerPasswords(on: Connection, accountId: string): Promise<readonly string[]> {
    const rows = await on.query<{ passwordHash: string }>(FORMER, [accountId]);
    return rows.map((row) => row.passwordHash);
  }

  async setDisabled(tx: Tx, id: string, at: Instant | null): Promise<void> {
    await tx.query(SET_DISABLED, [id, at]);
  }
}
