import { createUnionType, Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ACCOUNT_KINDS, type AccountKind } from '../../domain/access/account-kind.js';
import type { Scope } from '../../domain/access/permission-types.js';
import { ORGANISATION_KINDS, ROLES, type OrganisationKind, type Role } from '../../domain/access/roles.js';
import type { Instant } from '../../domain/shared/time.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import { InstantScalar } from '../../platform/graphql/scalars.js';

const enumOf = <T extends string>(values: readonly T[]): Record<T, T> =>
  Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;

export const RoleEnum = enumOf(ROLES);
registerEnumType(RoleEnum, {
  name: 'Role',
  description: '角色，每个账号一个。The kind of user; an account has exactly one.',
  valuesMap: {
    TRAFFIC_POLICE: { description: '公安交警。Traffic police.' },
    INSPECTION_STATION: { description: '排放检验机构（I站）。Inspection station.' },
    REPAIR_STATION: { description: '维护（维修）站（M站）。Repair station.' },
    PORT_AUTHORITY: { description: '港口管理部门。Port authority.' },
    MARITIME: { description: '海事执法人员。Maritime officer.' },
    ECOLOGY_BUREAU: { description: '生态环境部门。Ecology bureau.' },
    TRANSPORT_BUREAU: { description: '交通运输部门。Transport bureau.' },
    SITE_OPERATOR: { description: '站点运维。Operator of the site.' },
    ADMINISTRATOR: { description: '账号与审计管理员。Administrator of accounts and audit.' },
  },
});

const OrganisationKindEnum = enumOf(ORGANISATION_KINDS);
registerEnumType(OrganisationKindEnum, {
  name: 'OrganisationKind',
  description:
    '机构类别，决定其账号可有的角色。What an organisation is; it decides the roles of its accounts.',
  valuesMap: {
    TRAFFIC_POLICE: { description: '公安交管部门。Traffic police.' },
    INSPECTION_STATION: { description: '排放检验机构（I站）。Inspection station.' },
    REPAIR_STATION: { description: '维护（维修）站（M站）。Repair station.' },
    PORT_AUTHORITY: { description: '港口管理部门。Port authority.' },
    MARITIME: { description: '海事管理机构。Maritime safety administration.' },
    ECOLOGY_BUREAU: { description: '生态环境部门。Ecology bureau.' },
    TRANSPORT_BUREAU: { description: '交通运输部门。Transport bureau.' },
    SITE_OPERATOR: { description: '站点运行单位。Operator of the site.' },
  },
});

export const AccountKindEnum = enumOf(ACCOUNT_KINDS);
registerEnumType(AccountKindEnum, {
  name: 'AccountKind',
  description: '账号类别。Who uses an account.',
  valuesMap: {
    PERSON: { description: '个人，以密码或外部身份登录。A person, who signs in.' },
    MACHINE: { description: '接口客户端，以密钥调用。A program with a key of its own.' },
  },
});

const ScopeEnum = enumOf<Exclude<Scope, 'NONE'>>(['OWN', 'PRESENTED', 'CITY', 'PROVINCE', 'DELTA']);
registerEnumType(ScopeEnum, {
  name: 'Scope',
  description: '权限所及范围。How far a permission reaches.',
  valuesMap: {
    OWN: { description: '仅本账号。The own account only.' },
    PRESENTED: {
      description: '仅当面车辆，须同时给出号牌和VIN。A vehicle at hand only: plate and VIN both given.',
    },
    CITY: { description: '本市。The own city.' },
    PROVINCE: { description: '本省（市）。The own province.' },
    DELTA: { description: '长三角。The whole delta.' },
  },
});

@ObjectType('Organisation', { description: '机构。An organisation whose accounts use the service.' })
export class OrganisationModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => String, { description: '中文名称。Name in Chinese.' })
  nameZh!: string;

  @Field(() => String, { description: '英文名称。Name in English.' })
  nameEn!: string;

  @Field(() => OrganisationKindEnum, { description: '机构类别。Its kind.' })
  kind!: OrganisationKind;

  @Field(() => String, { description: '行政区划代码（GB/T 2260）。Division code.' })
  division!: string;

  @Field(() => String, { nullable: true, description: '检验（维修）机构编号。Station code.' })
  stationCode!: string | null;
}

@ObjectType('GrantedPermission', { description: '一项已授予的权限。Something the account may do.' })
export class GrantedPermissionModel {
  @Field(() => String, { description: '操作。The action.' })
  action!: string;

  @Field(() => ScopeEnum, { description: '范围。How far it reaches.' })
  scope!: Exclude<Scope, 'NONE'>;

  @Field(() => Boolean, {
    description:
      '是否须以 x-purpose 和 x-case-no 说明用途与编号。Whether x-purpose and x-case-no must say why and for which case.',
  })
  purposeRequired!: boolean;
}

@ObjectType('Account', { description: '账号。An account: one person or machine with one role.' })
export class AccountModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => String, { description: '登录名。Login.' })
  login!: string;

  @Field(() => RoleEnum, { description: '角色。Its role.' })
  role!: Role;

  @Field(() => OrganisationModel, { description: '所属机构。Its organisation.' })
  organisation!: OrganisationModel;

  @Field(() => AccountKindEnum, { description: '个人或接口客户端。A person or a machine.' })
  kind!: AccountKind;

  @Field(() => InstantScalar, { description: '创建时间。When it was made.' })
  createdAt!: Instant;

  @Field(() => InstantScalar, { nullable: true, description: '停用时间。Since when it is disabled.' })
  disabledAt!: Instant | null;

  @Field(() => Boolean, {
    description: '密码由管理员设置，须先更改。An administrator chose the password; it must be changed first.',
  })
  mustChangePassword!: boolean;

  @Field(() => [GrantedPermissionModel], { description: '可执行的操作。What it may do.' })
  permissions!: GrantedPermissionModel[];
}

@ObjectType({ description: '登录成功。Signed in.' })
export class SignInSucceeded {
  @Field(() => String, {
    description: '令牌，用于请求头 Authorization: Bearer。Token for the header Authorization: Bearer.',
  })
  token!: string;

  @Field(() => InstantScalar, { description: '令牌失效时间。When the token expires.' })
  expiresAt!: Instant;

  @Field(() => String, {
    description: '续期令牌，仅可用一次。Refresh token for refreshSession; works once.',
  })
  refreshToken!: string;

  @Field(() => InstantScalar, { description: '续期令牌失效时间。When the refresh token expires.' })
  refreshExpiresAt!: Instant;

  @Field(() => AccountModel, { description: '登录的账号。The account that signed in.' })
  account!: AccountModel;
}

@ObjectType({
  description: '拒绝登录，不说明是登录名还是密码有误。Refused; which of the two was wrong is not said.',
})
export class SignInRefused {
  @Field(() => String, { description: '稳定代码。Stable code.' })
  code!: string;

  @Field(() => String, { description: '说明。Text in the language of the caller.' })
  message!: string;
}

@ObjectType({ description: '账号已创建。The account was made.' })
export class AccountCreated {
  @Field(() => AccountModel, { description: '新账号。The new account.' })
  account!: AccountModel;
}

@ObjectType({ description: '密码已更改。The password was changed.' })
export class PasswordChanged {
  @Field(() => AccountModel, { description: '本账号。The own account.' })
  account!: AccountModel;
}

@ObjectType({ description: '账号操作被拒绝。A request about an account was refused.' })
export class AccountRefused extends Refusal {}

export const SignInPayload = createUnionType({
  name: 'SignInPayload',
  description: '登录结果。The outcome of signing in.',
  types: () => [SignInSucceeded, SignInRefused] as const,
  resolveType: (value) => ('token' in value ? SignInSucceeded : SignInRefused),
});

export const CreateAccountPayload = createUnionType({
  name: 'CreateAccountPayload',
  description: '创建账号的结果。The outcome of making an account.',
  types: () => [AccountCreated, AccountRefused] as const,
  resolveType: (value) => ('account' in value ? AccountCreated : AccountRefused),
});

export const ChangePasswordPayload = createUnionType({
  name: 'ChangePasswordPayload',
  description: '更改密码的结果。The outcome of changing a password.',
  types: () => [PasswordChanged, AccountRefused] as const,
  resolveType: (value) => ('account' in value ? PasswordChanged : AccountRefused),
});
