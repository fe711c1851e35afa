import { IsOptional, IsString } from 'class-validator';
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { Role } from '../../domain/access/roles.js';
import type { Instant } from '../../domain/shared/time.js';
import { PageInfo, type PagePosition } from '../../platform/graphql/relay.js';
import { InstantScalar } from '../../platform/graphql/scalars.js';
import { RoleEnum } from '../access/index.js';

@ObjectType({ description: '显示了哪些记录的哪些字段。Which fields of which records were shown.' })
export class AuditShown {
  @Field(() => [String], {
    description: '答复中可见的字段。Fields that the answer could hold in clear.',
  })
  fields!: readonly string[];

  @Field(() => [String], {
    nullable: true,
    description: '所涉记录；为空即本条全部记录。The records; null means all that this entry names.',
  })
  subjects!: readonly string[] | null;
}

@ObjectType('AuditEntry', { description: '一条审计记录。One line of the audit.' })
export class AuditEntryModel {
  @Field(() => ID, { description: '审计编号。Number of the entry.' })
  id!: string;

  @Field(() => InstantScalar, { description: '时间。When.' })
  at!: Instant;

  @Field(() => ID, {
    nullable: true,
    description: '操作账号；命令行操作为空。The account; null: command line.',
  })
  account!: string | null;

  @Field(() => String, { nullable: true, description: '登录名。Its login.' })
  login!: string | null;

  @Field(() => RoleEnum, { nullable: true, description: '当时的角色。The role at that time.' })
  role!: Role | null;

  @Field(() => ID, { nullable: true, description: '所属机构。Its organisation.' })
  organisation!: string | null;

  @Field(() => String, { nullable: true, description: '机构名称。Name of the organisation.' })
  organisationName!: string | null;

  @Field(() => String, { description: '操作。What was done.' })
  action!: string;

  @Field(() => String, { nullable: true, description: '用途代码。Code of the purpose.' })
  purpose!: string | null;

  @Field(() => String, { nullable: true, description: '案件（执勤）编号。Case or duty number.' })
  reference!: string | null;

  @Field(() => String, { description: '请求编号。Id of the request.' })
  requestId!: string;

  @Field(() => [String], { description: '所涉记录（UUID）。The records touched or shown, by UUID.' })
  subjects!: readonly string[];

  @Field(() => [AuditShown], { description: '显示的字段。The fields that were shown.' })
  shown!: readonly AuditShown[];

  @Field(() => String, { description: '请求内容（JSON），不含个人信息。What was asked, as JSON.' })
  detail!: string;
}

@InputType({ description: '审计记录的筛选条件，须全部满足。Conditions on audit entries; all must hold.' })
export class AuditFilterInput {
  @IsOptional()
  @IsString()
  @Field(() => ID, { nullable: true, description: '操作账号。The account that acted.' })
  account?: string | null;

  @IsOptional()
  @IsString()
  @Field(() => ID, { nullable: true, description: '操作机构。The organisation that acted.' })
  organisation?: string | null;

  @IsOptional()
  @IsString()
  @Field(() => ID, {
    nullable: true,
    description: '所涉记录，例如车辆的全局标识。A record that was touched or shown: a vehicle, say.',
  })
  subject?: string | null;

  @IsOptional()
  @IsString()
  @Field(() => String, { nullable: true, description: '操作，例如 vehicle.read。What was done.' })
  action?: string | null;

  @IsOptional()
  @IsString()
  @Field(() => String, { nullable: true, description: '用途代码。Code of the purpose.' })
  purpose?: string | null;

  @IsOptional()
  @Field(() => InstantScalar, { nullable: true, description: '起（含）。From, inclusive.' })
  from?: Instant | null;

  @IsOptional()
  @Field(() => InstantScalar, { nullable: true, description: '止（不含）。To, exclusive.' })
  to?: Instant | null;
}

@ObjectType({ description: '审计记录列表中的一条。One entry of the audit trail.' })
export class AuditEdge {
  @Field(() => String, { description: '游标，用于 after。Cursor for `after`.' })
  cursor!: string;

  @Field(() => AuditEntryModel, { description: '审计记录。The entry.' })
  node!: AuditEntryModel;
}

@ObjectType({ description: '审计记录的一页，新者在前。A page of the audit trail, latest first (Relay).' })
export class AuditConnection {
  @Field(() => [AuditEdge], { description: '本页各条。The entries of this page.' })
  edges!: readonly AuditEdge[];

  @Field(() => PageInfo, { description: '分页信息。About this page.' })
  pageInfo!: PagePosition;
}
