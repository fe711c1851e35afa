import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { InputCheckOf } from '../../platform/graphql/input-check.js';
import { parseGlobalId } from '../../platform/graphql/relay.js';
import { ExportApprovalService } from './export-approval.service.js';
import {
  ExportConnection,
  ExportInput,
  ExportModel,
  ExportPayload,
  type ExportAccepted,
  type ExportRefused,
} from './exports.model.js';
import { ExportsService } from './exports.service.js';
import { connectionView, EXPORT_TYPE, exportView, orderOf, orRefused } from './exports.view.js';

const KEY = { description: '幂等键，由客户端选择。Idempotency key, chosen by the client.' };
const EXPORT_ID = { type: () => ID, description: '导出的全局标识。Global id of the export.' };
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
const APPROVAL_REASON = { type: () => String, nullable: true, description: '审批意见。A remark.' };
const REJECTION_REASON = { description: '不予批准的理由。Why it is refused.' };

@Resolver()
export class ExportsResolver {
  constructor(
    private readonly exports: ExportsService,
    private readonly approvals: ExportApprovalService,
  ) {}

  @Allow('export.request')
  @Query(() => ExportModel, { name: 'export', description: '本人的一次导出。An export of the caller.' })
  async one(@Caller() context: RequestContext, @Args('id', EXPORT_ID) id: string): Promise<ExportModel> {
    return exportView(await this.exports.find(context, parseGlobalId(id, EXPORT_TYPE)));
  }

  @Allow('export.request')
  @Query(() => ExportConnection, {
    name: 'exports',
    description: '本人的导出，新者在前。The exports of the caller, latest first.',
  })
  async mine(
    @Caller() context: RequestContext,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<ExportConnection> {
    return connectionView(await this.exports.mine(context, { first, after }));
  }

  @Allow('export.approve')
  @Query(() => ExportConnection, {
    description:
      '可由本人审批的导出申请，先到在前。Exports that wait for a decision of the caller, oldest first.',
  })
  async pendingApprovals(
    @Caller() context: RequestContext,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<ExportConnection> {
    return connectionView(await this.approvals.pending(context, { first, after }));
  }

  @Allow('export.request')
  @Mutation(() => ExportPayload, {
    description:
      '申请导出列表；行数超过设定值须经他人批准。Asks for a list as a file; a large one needs a second person.',
  })
  requestExport(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('input', { description: '导出内容。What to export.' }, new InputCheckOf(ExportInput))
    input: ExportInput,
  ): Promise<ExportAccepted | ExportRefused> {
    const { language } = context;
    return orRefused(language, this.exports.request(context, key, orderOf(input, language)));
  }

  @Allow('export.request')
  @Mutation(() => ExportPayload, { description: '取消尚未完成的导出。Cancels an export that is not done.' })
  cancelExport(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('id', EXPORT_ID) id: string,
  ): Promise<ExportAccepted | ExportRefused> {
    const work = this.exports.cancel(context, key, parseGlobalId(id, EXPORT_TYPE));
    return orRefused(context.language, work);
  }

  @Allow('export.request')
  @Mutation(() => ExportPayload, {
    description: '重试失败或已取消的导出。Begins a failed or cancelled export anew.',
  })
  retryExport(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('id', EXPORT_ID) id: string,
  ): Promise<ExportAccepted | ExportRefused> {
    const work = this.exports.retry(context, key, parseGlobalId(id, EXPORT_TYPE));
    return orRefused(context.language, work);
  }

  @Allow('export.approve')
  @Mutation(() => ExportPayload, { description: '批准他人的导出申请。Lets the export of another happen.' })
  approveExport(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('id', EXPORT_ID) id: string,
    @Args('reason', APPROVAL_REASON) reason: string | null,
  ): Promise<ExportAccepted | ExportRefused> {
    const decision = { id: parseGlobalId(id, EXPORT_TYPE), approve: true, reason };
    return orRefused(context.language, this.approvals.decide(context, key, decision));
  }

  @Allow('export.approve')
  @Mutation(() => ExportPayload, { description: '不批准他人的导出申请。Refuses the export of another.' })
  rejectExport(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('id', EXPORT_ID) id: string,
    @Args('reason', REJECTION_REASON) reason: string,
  ): Promise<ExportAccepted | ExportRefused> {
    const decision = { id: parseGlobalId(id, EXPORT_TYPE), approve: false, reason };
    return orRefused(context.language, this.approvals.decide(context, key, decision));
  }
}
