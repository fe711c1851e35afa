import { Injectable } from '@nestjs/common';
import { checkLogin } from '../../domain/access/credentials.js';
import { KIND_OF_ROLE, type Role } from '../../domain/access/roles.js';
import type { Result } from '../../domain/shared/result.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { Actor, RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { AccessNews, accountName, sessionName } from './access-news.js';
import { AccountRepository, type Account } from './account.repository.js';
import { PasswordPolicy } from './password-policy.js';
import { hashPassword, PasswordVerifier } from './password.js';
import { SessionRepository } from './session.repository.js';
import { SignInGuard } from './sign-in-guard.js';

export interface AccountRequest {
  readonly login: string;
  readonly password: string;
  readonly role: Role;
  /** UUID. */
  readonly organisationId: string;
}

export interface PasswordChange {
  readonly present: string;
  readonly wanted: string;
}

interface Checked {
  readonly login: string;
  readonly passwordHash: string;
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new AppError(result.error);
  return result.value;
}

/** Accounts: one's own, and those an administrator makes. */
@Injectable()
export class AccountService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly passwords: PasswordVerifier,
    private readonly policy: PasswordPolicy,
    private readonly sessions: SessionRepository,
    private readonly guard: SignInGuard,
    private readonly news: AccessNews,
  ) {}

  /** The caller's own account. @throws AppError UNAUTHENTICATED when it is gone or disabled since the token was given */
  async me(context: RequestContext): Promise<Account> {
    const { actor } = authorise(context, 'account.read-self');
    return this.own(actor);
  }

  private async own({ accountId }: Actor): Promise<Account> {
    const account = await this.accounts.findById(this.database, accountId);
    if (account === null || account.disabledAt !== null) throw new AppError('UNAUTHENTICATED');
    return account;
  }

  /**
   * Makes an account in an organisation within the administrator's reach, once for each idempotency key; its first
   * password must be changed before anything else.
   * The password takes part in the comparison of a repeated request through its slow hash only.
   * @throws AppError LOGIN_INVALID, PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_GUESSABLE, ORGANISATION_UNKNOWN, ROLE_ORGANISATION_MISMATCH, LOGIN_TAKEN,
   *   IDEMPOTENCY_CONFLICT, and those of `authorise`
   */
  async create(context: RequestContext, idempotencyKey: string, request: AccountRequest): Promise<Account> {
    const authorised = authorise(context, 'account.manage');
    const login = valueOf(checkLogin(request.login));
    const password = this.policy.check(request.password, login, null, 'password');
    const checked = { login, passwordHash: await hashPassword(password) };
    const { role, organisationId } = request;
    const body = { login, role, organisationId };
    const account = await this.database.transaction(async (tx) => {
      const key = { operation: 'account.create', key: idempotencyKey, body };
      const made = await once(tx, context, key, () => this.insert(tx, authorised, request, checked));
      return this.accounts.findById(tx, made.accountId);
    });
    if (account === null) throw new AppError('NOT_FOUND');
    await this.refuseOtherPassword(account, password, checked);
    return account;
  }

  private async insert(
    tx: Tx,
    { context, divisionPrefix }: Authorised,
    { role, organisationId, password }: AccountRequest,
    { login, passwordHash }: Checked,
  ): Promise<{ accountId: string }> {
    const organisation = await this.accounts.findOrganisationWithin(tx, organisationId, divisionPrefix);
    if (organisation === null) throw new AppError('ORGANISATION_UNKNOWN', {}, { field: 'organisationId' });
    const needed = KIND_OF_ROLE[role];
    if (organisation.kind !== needed) {
      const params = { role, needed, kind: organisation.kind };
      throw new AppError('ROLE_ORGANISATION_MISMATCH', params, { field: 'role' });
    }
    this.policy.check(password, login, organisation, 'password');
    const id = uuidV7();
    await this.accounts.insert(tx, {
      id,
      login,
      kind: 'PERSON',
      passwordHash,
      mustChangePassword: true,
      role,
      organisationId,
      createdAt: context.now,
    });
    await recordAudit(tx, context, {
      action: 'account.create',
      subjects: [id, organisationId],
      detail: { role },
    });
    return { accountId: id };
  }

  /** A repeated key with another password is another request, as long as the first password is still the one in force. */
  private async refuseOtherPassword(account: Account, password: string, checked: Checked): Promise<void> {
    if (account.passwordHash === checked.passwordHash) return;
    if (account.passwordChangedAt !== account.createdAt) return;
    if (await this.passwords.matches(password, account.passwordHash)) return;
    throw new AppError('IDEMPOTENCY_CONFLICT', {}, { field: 'idempotencyKey' });
  }

  /**
   * Replaces the caller's own password, once for each idempotency key. Every other session of the account ends; the one
   * that the caller speaks in goes on. A wrong present password counts as a failed attempt to sign in.
   * @throws AppError SIGN_IN_FAILED when the present password is wrong, TOO_MANY_ATTEMPTS, PASSWORD_WEAK,
   *   PASSWORD_COMMON, PASSWORD_GUESSABLE, PASSWORD_REUSED, IDEMPOTENCY_CONFLICT
   */
  async changePassword(
    context: RequestContext,
    idempotencyKey: string,
    change: PasswordChange,
  ): Promise<Account> {
    const { actor, context: audited } = authorise(context, 'account.change-password');
    const account = await this.own(actor);
    const wanted = this.policy.check(change.wanted, account.login, account.organisation, 'wanted');
    const passwordHash = await hashPassword(wanted);
    const key = { operation: 'account.change-password', key: idempotencyKey, body: {} };
    const source = { login: account.login, address: context.address };
    // Counted in a transaction of its own: a refusal takes back what was written with it.
    await this.guard.admit(source, context.now);
    const matches = await this.passwords.matches(change.present, account.passwordHash);
    if (matches) await this.database.transaction((tx) => this.guard.takeBack(tx, source));
    let ended: readonly string[] = [];
    await this.database.transaction(async (tx) => {
      await once(tx, context, key, async () => {
        if (!matches) throw new AppError('SIGN_IN_FAILED', {}, { field: 'present' });
        await this.policy.refuseFormer(tx, account, wanted, 'wanted');
        const changed = await this.accounts.setPassword(tx, account, passwordHash, audited.now);
        if (!changed) throw new AppError('SIGN_IN_FAILED', {}, { field: 'present' });
        const end = { because: 'PASSWORD_CHANGED', now: context.now } as const;
        ended = await this.sessions.end(tx, account.id, end, null, actor.sessionId ?? null);
        const detail = { sessionsEnded: ended.length };
        const subjects = [account.id];
        await recordAudit(tx, audited, { action: 'account.change-password', subjects, detail });
        return {};
      });
      // A repetition shows a password that is no longer the present one, and was no guess.
      if (!matches) await this.guard.takeBack(tx, source);
    });
    for (const name of [accountName(account.id), ...ended.map(sessionName)]) this.news.told(name);
    const now = await this.own(actor);
    if (now.passwordHash === passwordHash || (await this.passwords.matches(wanted, now.passwordHash)))
      return now;
    throw new AppError('IDEMPOTENCY_CONFLICT', {}, { field: 'idempotencyKey' });
  }
}
