import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { InputCheckOf } from '../../platform/graphql/input-check.js';
import { AuditConnection, AuditFilterInput } from './audit.model.js';
import { AuditTrailService } from './audit-trail.service.js';

const FILTER = {
  type: () => AuditFilterInput,
  nullable: true,
  description: '筛选条件。Conditions, all of which must hold.',
};
const FIRST = {
  type: () => Int,
  nullable: true,
  description: '每页条数，超过上限即报错。Size of the page; above the cap is an error.',
};
const AFTER = {
  type: () => String,
  nullable: true,
  description: '上一页末条游标。End cursor of the page before.',
};

@Resolver()
export class AuditResolver {
  constructor(private readonly trail: AuditTrailService) {}

  @Allow('audit.read')
  @Query(() => AuditConnection, {
    description: '审计记录，新者在前；查询本身亦留痕。The audit, latest first; asking is itself an entry.',
  })
  auditTrail(
    @Caller() context: RequestContext,
    @Args('filter', FILTER, new InputCheckOf(AuditFilterInput)) filter: AuditFilterInput | null,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<AuditConnection> {
    return this.trail.page(context, filter ?? {}, { first, after });
  }
}
