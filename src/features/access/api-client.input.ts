import { ArrayMaxSize, IsArray, IsIn, IsString } from 'class-validator';
import { Field, ID, InputType } from '@nestjs/graphql';
import { ROLES, type Role } from '../../domain/access/roles.js';
import type { Instant } from '../../domain/shared/time.js';
import { InstantScalar } from '../../platform/graphql/scalars.js';
import { RoleEnum } from './access.model.js';

@InputType({ description: '新接口客户端。A new API client.' })
export class CreateApiClientInput {
  @IsString()
  @Field(() => String, { description: '名称，2 至 80 个字符。Name of 2 to 80 characters.' })
  name!: string;

  @IsString()
  @Field(() => ID, { description: '机构的全局标识。Global id of the organisation.' })
  organisationId!: string;

  @IsIn(ROLES)
  @Field(() => RoleEnum, { description: '角色，须与机构类别相符。Role; it must suit the organisation.' })
  role!: Role;

  @IsArray()
  @ArrayMaxSize(50)
  @Field(() => [String], {
    description: '角色权限中允许的操作。Which of the role’s actions it may do, `vehicle.roadside-check` say.',
  })
  actions!: string[];

  @IsArray()
  @ArrayMaxSize(50)
  @Field(() => [String], {
    defaultValue: [],
    description: '允许的来源网段（CIDR），空为不限。Networks it may call from; none: from anywhere.',
  })
  addressRanges!: string[];

  @IsString()
  @Field(() => InstantScalar, { description: '失效时间。When it expires.' })
  expiresAt!: Instant;
}
