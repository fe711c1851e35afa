import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Instant } from '../../domain/shared/time.js';
import { InstantScalar } from '../../platform/graphql/scalars.js';
import { AccountRefused } from './access.model.js';
import type { SessionMethod } from './session.repository.js';

const SessionMethodEnum: Record<SessionMethod, SessionMethod> = { PASSWORD: 'PASSWORD', OPENID: 'OPENID' };
registerEnumType(SessionMethodEnum, {
  name: 'SessionMethod',
  description: '登录方式。How a session was opened.',
  valuesMap: {
    PASSWORD: { description: '登录名与密码。Login and password.' },
    OPENID: { description: '外部身份（OpenID）。An external identity (OpenID).' },
  },
});

@ObjectType('Session', {
  description: '会话：一次登录及其续期。A sign-in and all that was refreshed from it.',
})
export class SessionModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => SessionMethodEnum, { description: '登录方式。How it was opened.' })
  method!: SessionMethod;

  @Field(() => String, { nullable: true, description: '设备名称。What the client said it is.' })
  device!: string | null;

  @Field(() => InstantScalar, { description: '登录时间。Since when.' })
  createdAt!: Instant;

  @Field(() => InstantScalar, { description: '最近一次登录或续期。When it was last opened or refreshed.' })
  lastUsedAt!: Instant;

  @Field(() => InstantScalar, { description: '最迟失效时间。When it ends however often it is refreshed.' })
  expiresAt!: Instant;

  @Field(() => Boolean, { description: '是否为当前会话。Whether this request speaks in it.' })
  isCurrent!: boolean;
}

@ObjectType({ description: '已退出。Signed out.' })
export class SignedOut {
  @Field(() => Int, { description: '结束的会话数。How many sessions ended.' })
  sessionsEnded!: number;
}

export const SignOutPayload = createUnionType({
  name: 'SignOutPayload',
  description: '退出的结果。The outcome of signing out.',
  types: () => [SignedOut, AccountRefused] as const,
  resolveType: (value) => ('sessionsEnded' in value ? SignedOut : AccountRefused),
});
