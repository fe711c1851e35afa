import { Query as Ask, Resolver } from '@nestjs/graphql';

@Resolver()
export class RenamedQueryResolver {
  @Ask(() => String)
  vehicle(): string {
    return 'open';
  }
}
