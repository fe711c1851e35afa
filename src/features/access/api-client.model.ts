import { createUnionType, Field, ID, ObjectType } from '@nestjs/graphql';
import type { Role } from '../../domain/access/roles.js';
import type { Instant } from '../../domain/shared/time.js';
import { InstantScalar } from '../../platform/graphql/scalars.js';
import { AccountRefused, OrganisationModel, RoleEnum } from './access.model.js';

@ObjectType('ApiClient', { description: '接口客户端：检验站、卡口等的程序。A program of a station or gate.' })
export class ApiClientModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => ID, { description: '其账号的全局标识，见于审计。Global id of its account, as in the audit.' })
  accountId!: string;

  @Field(() => String, { description: '名称。Name.' })
  name!: string;

  @Field(() => RoleEnum, { description: '角色。Its role.' })
  role!: Role;

  @Field(() => OrganisationModel, { description: '所属机构。Its organisation.' })
  organisation!: OrganisationModel;

  @Field(() => [String], { description: '可执行的操作。The actions that it may do.' })
  actions!: readonly string[];

  @Field(() => [String], {
    description: '允许的来源网段，空为不限。Networks it may call from; none: from anywhere.',
  })
  addressRanges!: readonly string[];

  @Field(() => InstantScalar, { description: '创建时间。When it was made.' })
  createdAt!: Instant;

  @Field(() => InstantScalar, { description: '失效时间。When it expires.' })
  expiresAt!: Instant;

  @Field(() => InstantScalar, { nullable: true, description: '撤销时间。When it was revoked.' })
  revokedAt!: Instant | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: '账号停用时间。Since when its account is disabled.',
  })
  disabledAt!: Instant | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: '最近使用时间，至多滞后半分钟。When it was last heard of, up to half a minute late.',
  })
  lastUsedAt!: Instant | null;
}

@ObjectType({ description: '接口客户端的密钥，只显示一次。The key of a client, shown this once.' })
export class ApiKeyIssued {
  @Field(() => ApiClientModel, { description: '接口客户端。The client.' })
  client!: ApiClientModel;

  @Field(() => String, {
    nullable: true,
    description:
      '密钥，用于 Authorization: Bearer；重复请求时为空。The key; null when the request is repeated.',
  })
  key!: string | null;
}

@ObjectType({ description: '接口客户端已撤销。The client was revoked.' })
export class ApiClientRevoked {
  @Field(() => ApiClientModel, { description: '接口客户端。The client.' })
  client!: ApiClientModel;
}

export const IssueApiKeyPayload = createUnionType({
  name: 'IssueApiKeyPayload',
  description: '签发密钥的结果。The outcome of issuing a key.',
  types: () => [ApiKeyIssued, AccountRefused] as const,
  resolveType: (value) => ('client' in value ? ApiKeyIssued : AccountRefused),
});

export const RevokeApiClientPayload = createUnionType({
  name: 'RevokeApiClientPayload',
  description: '撤销的结果。The outcome of revoking.',
  types: () => [ApiClientRevoked, AccountRefused] as const,
  resolveType: (value) => ('client' in value ? ApiClientRevoked : AccountRefused),
});
