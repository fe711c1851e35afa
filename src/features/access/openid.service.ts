import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import { OpenIdIssuer, type CodeGrant } from '../../platform/auth/openid-issuer.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { sqlState } from '../../platform/database/sql-state.js';
import { statement } from '../../platform/database/statement.js';
import { AppError } from '../../platform/errors/app-error.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { RateLimiter } from '../../platform/limits/rate-limiter.js';
import { AccountRepository, type Account } from './account.repository.js';
import { SessionService, type SignedIn } from './session.service.js';
import { actorOf } from './sign-in.service.js';

const UNIQUE_VIOLATION = '23505';
const LINKED = statement(
  'openid_linked',
  'SELECT account_id AS id FROM openid_link WHERE issuer = $1 AND subject = $2',
);
const LINK = statement(
  'openid_link',
  'INSERT INTO openid_link (issuer, subject, account_id, linked_at) VALUES ($1, $2, $3, $4)',
);
const UNLINK = statement('openid_unlink', 'DELETE FROM openid_link WHERE issuer = $1 AND account_id = $2');

/** What a user agent needs to begin: the rest of the address is its own (state, nonce, PKCE challenge). */
export interface OpenIdStart {
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly authorizationEndpoint: string;
}

/** Signs in who proves an identity of the external issuer that an administrator has linked to an account. */
@Injectable()
export class OpenIdService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionService,
    private readonly issuer: OpenIdIssuer,
    private readonly rates: RateLimiter,
  ) {}

  /** @throws AppError OPENID_NOT_CONFIGURED, OPENID_UNAVAILABLE */
  async start(): Promise<OpenIdStart> {
    const { issuer, clientId, redirectUri } = this.issuer.settings;
    return {
      issuer,
      clientId,
      redirectUri,
      authorizationEndpoint: await this.issuer.authorizationEndpoint(),
    };
  }

  /**
   * Opens a session for the account that is linked to the subject of an authorization code (with PKCE). No account is
   * ever made from a claim.
   * @throws AppError OPENID_NOT_CONFIGURED, OPENID_UNAVAILABLE, OPENID_REFUSED, OPENID_NOT_LINKED, RATE_LIMITED
   */
  async signIn(context: RequestContext, grant: CodeGrant, device: string | null): Promise<SignedIn> {
    const { issuer } = this.issuer.settings;
    this.rates.take('SIGN_IN', context.address ?? '');
    const subject = await this.issuer.subjectOf(grant, context.now);
    const opened = await this.database.transaction(async (tx) => {
      const [link] = await tx.query<{ id: string }>(LINKED, [issuer, subject]);
      const found = link === undefined ? null : await this.accounts.findById(tx, link.id);
      const account = found?.disabledAt === null ? found : null;
      const actor = account === null ? null : actorOf(account);
      await recordAudit(
        tx,
        { ...context, actor, purpose: 'OPERATION' },
        {
          action: 'account.sign-in',
          subjects: found === null ? [] : [found.id],
          detail: { method: 'OPENID', accepted: account !== null, linked: link !== undefined },
        },
      );
      if (account === null) return null;
      return { account, prepared: await this.sessions.open(tx, account, 'OPENID', device, context.now) };
    });
    if (opened === null) throw new AppError('OPENID_NOT_LINKED');
    const { account, prepared } = opened;
    return { account, ...(await this.sessions.tokensOf(prepared, account.id, context.now)) };
  }

  /**
   * Links an account of the own province to a subject of the issuer, in place of the one before; null unlinks it.
   * @throws AppError ACCOUNT_UNKNOWN, ACCOUNT_IS_MACHINE, OPENID_SUBJECT_TAKEN, OPENID_NOT_CONFIGURED
   */
  async link(
    context: RequestContext,
    idempotencyKey: string,
    { accountId, subject }: { readonly accountId: string; readonly subject: string | null },
  ): Promise<Account> {
    const { divisionPrefix, context: audited } = authorise(context, 'account.manage');
    const { issuer } = this.issuer.settings;
    try {
      return await this.database.transaction(async (tx) => {
        const account = await this.accounts.lockWithin(tx, accountId, divisionPrefix);
        if (account === null) throw new AppError('ACCOUNT_UNKNOWN', {}, { field: 'accountId' });
        if (account.kind === 'MACHINE') throw new AppError('ACCOUNT_IS_MACHINE', {}, { field: 'accountId' });
        const what = { operation: 'account.link-openid', key: idempotencyKey, body: { accountId, subject } };
        await once(tx, context, what, async () => {
          await tx.query(UNLINK, [issuer, accountId]);
          if (subject !== null) await tx.query(LINK, [issuer, subject, accountId, context.now]);
          const detail = { linked: subject !== null };
          await recordAudit(tx, audited, { action: 'account.link-openid', subjects: [accountId], detail });
          return {};
        });
        return account;
      });
    } catch (error) {
      if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
      throw new AppError('OPENID_SUBJECT_TAKEN', {}, { field: 'subject' });
    }
  }
}
