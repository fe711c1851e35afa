import { checkLogin, checkPassword } from '../../domain/access/credentials.js';
import { isRole, KIND_OF_ROLE, ROLES, type OrganisationKind } from '../../domain/access/roles.js';
import { readDivision } from '../../domain/shared/division.js';
import type { Result } from '../../domain/shared/result.js';
import type { Instant } from '../../domain/shared/time.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { Database, Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { AppError } from '../../platform/errors/app-error.js';
import { AccountRepository } from './account.repository.js';
import { hashPassword } from './password.js';

const FIND_ORGANISATION = statement(
  'operator_organisation',
  'SELECT id FROM organisation WHERE kind = $1 AND division = $2 AND name_zh = $3 ORDER BY id LIMIT 1',
);
const ADD_ORGANISATION = statement(
  'operator_organisation_add',
  'INSERT INTO organisation (id, name_zh, name_en, kind, division) VALUES ($1, $2, $2, $3, $4)',
);

/** An account as an operator asks for it on the command line. */
export interface OperatorRequest {
  readonly login: string;
  readonly password: string;
  readonly role: string;
  /** GB/T 2260 of the organisation. */
  readonly division: string;
  readonly organisation: string;
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new AppError(result.error);
  return result.value;
}

async function organisationId(
  tx: Tx,
  kind: OrganisationKind,
  division: string,
  name: string,
): Promise<string> {
  const [known] = await tx.query<{ id: string }>(FIND_ORGANISATION, [kind, division, name]);
  if (known !== undefined) return known.id;
  const id = uuidV7();
  await tx.query(ADD_ORGANISATION, [id, name, kind, division]);
  return id;
}

/**
 * Makes an account, and its organisation when there is none of that name yet. For whoever may already run commands
 * beside the database: it is how the first administrator of a site comes to be.
 * @returns the account's id.
 * @throws AppError BAD_INPUT, LOGIN_INVALID, PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_GUESSABLE, LOGIN_TAKEN and the codes of a division
 */
export async function createOperatorAccount(
  database: Database,
  now: Instant,
  request: OperatorRequest,
): Promise<string> {
  const { role } = request;
  if (!isRole(role)) throw new AppError('BAD_INPUT', { reason: ROLES.join(' ') }, { field: 'role' });
  const login = valueOf(checkLogin(request.login));
  const division = valueOf(readDivision(request.division, undefined, 'division')).normalized;
  const name = request.organisation.trim();
  if (name === '') throw new AppError('BAD_INPUT', { reason: 'organisation' }, { field: 'organisation' });
  const passwordHash = await hashPassword(valueOf(checkPassword(request.password, login, [name])));
  const accounts = new AccountRepository();
  const id = uuidV7();
  await database.transaction(async (tx) => {
    const organisation = await organisationId(tx, KIND_OF_ROLE[role], division, name);
    await accounts.insert(tx, {
      id,
      login,
      kind: 'PERSON',
      passwordHash,
      mustChangePassword: false,
      role,
      organisationId: organisation,
      createdAt: now,
    });
    const byOperator = {
      requestId: 'command-line',
      actor: null,
      language: 'en',
      purpose: null,
      reference: null,
      now,
    } as const;
    const detail = { role, by: 'command line' };
    await recordAudit(tx, byOperator, { action: 'account.create', subjects: [id, organisation], detail });
  });
  return id;
}
