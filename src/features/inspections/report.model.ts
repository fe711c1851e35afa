import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { CheckType, StationResult, TestMethod } from '../../domain/emission/emission-facts.js';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import type { PlateColor } from '../../domain/vehicle/vehicle-facts.js';
import { connectionClasses } from '../../platform/graphql/relay.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';
import { PlateColorEnum } from '../registry/index.js';
import { CheckTypeEnum, StationResultEnum, TestMethodEnum } from './report-enums.model.js';
import { ReportJudgementModel } from './report-outcome.model.js';

const optional = (description: string) => ({ nullable: true, description });

@ObjectType('ReportedItem', { description: '检验机构上传的一项结果。An item as the station uploaded it.' })
export class ReportedItemModel {
  @Field(() => String, { description: '项目。Item.' })
  code!: string;

  @Field(() => String, { description: '结果，十进制数文本。Result as a decimal text.' })
  value!: string;

  @Field(() => String, { description: '单位。Unit.' })
  unit!: string;

  @Field(() => String, optional('检验机构采用的限值。The limit that the station printed.'))
  limit!: string | null;

  @Field(() => String, optional('下限。The lower one.'))
  lowestLimit!: string | null;

  @Field(() => Boolean, optional('检验机构的判定。Verdict of the station.'))
  passed!: boolean | null;

  @Field(() => [String], { description: '各次结果，先旧后新。Single readings, oldest first.' })
  readings!: readonly string[];
}

@ObjectType('ReportPlate', { description: '报告上的号牌。The plate on the report.' })
export class ReportPlateModel {
  @Field(() => String, { description: '号牌号码。Number.' })
  number!: string;

  @Field(() => String, { description: '号牌种类。Type.' })
  type!: string;

  @Field(() => PlateColorEnum, { description: '颜色。Colour.' })
  color!: PlateColor;
}

@ObjectType('AmbientAir', { description: '检测环境。Ambient air.' })
export class AmbientAirModel {
  @Field(() => String, optional('温度（℃）。Temperature.'))
  temperatureC!: string | null;

  @Field(() => String, optional('大气压（kPa）。Pressure.'))
  pressureKpa!: string | null;

  @Field(() => String, optional('相对湿度（%）。Relative humidity.'))
  humidityPct!: string | null;
}

@ObjectType('ObdReading', { description: '车载诊断检查。The diagnostic check.' })
export class ObdReadingModel {
  @Field(() => Boolean, optional('能否通讯。Whether it communicates.'))
  communicates!: boolean | null;

  @Field(() => Boolean, optional('故障指示器是否点亮。Whether the indicator is on.'))
  milOn!: boolean | null;

  @Field(() => Boolean, optional('指示器与电控单元是否一致。Whether lamp and control unit agree.'))
  indicatorAgrees!: boolean | null;

  @Field(() => [String], { description: '故障码。Fault codes.' })
  dtc!: readonly string[];

  @Field(() => Int, optional('就绪状态未完成的项数。Monitors that are not ready.'))
  readinessIncomplete!: number | null;

  @Field(() => [String], { description: '校准标识 CAL ID。Calibration ids.' })
  calIds!: readonly string[];

  @Field(() => [String], { description: '校准验证码 CVN。Calibration verification numbers.' })
  cvns!: readonly string[];

  @Field(
    () => String,
    optional('电控单元中的 VIN。The VIN in the control unit, masked as that of the vehicle.'),
  )
  vin!: string | null;

  @Field(() => Int, optional('清除故障码后的行驶里程（km）。Kilometres since codes were cleared.'))
  kmSinceClear!: number | null;
}

@ObjectType('InspectionReport', {
  description: '排放检验报告及系统的判定。A test report with the judgement of the service.',
})
export class InspectionReportModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => ID, { description: '车辆。The vehicle.' })
  vehicleId!: string;

  @Field(() => String, { description: '写入的站点。Site that wrote it.' })
  site!: string;

  @Field(() => String, { description: '检验机构编号。Code of the station.' })
  stationCode!: string;

  @Field(() => String, { description: '报告编号。Number.' })
  reportNo!: string;

  @Field(() => String, optional('检测线。Line.'))
  lineNo!: string | null;

  @Field(() => CheckTypeEnum, { description: '检测类型。Why it was tested.' })
  checkType!: CheckType;

  @Field(() => TestMethodEnum, { description: '检测方法。Method.' })
  method!: TestMethod;

  @Field(() => String, optional('采用该方法的理由。Why this method.'))
  methodReason!: string | null;

  @Field(() => Int, optional('第几次检测。The n-th test.'))
  timesNo!: number | null;

  @Field(() => String, optional('VIN，视角色遮蔽。VIN, masked by role.'))
  vin!: string | null;

  @Field(() => ReportPlateModel, optional('号牌。Plate.'))
  plate!: ReportPlateModel | null;

  @Field(() => String, optional('发动机型号。Engine model.'))
  engineModel!: string | null;

  @Field(() => String, optional('上传的额定功率（kW）。Rated power as uploaded.'))
  ratedPowerKw!: string | null;

  @Field(() => Int, optional('里程（km）。Odometer.'))
  odometerKm!: number | null;

  @Field(() => InstantScalar, { description: '开始时刻。When it began.' })
  startedAt!: Instant;

  @Field(() => InstantScalar, { description: '结束时刻。When it ended.' })
  endedAt!: Instant;

  @Field(() => InstantScalar, { description: '写入时刻。When it was written.' })
  recordedAt!: Instant;

  @Field(() => AmbientAirModel, optional('环境。Ambient air.'))
  ambient!: AmbientAirModel | null;

  @Field(() => [ReportedItemModel], { description: '上传的各项结果。Items as uploaded.' })
  items!: readonly ReportedItemModel[];

  @Field(() => Boolean, optional('是否见黑烟或蓝烟。Whether black or blue smoke was seen.'))
  visibleSmoke!: boolean | null;

  @Field(() => ObdReadingModel, optional('车载诊断检查。Diagnostic check.'))
  obd!: ObdReadingModel | null;

  @Field(() => StationResultEnum, { description: '检验机构的结论。What the station says.' })
  stationResult!: StationResult;

  @Field(() => ReportJudgementModel, { description: '系统的判定。What the service judges.' })
  judgement!: ReportJudgementModel;

  @Field(
    () => String,
    optional('检验员，仅生态环境部门和本机构可见。Inspector, for ecology and its own station.'),
  )
  inspector!: string | null;

  @Field(() => String, optional('授权签字人，同上。Authorised signer, as above.'))
  authorisedSigner!: string | null;

  @Field(() => String, optional('批准人，同上。Approver, as above.'))
  approver!: string | null;

  @Field(() => CivilDateScalar, optional('仪器检定有效期。Last day of the calibration.'))
  calibrationValidTo!: CivilDate | null;

  @Field(() => String, optional('过程数据的 SHA-256。SHA-256 of the process series.'))
  seriesSha256!: string | null;

  @Field(() => Int, optional('过程数据行数。Rows of the series.'))
  seriesRows!: number | null;

  @Field(() => Boolean, { description: '是否凭应急码检测。Whether it was tested under a contingency code.' })
  contingency!: boolean;

  @Field(() => Boolean, {
    description: '是否因疑点暂扣，暂扣的报告不能解除超标。Whether it is held; then it clears nothing.',
  })
  held!: boolean;

  @Field(() => Boolean, { description: '是否仍有效，未被更正。Whether it stands, not corrected by another.' })
  inForce!: boolean;

  @Field(() => ID, optional('所更正的报告。The report that it corrects.'))
  supersedes!: string | null;

  @Field(() => String, optional('更正的依据。Why it was corrected.'))
  correctionBasis!: string | null;

  @Field(() => [String], { description: '因角色未显示的字段。Fields that were held back.' })
  hiddenFields!: readonly string[];
}

export const InspectionReportConnection = connectionClasses(
  InspectionReportModel,
  'InspectionReport',
).Connection;
