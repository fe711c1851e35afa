import { Mutation, Resolver } from '@nestjs/graphql';
import { Public } from '../../platform/auth/allow.js';

@Resolver()
export class OpenMutationResolver {
  @Public()
  @Mutation(() => String)
  declared(): string {
    return 'declared';
  }

  @Mutation(() => String)
  register(): string {
    return 'open';
  }
}
