import { createUnionType, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { LimitSet } from '../../domain/emission/emission-facts.js';
import type { StationRole, StationStatus } from '../../domain/station/station-facts.js';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import { PageInfo, type PagePosition } from '../../platform/graphql/relay.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';
import { describedEnum, ProblemModel } from '../registry/index.js';

export const StationRoleEnum = describedEnum<StationRole>('StationRole', '站的类别。Kind of station.', {
  INSPECTION: { zh: '排放检验机构（I站）', en: 'Emission inspection station' },
  REPAIR: { zh: '排放性能维护（维修）站（M站）', en: 'Emission repair station' },
});

const StationStatusEnum = describedEnum<StationStatus>('StationStatus', '站的状态。Status of a station.', {
  ACTIVE: { zh: '在册', en: 'At work and on the public list' },
  SUSPENDED: { zh: '暂停', en: 'Suspended for a time' },
  REMOVED: { zh: '移出名单', en: 'Off the list' },
  CLOSED: { zh: '停业', en: 'No longer at work' },
});

export const LimitSetEnum = describedEnum<LimitSet>('LimitSet', '限值类别。Set of limits.', {
  A: { zh: '限值 a', en: 'Limits a' },
  B: { zh: '限值 b', en: 'Limits b' },
});

const optional = (description: string) => ({ nullable: true, description });

@ObjectType('StationSpan', { description: '一段时间的状态。A status for a time.' })
export class StationSpanModel {
  @Field(() => StationStatusEnum, { description: '状态。Status.' })
  status!: StationStatus;

  @Field(() => InstantScalar, { description: '起。From.' })
  from!: Instant;

  @Field(() => InstantScalar, optional('止（不含）。Until, not included.'))
  until!: Instant | null;

  @Field(() => String, optional('依据文件。The document that orders it.'))
  basis!: string | null;
}

@ObjectType('Station', { description: '检验机构或维修站。An inspection or repair station.' })
export class StationModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => StationRoleEnum, { description: '类别。Kind.' })
  role!: StationRole;

  @Field(() => String, { description: '站编号，前六位为区划。Code; its first six digits are a division.' })
  code!: string;

  @Field(() => String, { description: '名称。Name.' })
  name!: string;

  @Field(() => String, optional('统一社会信用代码。Credit code of the legal person.'))
  uscc!: string | null;

  @Field(() => String, { description: '区划（GB/T 2260）。Division.' })
  division!: string;

  @Field(() => String, optional('联系电话。Phone number of the station.'))
  phone!: string | null;

  @Field(() => StationStatusEnum, optional('当前状态；尚未启用时为空。Status now; null before it begins.'))
  status!: StationStatus | null;

  @Field(() => [StationSpanModel], { description: '状态沿革，先旧后新。Its statuses, oldest first.' })
  spans!: readonly StationSpanModel[];
}

@ObjectType('StationEdge', { description: '名单中的一站。A station of the list.' })
export class StationEdge {
  @Field(() => String, { description: '游标。Cursor.' })
  cursor!: string;

  @Field(() => StationModel, { description: '站。The station.' })
  node!: StationModel;
}

@ObjectType('StationConnection', { description: '站名单的一页。A page of the list of stations.' })
export class StationConnection {
  @Field(() => [StationEdge], { description: '各站。The stations.' })
  edges!: readonly StationEdge[];

  @Field(() => PageInfo, { description: '分页。The page.' })
  pageInfo!: PagePosition;
}

@InputType('StationInput', { description: '站的备案内容。What is filed of a station.' })
export class StationInputModel {
  @Field(() => StationRoleEnum, { description: '类别。Kind.' })
  role!: StationRole;

  @Field(() => String, {
    description: '站编号，6 至 40 位数字、大写字母或连字符。Code of 6 to 40 characters.',
  })
  code!: string;

  @Field(() => String, { description: '名称。Name.' })
  name!: string;

  @Field(() => String, optional('统一社会信用代码。Credit code of the legal person.'))
  uscc?: string | null;

  @Field(() => ID, optional('其人员所属机构。Organisation whose members work here.'))
  organisationId?: string | null;

  @Field(() => String, optional('联系电话。Phone number.'))
  phone?: string | null;

  @Field(() => CivilDateScalar, { description: '启用日期。First day at work.' })
  activeFrom!: CivilDate;
}

@InputType('StationStatusInput', { description: '站状态的变更。A change of status.' })
export class StationStatusInput {
  @Field(() => String, { description: '站编号。Code.' })
  code!: string;

  @Field(() => StationStatusEnum, { description: '状态。Status.' })
  status!: StationStatus;

  @Field(() => InstantScalar, { description: '起。From.' })
  from!: Instant;

  @Field(() => String, { description: '依据文件。The document that orders it.' })
  basis!: string;
}

@InputType('ContingencyCodeInput', { description: '应急码的签发。What a contingency code is for.' })
export class ContingencyCodeInput {
  @Field(() => String, { description: '检验机构编号。Code of the inspection station.' })
  code!: string;

  @Field(() => InstantScalar, { description: '起。From.' })
  from!: Instant;

  @Field(() => InstantScalar, { description: '止（不含）。Until, not included.' })
  until!: Instant;

  @Field(() => String, { description: '依据。Basis.' })
  basis!: string;
}

@InputType('LimitSetInput', { description: '限值类别的选用。Adopts a set of limits.' })
export class LimitSetInput {
  @Field(() => String, { description: '市或省（GB/T 2260）。City or province.' })
  division!: string;

  @Field(() => LimitSetEnum, { description: '限值类别。Set of limits.' })
  limitSet!: LimitSet;

  @Field(() => CivilDateScalar, { description: '起（检测日期）。From this day of testing on.' })
  from!: CivilDate;

  @Field(() => String, { description: '批准文件。The approval.' })
  basis!: string;
}

@ObjectType('LimitSetDecision', { description: '限值类别的一次选用。A set of limits that was adopted.' })
export class LimitSetDecisionModel {
  @Field(() => String, { description: '市或省。City or province.' })
  division!: string;

  @Field(() => LimitSetEnum, { description: '限值类别。Set of limits.' })
  limitSet!: LimitSet;

  @Field(() => CivilDateScalar, { description: '起。From.' })
  from!: CivilDate;

  @Field(() => String, { description: '批准文件。The approval.' })
  basis!: string;
}

@ObjectType({ description: '未予写入。Nothing was written.' })
export class InspectionRefused {
  @Field(() => [ProblemModel], { description: '原因。Why.' })
  problems!: readonly ProblemModel[];
}

@ObjectType({ description: '站已写入。The station as it now stands.' })
export class StationWritten {
  @Field(() => StationModel, { description: '站。The station.' })
  station!: StationModel;
}

@ObjectType({ description: '应急码已签发。The contingency code was issued.' })
export class ContingencyCodeIssued {
  @Field(() => StationModel, { description: '站。The station.' })
  station!: StationModel;

  @Field(() => String, optional('应急码，仅此一次显示。The code, shown this once only.'))
  contingencyCode!: string | null;
}

@ObjectType({ description: '限值类别已选用。What the division has adopted, oldest first.' })
export class LimitSetWritten {
  @Field(() => [LimitSetDecisionModel], { description: '选用沿革。The decisions.' })
  decisions!: readonly LimitSetDecisionModel[];
}

const payload = <T>(name: string, description: string, written: new () => T, field: string) =>
  createUnionType({
    name,
    description,
    types: () => [written, InspectionRefused] as const,
    resolveType: (value: object) => (field in value ? written : InspectionRefused),
  });

export const StationPayload = payload('StationPayload', '站的写入结果。Outcome.', StationWritten, 'station');
export const ContingencyCodePayload = payload(
  'ContingencyCodePayload',
  '签发结果。Outcome.',
  ContingencyCodeIssued,
  'contingencyCode',
);
export const LimitSetPayload = payload('LimitSetPayload', '选用结果。Outcome.', LimitSetWritten, 'decisions');
