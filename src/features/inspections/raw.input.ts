import { Field, InputType, OmitType } from '@nestjs/graphql';
import type { CheckType, StationResult } from '../../domain/emission/emission-facts.js';
import type { CodeSystem } from '../../domain/emission/source-codes.js';
import { CodeSystemEnum } from './raw.model.js';
import { CheckTypeEnum, StationResultEnum } from './report-enums.model.js';
import { InspectionReportInput } from './report.input.js';

const optional = (description: string) => ({ nullable: true, description });

/** A report whose method, result and check type are codes of another system. */
@InputType({ description: '以其他代码体系上报的报告。A report in the codes of another system.' })
export class CodedInspectionInput extends OmitType(
  InspectionReportInput,
  ['method', 'stationResult', 'checkType'] as const,
  InputType,
) {
  @Field(() => CodeSystemEnum, { description: '代码体系。Whose codes they are.' })
  system!: CodeSystem;

  @Field(() => String, { description: '检测方法代码。Code of the method.' })
  methodCode!: string;

  @Field(() => String, optional('结论代码。Code of the result.'))
  resultCode?: string | null;

  @Field(
    () => StationResultEnum,
    optional('结论；该体系无结论代码时填。The result, where the system has no codes.'),
  )
  stationResult?: StationResult | null;

  @Field(() => String, optional('检测类型代码。Code of the check type.'))
  checkTypeCode?: string | null;

  @Field(
    () => CheckTypeEnum,
    optional('检测类型；该体系无类型代码时填。The check type, where it has no codes.'),
  )
  checkType?: CheckType | null;
}
