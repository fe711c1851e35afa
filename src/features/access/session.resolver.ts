import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, Public } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { globalId, parseGlobalId } from '../../platform/graphql/relay.js';
import {
  SignInPayload,
  type AccountRefused,
  type SignInRefused,
  type SignInSucceeded,
} from './access.model.js';
import { orRefusal, signInView } from './access.view.js';
import { SessionModel, SignOutPayload, type SignedOut } from './session.model.js';
import { SessionService } from './session.service.js';

const REFRESH = { description: '续期令牌。The refresh token.' };
const SESSION = {
  type: () => ID,
  nullable: true,
  description: '要结束的会话，缺省为当前会话。The session to end; this one unless said.',
};

// None of the mutations takes an idempotency key: a token must not lie in the ledger of answers, and what has ended
// stays ended.
@Resolver()
export class SessionResolver {
  constructor(private readonly service: SessionService) {}

  @Public()
  @Mutation(() => SignInPayload, {
    description:
      '以续期令牌换取新令牌；每个续期令牌仅可用一次，再次使用将结束整个会话。Exchanges a refresh token for new tokens; it works once, a second use ends the session.',
  })
  refreshSession(
    @Caller() context: RequestContext,
    @Args('refreshToken', REFRESH) refreshToken: string,
  ): Promise<SignInSucceeded | SignInRefused> {
    return orRefusal(context.language, this.service.refresh(context, refreshToken).then(signInView));
  }

  @Allow('session.manage-own')
  @Mutation(() => SignOutPayload, {
    description: '结束本账号的一个会话，立即生效。Ends one session of the own account, at once.',
  })
  signOut(
    @Caller() context: RequestContext,
    @Args('sessionId', SESSION) sessionId?: string | null,
  ): Promise<SignedOut | AccountRefused> {
    const id = typeof sessionId === 'string' ? parseGlobalId(sessionId, 'Session', 'sessionId') : null;
    const ended = this.service.signOut(context, id);
    return orRefusal(
      context.language,
      ended.then((sessionsEnded) => ({ sessionsEnded })),
    );
  }

  @Allow('session.manage-own')
  @Mutation(() => SignOutPayload, {
    description: '结束本账号的全部会话，立即生效。Ends every session of the own account, at once.',
  })
  async signOutEverywhere(@Caller() context: RequestContext): Promise<SignedOut> {
    return { sessionsEnded: await this.service.signOutEverywhere(context) };
  }

  @Allow('session.manage-own')
  @Query(() => [SessionModel], {
    description: '本账号未结束的会话，最新在前。Open sessions of the own account, the newest first.',
  })
  async sessions(@Caller() context: RequestContext): Promise<SessionModel[]> {
    const found = await this.service.list(context);
    return found.map((one) => ({
      ...one,
      id: globalId('Session', one.id),
      isCurrent: one.id === context.actor?.sessionId,
    }));
  }
}
