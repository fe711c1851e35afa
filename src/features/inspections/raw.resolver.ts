import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { JiangsuEdition } from '../../domain/emission/jiangsu-nodes.js';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { globalId, parseGlobalId } from '../../platform/graphql/relay.js';
import { problemView, VEHICLE_TYPE } from '../registry/index.js';
import { RawIntake, type RawOutcome } from './raw-intake.service.js';
import { RawReadService } from './raw-read.service.js';
import { CodedInspectionInput } from './raw.input.js';
import {
  RawFeedEnum,
  RawInspectionPayload,
  RawMessageModel,
  type RawInspectionRefused,
  type RawInspectionTaken,
} from './raw.model.js';
import { InspectionReportPayload, type InspectionReportTaken } from './report-outcome.model.js';
import { ReportService } from './report.service.js';
import { REPORT_TYPE, reportId, takenView } from './report.view.js';
import type { InspectionRefused } from './station.model.js';

const RAW_TYPE = 'RawMessage';
const KEY = { description: '幂等键，由客户端选择。Idempotency key, chosen by the client.' };
const FEED = { type: () => RawFeedEnum, description: '接口版本。Edition of the interface.' };
const METHOD = { description: '接口的 checkmethod（1 至 8）。`checkmethod` of the interface.' };
const MESSAGE = { description: '报文原文（XML）。The message as it is.' };
const CODE = {
  type: () => String,
  nullable: true,
  description: '应急码。Contingency code under which it was tested.',
};
const INPUT = { description: '报告。The report.' };
const REPORT = { type: () => ID, description: '报告。The report.' };

/** Reports as other systems write them, and their messages as they came. */
@Resolver()
export class RawResolver {
  constructor(
    private readonly intake: RawIntake,
    private readonly reading: RawReadService,
    private readonly reports: ReportService,
  ) {}

  @Allow('inspection.report')
  @Mutation(() => RawInspectionPayload, {
    description:
      '上传江苏接口的一条报文，原文密封留存；检测、诊断、外观分别上传者自动合并。Takes in a message of the Jiangsu interface and keeps it sealed as it came; parts of one test are put together in any order.',
  })
  async submitRawInspection(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('feed', FEED) edition: JiangsuEdition,
    @Args('checkMethod', METHOD) checkMethod: string,
    @Args('message', MESSAGE) message: string,
    @Args('contingencyCode', CODE) contingencyCode: string | null,
  ): Promise<RawInspectionTaken | RawInspectionRefused> {
    const given = { edition, checkMethod, message, contingencyCode: contingencyCode ?? null };
    return rawView(await this.intake.submit(context, key, given), context);
  }

  @Allow('inspection.report')
  @Mutation(() => InspectionReportPayload, {
    description:
      '以其他代码体系（如金华）上报一份报告。Hands in a report whose codes are those of another system, such as Jinhua.',
  })
  async submitCodedInspection(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) key: string,
    @Args('input', INPUT) input: CodedInspectionInput,
  ): Promise<InspectionReportTaken | InspectionRefused> {
    return takenView(await this.reports.submitCoded(context, key, { ...input }), context);
  }

  @Allow('inspection.read-raw')
  @Query(() => [RawMessageModel], {
    description:
      '一份报告的接口报文原文，查阅留痕。The messages behind a report as they came; the reading is audited.',
  })
  async rawMessages(
    @Caller() context: RequestContext,
    @Args('report', REPORT) report: string,
  ): Promise<readonly RawMessageModel[]> {
    const messages = await this.reading.ofReport(context, parseGlobalId(report, REPORT_TYPE, 'report'));
    return messages.map(({ id, feed, checkMethod, part, receivedAt, text }) => ({
      id: globalId(RAW_TYPE, id),
      ...{ feed, checkMethod, part, receivedAt, text },
    }));
  }
}

function rawView(
  { rawMessage, part, report, problems }: RawOutcome,
  context: RequestContext,
): RawInspectionTaken | RawInspectionRefused {
  const id = globalId(RAW_TYPE, rawMessage);
  if (problems.length > 0) {
    return { rawMessage: id, problems: problems.map((problem) => problemView(problem, context, null)) };
  }
  return {
    rawMessage: id,
    part,
    outcome: report?.outcome ?? null,
    report: report === null ? null : reportId(report.id),
    vehicleId: report === null ? null : globalId(VEHICLE_TYPE, report.vehicle),
  };
}
