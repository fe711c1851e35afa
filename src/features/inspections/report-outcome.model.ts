import { createUnionType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { LimitSet, ReportResult } from '../../domain/emission/emission-facts.js';
import { ClauseModel, CodedTextModel, ProblemModel } from '../registry/index.js';
import { ReportOutcomeEnum, ReportResultEnum } from './report-enums.model.js';
import type { ReportOutcome } from './report-submission.js';
import { InspectionRefused, LimitSetEnum } from './station.model.js';

const optional = (description: string) => ({ nullable: true, description });

@ObjectType('JudgedItem', { description: '系统对一项的判定。The verdict of the service on an item.' })
export class JudgedItemModel {
  @Field(() => String, { description: '项目。Item.' })
  code!: string;

  @Field(() => String, { description: '所判数值，十进制数文本。The value that was judged.' })
  value!: string;

  @Field(() => String, { description: '限值。Limit.' })
  limit!: string;

  @Field(() => Boolean, { description: '是否合格。Whether it passed.' })
  pass!: boolean;
}

@ObjectType('ReportJudgement', {
  description: '系统按限值自行作出的判定。The judgement of the service itself, by the limits in force.',
})
export class ReportJudgementModel {
  @Field(() => ReportResultEnum, { description: '结论。Result.' })
  result!: ReportResult;

  @Field(() => LimitSetEnum, optional('限值类别。Set of limits.'))
  limitSet!: LimitSet | null;

  @Field(() => ClauseModel, { description: '标准条款。Clause of the standard.' })
  clause!: ClauseModel;

  @Field(() => [JudgedItemModel], { description: '各项判定。Items.' })
  items!: readonly JudgedItemModel[];

  @Field(() => [CodedTextModel], { description: '提示。What a person should look at.' })
  flags!: readonly CodedTextModel[];
}

@ObjectType({ description: '报告已写入，或以前已写入。The report is here, since now or from before.' })
export class InspectionReportTaken {
  @Field(() => ReportOutcomeEnum, { description: '结果。Outcome.' })
  outcome!: ReportOutcome['outcome'];

  @Field(() => ID, { description: '报告。The report.' })
  report!: string;

  @Field(() => ID, { description: '车辆。The vehicle.' })
  vehicleId!: string;

  @Field(() => ReportJudgementModel, { description: '系统的判定。What the service judges.' })
  judgement!: ReportJudgementModel;
}

@ObjectType({ description: '批量中一份报告的结果。What came of one report of many.' })
export class InspectionReportRow {
  @Field(() => Int, { description: '行号，自 0 起。Row, from 0.' })
  row!: number;

  @Field(() => ReportOutcomeEnum, { description: '结果。Outcome.' })
  outcome!: ReportOutcome['outcome'];

  @Field(() => ID, optional('报告。The report.'))
  report!: string | null;

  @Field(() => ID, optional('车辆。The vehicle.'))
  vehicleId!: string | null;

  @Field(() => ReportJudgementModel, optional('系统的判定。What the service judges.'))
  judgement!: ReportJudgementModel | null;

  @Field(() => [ProblemModel], { description: '未写入的原因。Why it was not written.' })
  problems!: readonly ProblemModel[];
}

@ObjectType({ description: '批量上传的结果。What came of many reports.' })
export class InspectionReportsSubmitted {
  @Field(() => [InspectionReportRow], { description: '逐份结果。One by one.' })
  rows!: readonly InspectionReportRow[];

  @Field(() => Int, { description: '写入份数。Written now.' })
  accepted!: number;

  @Field(() => Int, { description: '重复份数。Here before.' })
  repeated!: number;

  @Field(() => Int, { description: '未写入份数。Refused.' })
  refused!: number;
}

export const InspectionReportPayload = createUnionType({
  name: 'InspectionReportPayload',
  description: '报告的写入结果。Outcome.',
  types: () => [InspectionReportTaken, InspectionRefused] as const,
  resolveType: (value: object) => ('report' in value ? InspectionReportTaken : InspectionRefused),
});
