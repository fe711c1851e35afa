import { createUnionType, Field, ID, ObjectType } from '@nestjs/graphql';
import type { FlagSeverity } from '../../domain/emission/emission-facts.js';
import type { StationFlagState } from '../../domain/integrity/station-flag-facts.js';
import type { Instant } from '../../domain/shared/time.js';
import { connectionClasses } from '../../platform/graphql/relay.js';
import { InstantScalar } from '../../platform/graphql/scalars.js';
import { CodedTextModel, describedEnum } from '../registry/index.js';
import { FlagSeverityEnum } from './integrity-enums.model.js';
import { IntegrityEvidenceModel, IntegrityRefused } from './integrity.model.js';

export const StationFlagStateEnum = describedEnum<StationFlagState['state']>(
  'StationFlagState',
  '机构线索的处理状态。How a flag of a station stands.',
  {
    OPEN: { zh: '待核查', en: 'No officer has looked yet' },
    DISMISSED: { zh: '已排除', en: 'Nothing in it' },
    UPHELD: { zh: '已认定', en: 'Upheld' },
  },
);

@ObjectType('StationFlag', {
  description:
    '关于整个机构的线索（如合格率异常），供人员核查，不暂扣任何记录。A lead about a station as a whole; it holds no record.',
})
export class StationFlagModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => String, { description: '站编号。Code of the station.' })
  stationCode!: string;

  @Field(() => String, { description: '所据月份（YYYY-MM）。The month whose records show it.' })
  month!: string;

  @Field(() => String, { description: '规则（如 A6）。Rule.' })
  rule!: string;

  @Field(() => CodedTextModel, { description: '发现了什么。What was found.' })
  finding!: CodedTextModel;

  @Field(() => FlagSeverityEnum, { description: '严重程度。How grave it is.' })
  severity!: FlagSeverity;

  @Field(() => StationFlagStateEnum, { description: '处理状态。How it stands.' })
  state!: StationFlagState['state'];

  @Field(() => [IntegrityEvidenceModel], { description: '佐证。The evidence.' })
  evidence!: readonly IntegrityEvidenceModel[];

  @Field(() => InstantScalar, { description: '发现时间。When it was found.' })
  foundAt!: Instant;

  @Field(() => InstantScalar, { nullable: true, description: '处理时间。When an officer decided.' })
  decidedAt!: Instant | null;
}

export const { Connection: StationFlagConnection } = connectionClasses(StationFlagModel, 'StationFlag');

@ObjectType('StationFlagDecided', { description: '核查结论已写入。The decision is written.' })
export class StationFlagDecidedModel {
  @Field(() => ID, { description: '线索。The flag.' })
  flag!: string;

  @Field(() => StationFlagStateEnum, { description: '处理状态。How it stands.' })
  state!: StationFlagState['state'];
}

export const StationFlagPayload = createUnionType({
  name: 'StationFlagPayload',
  description: '核查结论的写入结果。Outcome of deciding a flag.',
  types: () => [StationFlagDecidedModel, IntegrityRefused] as const,
  resolveType: (value) => ('state' in value ? StationFlagDecidedModel : IntegrityRefused),
});
