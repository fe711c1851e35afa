import { Injectable } from '@nestjs/common';
import type { AccountKind } from '../../domain/access/account-kind.js';
import type { Action } from '../../domain/access/actions.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { checkFirst } from '../../platform/graphql/paging.js';
import { connectionOf, decodeCursor, encodeCursor, type Connection } from '../../platform/graphql/relay.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { AccessNews, accountName } from './access-news.js';
import { AccountRepository, type Account } from './account.repository.js';
import { PasswordPolicy } from './password-policy.js';
import { hashPassword, PasswordVerifier } from './password.js';
import { SessionRepository, type SessionEnd } from './session.repository.js';
import { SignInGuard } from './sign-in-guard.js';

const MANAGE: Action = 'account.manage';
const LIST = 'accounts';

/** Which accounts to list; null: any. */
export interface AccountListRequest {
  readonly organisationId: string | null;
  readonly kind: AccountKind | null;
  readonly disabled: boolean | null;
  readonly first: number | null;
  readonly after: string | null;
}

/** A change of somebody's account: what it is called, and what it does to the locked account. */
interface Change {
  readonly action: string;
  readonly idempotencyKey: string;
  readonly accountId: string;
  readonly work: (tx: Tx, account: Account) => Promise<Record<string, unknown>>;
}

/** What an administrator does with the accounts of the own province. */
@Injectable()
export class AccountAdminService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly guard: SignInGuard,
    private readonly policy: PasswordPolicy,
    private readonly passwords: PasswordVerifier,
    private readonly news: AccessNews,
    private readonly settings: SiteSettings,
  ) {}

  /** The accounts within reach by login. @throws AppError PAGE_TOO_LARGE, PAGE_INVALID, CURSOR_INVALID */
  async list(context: RequestContext, request: AccountListRequest): Promise<Connection<Account>> {
    const { divisionPrefix, context: audited } = authorise(context, MANAGE);
    const size = checkFirst(request.first, this.settings.maxPageSize);
    const { organisationId, kind, disabled } = request;
    const filter = { divisionPrefix, organisationId, kind, disabled };
    const name = `${LIST} ${JSON.stringify(filter)}`;
    const [after = null] = request.after === null ? [] : decodeCursor(name, request.after);
    const found = await this.database.transaction(async (tx) => {
      const rows = await this.accounts.page(tx, filter, after === null ? null : String(after), size + 1);
      const subjects = rows.slice(0, size).map(({ id }) => id);
      await recordAudit(tx, audited, { action: 'account.list', subjects, detail: { filter, size } });
      return rows;
    });
    return connectionOf(found.slice(0, size), {
      cursorOf: ({ login }) => encodeCursor(name, [login]),
      more: found.length > size,
      isFirst: after === null,
    });
  }

  /** Closes an account at once, with all its sessions and keys. @throws AppError ACCOUNT_UNKNOWN, ACCOUNT_OWN */
  disable(context: RequestContext, idempotencyKey: string, accountId: string): Promise<Account> {
    const work: Change['work'] = async (tx, account) => {
      const ended = await this.end(tx, account.id, 'ACCOUNT_DISABLED', context.now);
      if (account.disabledAt === null) await this.accounts.setDisabled(tx, account.id, context.now);
      return { already: account.disabledAt !== null, sessionsEnded: ended };
    };
    return this.change(context, { action: 'account.disable', idempotencyKey, accountId, work });
  }

  /** Opens a closed account again; its sessions stay ended. @throws AppError ACCOUNT_UNKNOWN */
  enable(context: RequestContext, idempotencyKey: string, accountId: string): Promise<Account> {
    const work: Change['work'] = async (tx, account) => {
      await this.accounts.setDisabled(tx, account.id, null);
      return { already: account.disabledAt === null };
    };
    return this.change(context, { action: 'account.enable', idempotencyKey, accountId, work });
  }

  /** Forgets the failed attempts of an account's login, so that it may sign in now. @throws AppError ACCOUNT_UNKNOWN */
  unlock(context: RequestContext, idempotencyKey: string, accountId: string): Promise<Account> {
    const work: Change['work'] = async (tx, account) => ({
      wasCounted: await this.guard.unlock(tx, account.login),
    });
    return this.change(context, { action: 'account.unlock', idempotencyKey, accountId, work });
  }

  /**
   * Gives an account a password that must be changed before anything else; all its sessions end and its failed
   * attempts are forgotten. The password takes part in the comparison of a repeated request through its hash only.
   * @throws AppError ACCOUNT_UNKNOWN, ACCOUNT_OWN, ACCOUNT_IS_MACHINE, PASSWORD_WEAK, PASSWORD_COMMON,
   *   PASSWORD_GUESSABLE, PASSWORD_REUSED, IDEMPOTENCY_CONFLICT
   */
  async resetPassword(
    context: RequestContext,
    idempotencyKey: string,
    { accountId, password }: { readonly accountId: string; readonly password: string },
  ): Promise<Account> {
    const work: Change['work'] = async (tx, account) => {
      if (account.kind === 'MACHINE') throw new AppError('ACCOUNT_IS_MACHINE', {}, { field: 'accountId' });
      const checked = this.policy.check(password, account.login, account.organisation, 'password');
      await this.policy.refuseFormer(tx, account, checked, 'password');
      await this.accounts.setPassword(tx, account, await hashPassword(checked), context.now, true);
      await this.guard.unlock(tx, account.login);
      return { sessionsEnded: await this.end(tx, account.id, 'PASSWORD_RESET', context.now) };
    };
    const account = await this.change(context, {
      action: 'account.reset-password',
      idempotencyKey,
      accountId,
      work,
    });
    // The same key with another password is another request, while the first one is still to be changed.
    const isOther =
      account.mustChangePassword && !(await this.passwords.matches(password, account.passwordHash));
    if (isOther) throw new AppError('IDEMPOTENCY_CONFLICT', {}, { field: 'idempotencyKey' });
    return account;
  }

  private async end(tx: Tx, accountId: string, because: SessionEnd, now: string): Promise<number> {
    return (await this.sessions.end(tx, accountId, { because, now })).length;
  }

  private async change(context: RequestContext, change: Change): Promise<Account> {
    const authorised = authorise(context, MANAGE);
    const { accountId, action, idempotencyKey } = change;
    const field = 'accountId';
    if (accountId === authorised.actor.accountId && action !== 'account.unlock') {
      throw new AppError('ACCOUNT_OWN', {}, { field });
    }
    const account = await this.database.transaction(async (tx) => {
      const found = await this.accounts.lockWithin(tx, accountId, authorised.divisionPrefix);
      if (found === null) throw new AppError('ACCOUNT_UNKNOWN', {}, { field });
      const key = { operation: action, key: idempotencyKey, body: { accountId } };
      await once(tx, context, key, async () => {
        const detail = await change.work(tx, found);
        await recordAudit(tx, authorised.context, { action, subjects: [accountId], detail });
        return {};
      });
      return this.accounts.findById(tx, accountId);
    });
    this.news.told(accountName(accountId));
    if (account === null) throw new AppError('ACCOUNT_UNKNOWN', {}, { field });
    return account;
  }
}
