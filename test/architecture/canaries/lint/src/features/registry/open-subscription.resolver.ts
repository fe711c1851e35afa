import * as graphql from '@nestjs/graphql';

@graphql.Resolver()
export class OpenSubscriptionResolver {
  @graphql.Subscription(() => String)
  changes(): string {
    return 'open';
  }
}
