import { Injectable } from '@nestjs/common';
import { checkLogin } from '../../domain/access/credentials.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import type { Actor, RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { RateLimiter } from '../../platform/limits/rate-limiter.js';
import { AppError } from '../../platform/errors/app-error.js';
import { AccountRepository, type Account } from './account.repository.js';
import { PasswordVerifier } from './password.js';
import { SessionService, type SignedIn } from './session.service.js';
import { SignInGuard, type Attempt } from './sign-in-guard.js';

export interface SignInRequest {
  readonly login: string;
  readonly password: string;
  /** What the client says it is, for the list of sessions. */
  readonly device: string | null;
}

/** Belongs to nobody: a login that cannot exist takes the same way as one that does not. */
const NO_LOGIN = '';

/** Whom the audit names for an account. */
export const actorOf = (account: Account): Actor => ({
  accountId: account.id,
  role: account.role,
  organisationId: account.organisation.id,
  division: account.organisation.division,
});

/** Whether the account is still what the password was compared with. */
const isStillOpen = (now: Account | null, compared: Account | null): boolean =>
  now !== null && now.disabledAt === null && now.passwordHash === compared?.passwordHash;

/** Turns a login and a password into a session. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly passwords: PasswordVerifier,
    private readonly sessions: SessionService,
    private readonly guard: SignInGuard,
    private readonly rates: RateLimiter,
  ) {}

  /**
   * Every attempt is audited, without the login that was typed (people type passwords there) and never with the
   * password. An unknown login, a wrong password and a disabled account give the same answer after the same work, and
   * too many attempts on any login the same refusal.
   * The hash is compared outside of the transaction, which would hold a connection meanwhile; the account is
   * therefore read again inside it.
   * @throws AppError SIGN_IN_FAILED, TOO_MANY_ATTEMPTS and RATE_LIMITED with `retryAfterSeconds`
   */
  async signIn(
    context: RequestContext,
    { login: typed, password, device }: SignInRequest,
  ): Promise<SignedIn> {
    const checked = checkLogin(typed);
    const login = checked.ok ? checked.value : NO_LOGIN;
    const source = { login: checked.ok ? login : typed, address: context.address };
    this.rates.take('SIGN_IN', context.address ?? '');
    const attempt = await this.guard.admit(source, context.now);
    const compared = await this.accounts.findByLogin(this.database, login);
    const matches = await this.passwords.matches(password, compared?.passwordHash ?? null);
    const signedIn = await this.database.transaction(async (tx) => {
      const account = await this.accounts.findByLogin(tx, login);
      const accepted = matches && isStillOpen(account, compared) ? account : null;
      await this.audit(tx, context, { account, accepted, attempt });
      if (accepted === null) return null;
      await this.guard.takeBack(tx, source);
      const prepared = await this.sessions.open(tx, accepted, 'PASSWORD', device, context.now);
      return { account: accepted, prepared };
    });
    if (signedIn === null) throw new AppError('SIGN_IN_FAILED');
    const { account, prepared } = signedIn;
    return { account, ...(await this.sessions.tokensOf(prepared, account.id, context.now)) };
  }

  private async audit(
    tx: Tx,
    context: RequestContext,
    {
      account,
      accepted,
      attempt,
    }: { readonly account: Account | null; readonly accepted: Account | null; readonly attempt: Attempt },
  ): Promise<void> {
    const actor = accepted === null ? null : actorOf(accepted);
    await recordAudit(
      tx,
      { ...context, actor, purpose: 'OPERATION' },
      {
        action: 'account.sign-in',
        subjects: account === null ? [] : [account.id],
        detail: {
          accepted: accepted !== null,
          known: account !== null,
          disabled: account !== null && account.disabledAt !== null,
          ...(accepted === null && attempt.locks ? { locked: true } : {}),
        },
      },
    );
  }
}
