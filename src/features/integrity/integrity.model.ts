import { createUnionType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { FlagSeverity, TestMethod } from '../../domain/emission/emission-facts.js';
import type { ThresholdName } from '../../domain/integrity/threshold-table.js';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import { connectionClasses } from '../../platform/graphql/relay.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';
import { TestMethodEnum } from '../inspections/index.js';
import { CodedTextModel, ProblemModel } from '../registry/index.js';
import type { FlagState } from './flag.extension.js';
import { FlagSeverityEnum, FlagStateEnum, ThresholdNameEnum } from './integrity-enums.model.js';

const optional = (description: string) => ({ nullable: true, description });

@ObjectType('IntegrityThreshold', { description: '一项阈值。One threshold.' })
export class IntegrityThresholdModel {
  @Field(() => ThresholdNameEnum, { description: '哪一项。Which one.' })
  name!: ThresholdName;

  @Field(() => String, { description: '所属规则（A1 至 A13）。Rule that asks for it.' })
  rule!: string;

  @Field(() => TestMethodEnum, optional('检测方法。The method, where it is set for each.'))
  method!: TestMethod | null;

  @Field(() => Int, { description: '数值。The number.' })
  value!: number;

  @Field(() => String, { description: '说明。What it is.' })
  text!: string;
}

@ObjectType('IntegrityThresholds', {
  description: '数据真实性规则的阈值。Thresholds of the integrity rules.',
})
export class IntegrityThresholdsModel {
  @Field(() => String, { description: '所属区划。Division that set them.' })
  division!: string;

  @Field(() => CivilDateScalar, { description: '自何日起。From this day on.' })
  from!: CivilDate;

  @Field(() => String, { description: '依据文件。The document.' })
  basis!: string;

  @Field(() => [IntegrityThresholdModel], { description: '已设定者。Those that are set.' })
  values!: readonly IntegrityThresholdModel[];

  @Field(() => [ThresholdNameEnum], {
    description: '未设定者，相应规则不予适用。Those that nobody set: what depends on them is not applied.',
  })
  notConfigured!: readonly ThresholdName[];
}

@ObjectType('IntegrityEvidence', { description: '一条佐证。One row of evidence.' })
export class IntegrityEvidenceModel {
  @Field(() => ID, optional('相关记录。The record that shows it.'))
  record!: string | null;

  @Field(() => String, { description: '内容。What it says.' })
  says!: string;
}

@ObjectType('IntegrityFlag', {
  description: '数据真实性线索，供人员核查，本身不是处罚。A lead for an officer, never a penalty by itself.',
})
export class IntegrityFlagModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => ID, { description: '所属车辆。The vehicle.' })
  vehicleId!: string;

  @Field(() => ID, { description: '所指的检验报告或维修记录。The report or repair that it is about.' })
  about!: string;

  @Field(() => String, { description: '站编号。Station of that record.' })
  stationCode!: string;

  @Field(() => String, { description: '规则（A1 至 A13 等）。Rule.' })
  rule!: string;

  @Field(() => CodedTextModel, optional('发现了什么。What was found.'))
  finding!: CodedTextModel | null;

  @Field(() => FlagSeverityEnum, { description: '严重程度。How grave it is.' })
  severity!: FlagSeverity;

  @Field(() => Boolean, {
    description:
      '是否暂扣该记录；已排除的不再暂扣。Whether the record is held; a dismissed flag holds nothing.',
  })
  holds!: boolean;

  @Field(() => FlagStateEnum, { description: '处理状态。How it stands.' })
  state!: FlagState;

  @Field(() => [IntegrityEvidenceModel], { description: '佐证。The evidence.' })
  evidence!: readonly IntegrityEvidenceModel[];

  @Field(() => InstantScalar, { description: '发现时间。When it was found.' })
  foundAt!: Instant;

  @Field(() => InstantScalar, optional('处理时间。When an officer decided.'))
  decidedAt!: Instant | null;
}

export const { Connection: IntegrityFlagConnection } = connectionClasses(IntegrityFlagModel, 'IntegrityFlag');

@ObjectType({ description: '未予写入。Nothing was written.' })
export class IntegrityRefused {
  @Field(() => [ProblemModel], { description: '原因。Why.' })
  problems!: readonly ProblemModel[];
}

@ObjectType({ description: '阈值已写入。The thresholds as they stand.' })
export class IntegrityThresholdsWritten {
  @Field(() => IntegrityThresholdsModel, { description: '阈值。The thresholds.' })
  thresholds!: IntegrityThresholdsModel;
}

export const IntegrityThresholdsPayload = createUnionType({
  name: 'IntegrityThresholdsPayload',
  description: '阈值的写入结果。Outcome of setting thresholds.',
  types: () => [IntegrityThresholdsWritten, IntegrityRefused] as const,
  resolveType: (value) => ('thresholds' in value ? IntegrityThresholdsWritten : IntegrityRefused),
});

@ObjectType({ description: '核查结论已写入。The decision is written.' })
export class IntegrityFlagDecided {
  @Field(() => ID, { description: '线索。The flag.' })
  flag!: string;

  @Field(() => ID, { description: '所属车辆。The vehicle.' })
  vehicleId!: string;

  @Field(() => FlagStateEnum, { description: '处理状态。How it stands.' })
  state!: FlagState;
}

export const IntegrityFlagPayload = createUnionType({
  name: 'IntegrityFlagPayload',
  description: '核查结论的写入结果。Outcome of deciding a flag.',
  types: () => [IntegrityFlagDecided, IntegrityRefused] as const,
  resolveType: (value) => ('state' in value ? IntegrityFlagDecided : IntegrityRefused),
});
