import { Field, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { ScorecardModel } from '../maintenance/index.js';
import { FlagFiguresService } from './flag-figures.service.js';

@ObjectType('IntegrityFlagFigures', {
  description: '一条规则的线索数。Flags of one rule, by what became of them.',
})
export class FlagFiguresModel {
  @Field(() => String, { description: '规则，如 A1。Rule, such as A1.' })
  rule!: string;

  @Field(() => Int, { description: '待核查。Not decided yet.' })
  open!: number;

  @Field(() => Int, { description: '已认定。Upheld.' })
  upheld!: number;

  @Field(() => Int, { description: '已排除。Dismissed.' })
  dismissed!: number;
}

/** The flags of a station among its figures, read only when they are asked for. */
@Resolver(() => ScorecardModel)
export class FlagFiguresResolver {
  constructor(private readonly figures: FlagFiguresService) {}

  @ResolveField(() => [FlagFiguresModel], {
    nullable: true,
    description:
      '期间发现的线索数，仅监管人员可见（否则为空）。Flags found in that time, by rule; null for whoever reads no flags.',
    complexity: 2,
  })
  async flags(
    @Parent() { stationCode, from, to }: ScorecardModel,
    @Caller() context: RequestContext,
  ): Promise<readonly FlagFiguresModel[] | null> {
    return this.figures.of(context, { stationCode, from, to });
  }
}
