import type { OnModuleInit } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { HotFields } from '../../platform/graphql/hot-field.js';
import { PlateCheckAnswer, PlateToCheckInput } from './plate-check.model.js';
import { PlateCheckService, type PlateToCheck } from './plate-check.service.js';

const ACTION = 'vehicle.check-plates';
const PLATES = {
  type: () => [PlateToCheckInput],
  description: '号牌，至多 10000 副。Plates, 10 000 at most.',
};

@Resolver()
export class PlateCheckResolver implements OnModuleInit {
  constructor(
    private readonly checks: PlateCheckService,
    private readonly hotFields: HotFields,
  ) {}

  onModuleInit(): void {
    // Ten thousand input objects are read faster by the compiled reader than by the general one.
    this.hotFields.add({
      name: 'checkPlates',
      action: ACTION,
      execute: ({ plates }, context) => this.checks.check(context, plates as readonly PlateToCheck[]),
    });
  }

  @Allow(ACTION)
  @Query(() => PlateCheckAnswer, {
    description: '批量核查号牌，逐行给出代码。Checks many plates, with a code for each.',
  })
  checkPlates(
    @Caller() context: RequestContext,
    @Args('plates', PLATES) plates: PlateToCheckInput[],
  ): Promise<PlateCheckAnswer> {
    return this.checks.check(context, plates);
  }
}
