import { Injectable } from '@nestjs/common';
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
  readonly passwordHash: string;
  readonly role: Role;
  readonly disabledAt: Instant | null;
  readonly createdAt: Instant;
  readonly passwordChangedAt: Instant;
  readonly organisation: Organisation;
}

export interface NewAccount {
  readonly id: string;
  readonly login: string;
  readonly passwordHash: string;
  readonly role: Role;
  readonly organisationId: string;
  readonly createdAt: Instant;
}

const ORGANISATION_JSON = `json_build_object('id', o.id, 'nameZh', o.name_zh, 'nameEn', o.name_en, 'kind', o.kind,
  'division', o.division, 'stationCode', o.station_code, 'uscc', o.uscc)`;
const SELECT_ACCOUNT = `SELECT a.id, a.login, a.password_hash AS "passwordHash", a.role,
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
  `INSERT INTO account (id, login, password_hash, role, organisation_id, created_at, password_changed_at)
   VALUES ($1, $2, $3, $4, $5, $6, $6)`,
);
const SET_PASSWORD = statement(
  'account_set_password',
  'UPDATE account SET password_hash = $3, password_changed_at = $4 WHERE id = $1 AND password_hash = $2 RETURNING id',
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
    const { id, login, passwordHash, role, organisationId, createdAt } = account;
    try {
      await tx.query(INSERT, [id, login, passwordHash, role, organisationId, createdAt]);
    } catch (error) {
      if (violatedConstraint(error) !== 'account_login_once') throw error;
      throw new AppError('LOGIN_TAKEN', {}, { field: 'login' });
    }
  }

  /** Replaces a hash that is still the known one. @returns false when another change came first. */
  async setPassword(tx: Tx, account: Account, passwordHash: string, at: Instant): Promise<boolean> {
    const rows = await tx.query(SET_PASSWORD, [account.id, account.passwordHash, passwordHash, at]);
    return rows.length === 1;
  }
}
