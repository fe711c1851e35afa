import { Query, Resolver } from '@nestjs/graphql';

@Resolver()
export class OpenQueryResolver {
  @Query(() => String)
  vehicle(): string {
    return 'open';
  }
}
