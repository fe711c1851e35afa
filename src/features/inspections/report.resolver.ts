import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseGlobalId, type Connection } from '../../platform/graphql/relay.js';
import { VehicleModel, VEHICLE_TYPE } from '../registry/index.js';
import { ReportReadService } from './report-read.service.js';
import { InspectionReportFilterInput, InspectionReportInput } from './report.input.js';
import {
  InspectionReportPayload,
  InspectionReportsSubmitted,
  type InspectionReportTaken,
} from './report-outcome.model.js';
import { InspectionReportConnection, InspectionReportModel } from './report.model.js';
import { MOST_REPORTS, ReportService } from './report.service.js';
import { REPORT_TYPE, reportsView, reportView, submittedView, takenView } from './report.view.js';
import type { InspectionRefused } from './station.model.js';

const KEY = { description: '幂等键，由客户端选择。Idempotency key, chosen by the client.' };
const REPORT = { description: '报告。The report.' };
const REPORTS = {
  type: () => [InspectionReportInput],
  description: `报告，至多 ${MOST_REPORTS} 份。Reports, at most ${MOST_REPORTS}.`,
};
const CORRECTED = { type: () => ID, description: '被更正的报告。The report that is corrected.' };
const BASIS = { description: '更正的依据。Why it is corrected.' };
const ID_ARG = { type: () => ID, description: '全局标识。Global id.' };
const FILTER = {
  type: () => InspectionReportFilterInput,
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

/** Test reports of inspection stations. What the rules refuse comes back as problems, never as an error. */
@Resolver()
export class ReportResolver {
  constructor(
    private readonly writing: ReportService,
    private readonly reading: ReportReadService,
  ) {}

  @Allow('inspection.report')
  @Mutation(() => InspectionReportPayload, {
    description:
      '上传一份排放检验报告，由系统自行判定。Hands a test report in; the service judges it itself.',
  })
  async submitInspectionReport(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('input', REPORT) input: InspectionReportInput,
  ): Promise<InspectionReportTaken | InspectionRefused> {
    return takenView(await this.writing.submit(context, key, { ...input }), context);
  }

  @Allow('inspection.report')
  @Mutation(() => InspectionReportsSubmitted, {
    description: '批量上传，逐份给出结果。Hands many reports in, with a result each.',
  })
  async submitInspectionReports(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('reports', REPORTS) reports: InspectionReportInput[],
  ): Promise<InspectionReportsSubmitted> {
    return submittedView(await this.writing.submitMany(context, key, reports), context);
  }

  @Allow('inspection.report')
  @Mutation(() => InspectionReportPayload, {
    description:
      '更正一份报告：新报告取代旧报告，编号不变。Corrects a report: the new one takes its place under its number.',
  })
  async correctInspectionReport(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('report', CORRECTED) report: string,
    @Args('basis', BASIS) basis: string,
    @Args('input', REPORT) input: InspectionReportInput,
  ): Promise<InspectionReportTaken | InspectionRefused> {
    const supersedes = parseGlobalId(report, REPORT_TYPE, 'report');
    const correction = { supersedes, basis, input: { ...input } };
    return takenView(await this.writing.correct(context, key, correction), context);
  }

  @Allow('inspection.list')
  @Query(() => InspectionReportConnection, {
    description:
      '检验报告，新的在前：检验机构看本机构的，管理部门看辖区的。Test reports, newest first: a station its own, authorities those of their territory.',
  })
  async inspectionReports(
    @Caller() context: RequestContext,
    @Args('filter', FILTER) filter: InspectionReportFilterInput | null,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<Connection<InspectionReportModel>> {
    const vehicle = filter?.vehicle ? parseGlobalId(filter.vehicle, VEHICLE_TYPE, 'filter.vehicle') : null;
    return reportsView(await this.reading.list(context, { ...filter, vehicle }, { first, after }), context);
  }

  @Allow('inspection.list')
  @Query(() => InspectionReportModel, {
    nullable: true,
    description: '一份检验报告，含已被更正的。One test report, corrected ones included.',
  })
  async inspectionReport(
    @Caller() context: RequestContext,
    @Args('id', ID_ARG) id: string,
  ): Promise<InspectionReportModel | null> {
    const found = await this.reading.one(context, parseGlobalId(id, REPORT_TYPE));
    return found && reportView(found, context);
  }
}

/** The test reports of a vehicle, read only when they are asked for. */
@Resolver(() => VehicleModel)
export class VehicleReportsResolver {
  constructor(private readonly reading: ReportReadService) {}

  @ResolveField(() => InspectionReportConnection, {
    nullable: true,
    description: '该车的检验报告，新的在前。Test reports of the vehicle, newest first.',
  })
  async inspections(
    @Parent() { id, division }: VehicleModel,
    @Caller() context: RequestContext,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<Connection<InspectionReportModel>> {
    const vehicle = { id: parseGlobalId(id, VEHICLE_TYPE), division };
    return reportsView(await this.reading.ofVehicle(context, vehicle, { first, after }), context);
  }
}
