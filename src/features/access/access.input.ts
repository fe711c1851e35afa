import { IsIn, IsString } from 'class-validator';
import { Field, ID, InputType } from '@nestjs/graphql';
import { ROLES, type Role } from '../../domain/access/roles.js';
import { RoleEnum } from './access.model.js';

@InputType({ description: '新账号。A new account.' })
export class CreateAccountInput {
  @IsString()
  @Field(() => String, {
    description: '登录名，2 至 64 个小写字母、数字、点、下划线或连字符。Login of 2 to 64 characters.',
  })
  login!: string;

  @IsString()
  @Field(() => String, { description: '初始密码，12 至 128 个字符。First password, 12 to 128 characters.' })
  password!: string;

  @IsIn(ROLES)
  @Field(() => RoleEnum, {
    description: '角色，须与机构类别相符。Role; it must suit the kind of organisation.',
  })
  role!: Role;

  @IsString()
  @Field(() => ID, { description: '机构的全局标识。Global id of the organisation.' })
  organisationId!: string;
}
