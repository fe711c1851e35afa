import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, Public } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseGlobalId } from '../../platform/graphql/relay.js';
import { CreateAccountInput } from './access.input.js';
import {
  AccountModel,
  ChangePasswordPayload,
  CreateAccountPayload,
  SignInPayload,
  type AccountCreated,
  type AccountRefused,
  type PasswordChanged,
  type SignInRefused,
  type SignInSucceeded,
} from './access.model.js';
import { accountView, changedView, orRefusal, signInView } from './access.view.js';
import { AccountService } from './account.service.js';
import { SignInService } from './sign-in.service.js';

const KEY = { description: '幂等键，由客户端选择。Idempotency key, chosen by the client.' };
const DEVICE = {
  type: () => String,
  nullable: true,
  description: '设备名称，显示在会话列表中。Name of the device, shown in the list of sessions.',
};

@Resolver()
export class AccessResolver {
  constructor(
    private readonly signIns: SignInService,
    private readonly accounts: AccountService,
  ) {}

  // No idempotency key: a repeated sign-in is a new attempt, and a token must not lie in the ledger of answers.
  @Public()
  @Mutation(() => SignInPayload, {
    description:
      '登录并取得短期令牌与续期令牌。Signs in and gives a short-lived token and one that refreshes it.',
  })
  signIn(
    @Caller() context: RequestContext,
    @Args('login', { description: '登录名。Login.' }) login: string,
    @Args('password', { description: '密码。Password.' }) password: string,
    @Args('device', DEVICE) device?: string | null,
  ): Promise<SignInSucceeded | SignInRefused> {
    const signedIn = this.signIns.signIn(context, { login, password, device: device ?? null });
    return orRefusal(context.language, signedIn.then(signInView));
  }

  @Allow('account.read-self')
  @Query(() => AccountModel, { description: '本账号。The account that asks.' })
  async me(@Caller() context: RequestContext): Promise<AccountModel> {
    return accountView(await this.accounts.me(context));
  }

  @Allow('account.manage')
  @Mutation(() => CreateAccountPayload, {
    description: '在本省机构内创建账号。Makes an account in an organisation of the own province.',
  })
  createAccount(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('input', { description: '新账号。The new account.' }) input: CreateAccountInput,
  ): Promise<AccountCreated | AccountRefused> {
    const { login, password, role } = input;
    const organisationId = parseGlobalId(input.organisationId, 'Organisation', 'input.organisationId');
    const made = this.accounts.create(context, idempotencyKey, { login, password, role, organisationId });
    return changedView(context, made);
  }

  @Allow('account.change-password')
  @Mutation(() => ChangePasswordPayload, { description: '更改本账号密码。Changes the own password.' })
  changePassword(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('present', { description: '现密码。The present password.' }) present: string,
    @Args('wanted', { description: '新密码，12 至 128 个字符。The new one, 12 to 128 characters.' })
    wanted: string,
  ): Promise<PasswordChanged | AccountRefused> {
    const changed = this.accounts.changePassword(context, idempotencyKey, { present, wanted });
    return changedView(context, changed);
  }
}
