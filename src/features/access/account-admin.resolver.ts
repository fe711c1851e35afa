import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { AccountKind } from '../../domain/access/account-kind.js';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseGlobalId } from '../../platform/graphql/relay.js';
import { AccountKindEnum, type AccountRefused } from './access.model.js';
import { accountView, changedView } from './access.view.js';
import {
  AccountConnection,
  ChangeAccountPayload,
  TokenKeyRotated,
  type AccountChanged,
} from './account-admin.model.js';
import { AccountAdminService } from './account-admin.service.js';
import { KeyRotationService } from './key-rotation.service.js';

const KEY = { description: '幂等键，由客户端选择。Idempotency key, chosen by the client.' };
const ACCOUNT = { type: () => ID, description: '账号的全局标识。Global id of the account.' };
const FIRST = { type: () => Int, nullable: true, description: '每页条数。Size of the page.' };
const AFTER = { type: () => String, nullable: true, description: '上一页末条游标。Cursor to go on from.' };
const ORGANISATION = { type: () => ID, nullable: true, description: '仅该机构。Of this organisation only.' };
const KIND = { type: () => AccountKindEnum, nullable: true, description: '仅该类别。Of this kind only.' };
const DISABLED = {
  type: () => Boolean,
  nullable: true,
  description: '是否停用。Disabled ones or the others.',
};

const accountOf = (id: string): string => parseGlobalId(id, 'Account', 'accountId');

@Resolver()
export class AccountAdminResolver {
  constructor(
    private readonly admin: AccountAdminService,
    private readonly keys: KeyRotationService,
  ) {}

  @Allow('account.manage')
  @Query(() => AccountConnection, {
    description: '本省账号，按登录名排列。Accounts of the own province by login.',
  })
  async accounts(
    @Caller() context: RequestContext,
    @Args('organisationId', ORGANISATION) organisation?: string | null,
    @Args('kind', KIND) kind?: AccountKind | null,
    @Args('disabled', DISABLED) disabled?: boolean | null,
    @Args('first', FIRST) first?: number | null,
    @Args('after', AFTER) after?: string | null,
  ): Promise<AccountConnection> {
    const organisationId =
      typeof organisation === 'string' ? parseGlobalId(organisation, 'Organisation', 'organisationId') : null;
    const page = await this.admin.list(context, {
      organisationId,
      kind: kind ?? null,
      disabled: disabled ?? null,
      first: first ?? null,
      after: after ?? null,
    });
    return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: accountView(node) })) };
  }

  @Allow('account.manage')
  @Mutation(() => ChangeAccountPayload, {
    description: '停用账号，其会话与密钥立即失效。Disables an account; its sessions and keys end at once.',
  })
  disableAccount(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('accountId', ACCOUNT) accountId: string,
  ): Promise<AccountChanged | AccountRefused> {
    return changedView(context, this.admin.disable(context, idempotencyKey, accountOf(accountId)));
  }

  @Allow('account.manage')
  @Mutation(() => ChangeAccountPayload, { description: '重新启用账号。Enables an account again.' })
  enableAccount(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('accountId', ACCOUNT) accountId: string,
  ): Promise<AccountChanged | AccountRefused> {
    return changedView(context, this.admin.enable(context, idempotencyKey, accountOf(accountId)));
  }

  @Allow('account.manage')
  @Mutation(() => ChangeAccountPayload, {
    description: '解除因登录失败造成的锁定。Lifts the lock that failed sign-ins led to.',
  })
  unlockAccount(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('accountId', ACCOUNT) accountId: string,
  ): Promise<AccountChanged | AccountRefused> {
    return changedView(context, this.admin.unlock(context, idempotencyKey, accountOf(accountId)));
  }

  @Allow('account.manage')
  @Mutation(() => ChangeAccountPayload, {
    description:
      '重设密码：本人登录后须先更改，其会话立即结束。Sets a password that must be changed first; the sessions end at once.',
  })
  resetPassword(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('accountId', ACCOUNT) accountId: string,
    @Args('password', { description: '临时密码。The password for the time being.' }) password: string,
  ): Promise<AccountChanged | AccountRefused> {
    const request = { accountId: accountOf(accountId), password };
    return changedView(context, this.admin.resetPassword(context, idempotencyKey, request));
  }

  @Allow('token-key.rotate')
  @Mutation(() => TokenKeyRotated, {
    description:
      '更换令牌签名密钥，已登录者不受影响。Changes the key that signs tokens; nobody is signed out.',
  })
  async rotateTokenKey(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
  ): Promise<TokenKeyRotated> {
    return { keyId: (await this.keys.rotate(context, idempotencyKey)).id };
  }
}
