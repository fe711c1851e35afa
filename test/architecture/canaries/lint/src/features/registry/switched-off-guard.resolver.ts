import { Query, Resolver } from '@nestjs/graphql';

@Resolver()
export class SwitchedOffGuardResolver {
  // eslint-disable-next-line qingtu/root-field-guarded -- a reason does not help
  @Query(() => String)
  vehicle(): string {
    return 'open';
  }
}
