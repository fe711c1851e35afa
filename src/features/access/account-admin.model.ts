import { createUnionType, Field, ObjectType } from '@nestjs/graphql';
import { connectionClasses } from '../../platform/graphql/relay.js';
import { AccountModel, AccountRefused } from './access.model.js';

export const { Connection: AccountConnection } = connectionClasses(AccountModel, 'Account');
export type AccountConnection = InstanceType<typeof AccountConnection>;

@ObjectType({ description: '账号已变更。The account was changed.' })
export class AccountChanged {
  @Field(() => AccountModel, { description: '变更后的账号。The account as it is now.' })
  account!: AccountModel;
}

export const ChangeAccountPayload = createUnionType({
  name: 'ChangeAccountPayload',
  description: '变更账号的结果。The outcome of changing an account.',
  types: () => [AccountChanged, AccountRefused] as const,
  resolveType: (value) => ('account' in value ? AccountChanged : AccountRefused),
});

@ObjectType({ description: '令牌签名密钥已更换。The key that signs tokens was changed.' })
export class TokenKeyRotated {
  @Field(() => String, { description: '新密钥的标识。Id of the new key.' })
  keyId!: string;
}
