import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, Public } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseGlobalId } from '../../platform/graphql/relay.js';
import {
  SignInPayload,
  type AccountRefused,
  type SignInRefused,
  type SignInSucceeded,
} from './access.model.js';
import { changedView, orRefusal, signInView } from './access.view.js';
import { ChangeAccountPayload, type AccountChanged } from './account-admin.model.js';
import { OpenIdCodeInput, OpenIdStartModel } from './openid.model.js';
import { OpenIdService } from './openid.service.js';

const KEY = { description: '幂等键，由客户端选择。Idempotency key, chosen by the client.' };
const ACCOUNT = { type: () => ID, description: '账号的全局标识。Global id of the account.' };
const SUBJECT = {
  type: () => String,
  nullable: true,
  description: '签发者处的主体标识，空为解除。Subject at the issuer; null unlinks.',
};

@Resolver()
export class OpenIdResolver {
  constructor(private readonly openId: OpenIdService) {}

  @Public()
  @Query(() => OpenIdStartModel, {
    description:
      '外部身份登录的起点，未配置时拒绝。Where signing in with OpenID begins; refused when not configured.',
  })
  openIdStart(): Promise<OpenIdStartModel> {
    return this.openId.start();
  }

  // No idempotency key: a code works once, and a token must not lie in the ledger of answers.
  @Public()
  @Mutation(() => SignInPayload, {
    description:
      '以外部签发者的授权码（PKCE）登录；账号须已由管理员关联。Signs in with an authorization code (PKCE) of the external issuer; an administrator must have linked the account.',
  })
  signInWithOpenId(
    @Caller() context: RequestContext,
    @Args('input', { description: '授权码。The code.' }) input: OpenIdCodeInput,
  ): Promise<SignInSucceeded | SignInRefused> {
    const { device, ...grant } = input;
    return orRefusal(context.language, this.openId.signIn(context, grant, device ?? null).then(signInView));
  }

  @Allow('account.manage')
  @Mutation(() => ChangeAccountPayload, {
    description: '将账号与外部身份关联或解除。Links an account to an external identity, or unlinks it.',
  })
  linkOpenId(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('accountId', ACCOUNT) accountId: string,
    @Args('subject', SUBJECT) subject?: string | null,
  ): Promise<AccountChanged | AccountRefused> {
    const request = { accountId: parseGlobalId(accountId, 'Account', 'accountId'), subject: subject ?? null };
    return changedView(context, this.openId.link(context, idempotencyKey, request));
  }
}
