import { Injectable } from '@nestjs/common';
import { checkLogin } from '../../domain/access/credentials.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import type { Actor, RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { AccountRepository, type Account } from './account.repository.js';
import { PasswordVerifier } from './password.js';
import { TokenIssuer, type IssuedToken } from './token-issuer.js';

export interface SignedIn extends IssuedToken {
  readonly account: Account;
}

/** Belongs to nobody: a login that cannot exist takes the same way as one that does not. */
const NO_LOGIN = '';

/** The actor that the tokens of an account speak for. */
const actorOf = (account: Account): Actor => ({
  accountId: account.id,
  role: account.role,
  organisationId: account.organisation.id,
  division: account.organisation.division,
});

/** Whether the account is still what the password was compared with. */
const isStillOpen = (now: Account | null, compared: Account | null): boolean =>
  now !== null && now.disabledAt === null && now.passwordHash === compared?.passwordHash;

/** Turns a login and a password into a token. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly passwords: PasswordVerifier,
    private readonly tokens: TokenIssuer,
  ) {}

  /**
   * Every attempt is audited, without the login that was typed (people type passwords there) and never with the
   * password. An unknown login, a wrong password and a disabled account give the same answer after the same work.
   * The hash is compared outside of the transaction, which would hold a connection meanwhile; the account is
   * therefore read again inside it.
   * @throws AppError SIGN_IN_FAILED
   */
  async signIn(context: RequestContext, typedLogin: string, password: string): Promise<SignedIn> {
    const checked = checkLogin(typedLogin);
    const login = checked.ok ? checked.value : NO_LOGIN;
    const compared = await this.accounts.findByLogin(this.database, login);
    const matches = await this.passwords.matches(password, compared?.passwordHash ?? null);
    const signedIn = await this.database.transaction(async (tx) => {
      const account = await this.accounts.findByLogin(tx, login);
      const accepted = matches && isStillOpen(account, compared);
      const actor = accepted && account !== null ? actorOf(account) : null;
      await recordAudit(
        tx,
        { ...context, actor, purpose: 'OPERATION' },
        {
          action: 'account.sign-in',
          subjects: account === null ? [] : [account.id],
          detail: {
            accepted,
            known: account !== null,
            disabled: account !== null && account.disabledAt !== null,
          },
        },
      );
      return actor === null ? null : account;
    });
    if (signedIn === null) throw new AppError('SIGN_IN_FAILED');
    return { account: signedIn, ...(await this.tokens.issue(actorOf(signedIn), context.now)) };
  }
}
