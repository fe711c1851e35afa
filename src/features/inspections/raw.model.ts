import { createUnionType, Field, ID, ObjectType } from '@nestjs/graphql';
import type { JiangsuEdition } from '../../domain/emission/jiangsu-nodes.js';
import type { CodeSystem } from '../../domain/emission/source-codes.js';
import type { Instant } from '../../domain/shared/time.js';
import { InstantScalar } from '../../platform/graphql/scalars.js';
import { describedEnum, ProblemModel } from '../registry/index.js';
import type { RawPart } from './raw-message.repository.js';
import { ReportOutcomeEnum } from './report-enums.model.js';

const optional = (description: string) => ({ nullable: true, description });

export const RawFeedEnum = describedEnum<JiangsuEdition>(
  'RawFeed',
  '上传接口的版本。Edition of an upload interface.',
  {
    JIANGSU_2019: { zh: '江苏接口 2019-07-25 版', en: 'Jiangsu, 2019-07-25' },
    JIANGSU_2020: { zh: '江苏接口 2020-11-24 版', en: 'Jiangsu, 2020-11-24' },
  },
);

export const CodeSystemEnum = describedEnum<CodeSystem>(
  'CodeSystem',
  '代码体系，同一数字在各体系中含义不同。A system of codes; the same digit means another thing in each.',
  {
    JIANGSU_2019: { zh: '江苏 2019 年版', en: 'Jiangsu, 2019' },
    JIANGSU_2020: { zh: '江苏 2020 年版', en: 'Jiangsu, 2020' },
    JINHUA: { zh: '金华', en: 'Jinhua' },
    STATION_CLIENT: { zh: '检验机构客户端', en: 'A client software of stations' },
  },
);

const RawPartEnum = describedEnum<RawPart>('RawPart', '报文内容。What a message is about.', {
  TEST: { zh: '检测结果', en: 'The test' },
  OBD: { zh: '车载诊断', en: 'The diagnosis' },
  VISUAL: { zh: '外观检验', en: 'What was seen' },
  UNREAD: { zh: '未能读取，原文留存', en: 'Not read; the message is kept' },
});

@ObjectType('RawMessage', { description: '接口报文原文。A message of a feed as it came.' })
export class RawMessageModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => String, { description: '接口。The feed.' })
  feed!: string;

  @Field(() => String, { description: '方法代码（checkmethod）。Code with which it was sent.' })
  checkMethod!: string;

  @Field(() => RawPartEnum, { description: '报文内容。What it is about.' })
  part!: RawPart;

  @Field(() => InstantScalar, { description: '收到时间。When it came.' })
  receivedAt!: Instant;

  @Field(() => String, { description: '原文。The text as it came.' })
  text!: string;
}

@ObjectType({
  description: '报文已留存；检测结果到齐即成报告。The message is kept; with its test it becomes a report.',
})
export class RawInspectionTaken {
  @Field(() => ID, { description: '报文。The message.' })
  rawMessage!: string;

  @Field(() => RawPartEnum, { description: '报文内容。What it is about.' })
  part!: RawPart;

  @Field(
    () => ReportOutcomeEnum,
    optional('报告的结果；空为检测结果未到。Outcome; null while the test has not come.'),
  )
  outcome!: 'ACCEPTED' | 'REPEATED' | null;

  @Field(() => ID, optional('报告。The report.'))
  report!: string | null;

  @Field(() => ID, optional('车辆。The vehicle.'))
  vehicleId!: string | null;
}

@ObjectType({ description: '报文已留存，未成报告。The message is kept, and became no report.' })
export class RawInspectionRefused {
  @Field(() => ID, { description: '报文。The message.' })
  rawMessage!: string;

  @Field(() => [ProblemModel], { description: '原因。Why.' })
  problems!: readonly ProblemModel[];
}

export const RawInspectionPayload = createUnionType({
  name: 'RawInspectionPayload',
  description: '报文的处理结果。What came of a message.',
  types: () => [RawInspectionTaken, RawInspectionRefused] as const,
  resolveType: (value: object) => ('problems' in value ? RawInspectionRefused : RawInspectionTaken),
});
