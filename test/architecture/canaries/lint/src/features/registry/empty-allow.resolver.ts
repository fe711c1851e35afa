import { Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.js';

@Resolver()
export class EmptyAllowResolver {
  @Allow()
  @Query(() => String)
  vehicle(): string {
    return 'allowed to whom?';
  }
}
