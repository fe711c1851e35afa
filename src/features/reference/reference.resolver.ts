import { Args, Query, Resolver } from '@nestjs/graphql';
import type { CodeTable } from '../../domain/vehicle/code-tables.js';
import { Allow } from '../../platform/auth/allow.js';
import { CODE_TABLE_NAMES, CodeEntryModel, DivisionModel } from './reference.model.js';
import { ReferenceService } from './reference.service.js';

/** Questions about divisions and codes. */
@Resolver()
export class ReferenceResolver {
  constructor(private readonly reference: ReferenceService) {}

  @Allow('reference.read')
  @Query(() => [DivisionModel], {
    description:
      '下级行政区划；不填上级则为四省（市） Divisions directly below one; without a parent the four at the top',
  })
  divisions(
    @Args('parent', {
      type: () => String,
      nullable: true,
      description: '上级代码 Code of the division whose parts are asked for',
    })
    parent: string | null | undefined,
    @Args('includeRetired', {
      type: () => Boolean,
      defaultValue: false,
      description: '是否包括已撤销的代码 Whether codes given up are listed too',
    })
    includeRetired: boolean,
  ): Promise<DivisionModel[]> {
    return this.reference.divisions(parent ?? null, includeRetired);
  }

  @Allow('reference.read')
  @Query(() => [CodeEntryModel], { description: '一张代码表的全部代码 All codes of one table' })
  codes(
    @Args('table', { type: () => CODE_TABLE_NAMES, description: '代码表 The table' }) table: CodeTable,
  ): Promise<CodeEntryModel[]> {
    return this.reference.codes(table);
  }
}
