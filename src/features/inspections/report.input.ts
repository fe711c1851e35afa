import { Field, ID, InputType, Int } from '@nestjs/graphql';
import type {
  CheckType,
  ReportResult,
  StationResult,
  TestMethod,
} from '../../domain/emission/emission-facts.js';
import type { Instant } from '../../domain/shared/time.js';
import type { PlateColor } from '../../domain/vehicle/vehicle-facts.js';
import { InstantScalar } from '../../platform/graphql/scalars.js';
import { PlateColorEnum } from '../registry/index.js';
import { CheckTypeEnum, ReportResultEnum, StationResultEnum, TestMethodEnum } from './report-enums.model.js';

const optional = (description: string) => ({ nullable: true, description });
const CODE = {
  description:
    '项目：K100 N100 K80 N80 NOX80 MAX_POWER K_FA N_FA RINGELMANN LOW_CO LOW_HC HIGH_CO HIGH_HC LAMBDA CO_5025 HC_5025 NO_5025 CO_2540 HC_2540 NO_2540 CO2_5025 CO2_2540 CO HC NOX HC_NOX；k 以 m⁻¹ 计，N 以 % 计。Item; k in m⁻¹, N in per cent.',
};

@InputType({ description: '一项检测结果。One item of a test.' })
class ReportItemInput {
  @Field(() => String, CODE)
  code!: string;

  @Field(() => String, { description: '结果，十进制数文本，如 "1.20"。Result, a decimal number as text.' })
  value!: string;

  @Field(() => String, { description: '单位：m-1 % 1e-6 g/km level kW ratio。Unit.' })
  unit!: string;

  @Field(() => String, optional('检验机构采用的限值。The limit that the station printed.'))
  limit?: string | null;

  @Field(() => String, optional('另有下限时的下限。The lower one, where there are two.'))
  lowestLimit?: string | null;

  @Field(() => Boolean, optional('检验机构对该项的判定。The verdict of the station on the item.'))
  passed?: boolean | null;

  @Field(() => [String], optional('平均值所据的各次结果，先旧后新。Readings behind a mean, oldest first.'))
  readings?: string[] | null;
}

@InputType({ description: '车载诊断检查。The diagnostic check.' })
class ObdReadingInput {
  @Field(() => Boolean, optional('能否通讯。Whether it communicates.'))
  communicates?: boolean | null;

  @Field(() => Boolean, optional('故障指示器是否点亮。Whether the malfunction indicator is on.'))
  milOn?: boolean | null;

  @Field(() => Boolean, optional('指示器与电控单元是否一致。Whether lamp and control unit agree.'))
  indicatorAgrees?: boolean | null;

  @Field(() => [String], optional('故障码。Fault codes.'))
  dtc?: string[] | null;

  @Field(() => Int, optional('就绪状态未完成的项数。Monitors that are not ready.'))
  readinessIncomplete?: number | null;

  @Field(() => [String], optional('校准标识 CAL ID。Calibration ids.'))
  calIds?: string[] | null;

  @Field(() => [String], optional('校准验证码 CVN。Calibration verification numbers.'))
  cvns?: string[] | null;

  @Field(() => String, optional('电控单元中的 VIN。The VIN in the control unit.'))
  vin?: string | null;

  @Field(() => Int, optional('清除故障码后的行驶里程（km）。Kilometres since codes were cleared.'))
  kmSinceClear?: number | null;
}

@InputType({ description: '检测环境；数值为十进制数文本。Ambient air; numbers are decimal texts.' })
class AmbientAirInput {
  @Field(() => String, optional('温度（℃）。Temperature.'))
  temperatureC?: string | null;

  @Field(() => String, optional('大气压（kPa）。Pressure.'))
  pressureKpa?: string | null;

  @Field(() => String, optional('相对湿度（%）。Relative humidity.'))
  humidityPct?: string | null;
}

@InputType({ description: '报告上的号牌。The plate on a report.' })
class ReportPlateInput {
  @Field(() => String, { description: '号牌号码（GA 36-2018）。Number.' })
  number!: string;

  @Field(() => String, { description: '号牌种类（GA/T 16.7）。Type.' })
  type!: string;

  @Field(() => PlateColorEnum, optional('号牌颜色。Colour.'))
  color?: PlateColor | null;
}

@InputType({
  description:
    '排放检验报告；时刻须带时区，小数为十进制数文本。A test report; times carry their offset, decimals are texts.',
})
export class InspectionReportInput {
  @Field(() => String, { description: '检验机构编号。Code of the inspection station.' })
  stationCode!: string;

  @Field(() => String, { description: '报告编号，站内唯一。Number, unique at the station.' })
  reportNo!: string;

  @Field(() => String, optional('检测线。Line.'))
  lineNo?: string | null;

  @Field(() => CheckTypeEnum, { description: '检测类型。Why it was tested.' })
  checkType!: CheckType;

  @Field(() => TestMethodEnum, { description: '检测方法。Method.' })
  method!: TestMethod;

  @Field(() => String, optional('重型货车采用自由加速法的理由。Why a heavy truck was not lug-downed.'))
  methodReason?: string | null;

  @Field(() => Int, optional('第几次检测。The n-th test.'))
  timesNo?: number | null;

  @Field(() => String, optional('VIN；无则以号牌查找车辆。VIN; without it the plate names the vehicle.'))
  vin?: string | null;

  @Field(() => ReportPlateInput, optional('号牌。Plate.'))
  plate?: ReportPlateInput | null;

  @Field(() => String, optional('发动机型号。Engine model.'))
  engineModel?: string | null;

  @Field(() => String, optional('额定功率（kW），缺省取自登记。Rated power; as registered when absent.'))
  ratedPowerKw?: string | null;

  @Field(() => Int, optional('里程（km）。Odometer.'))
  odometerKm?: number | null;

  @Field(() => String, { description: '开始时刻（RFC 3339）。When it began.' })
  startedAt!: string;

  @Field(() => String, { description: '结束时刻（RFC 3339）。When it ended.' })
  endedAt!: string;

  @Field(() => AmbientAirInput, optional('环境。Ambient air.'))
  ambient?: AmbientAirInput | null;

  @Field(() => [ReportItemInput], { description: '各项结果。Items.' })
  items!: ReportItemInput[];

  @Field(() => Boolean, optional('是否见黑烟或蓝烟。Whether black or blue smoke was seen.'))
  visibleSmoke?: boolean | null;

  @Field(() => ObdReadingInput, optional('车载诊断检查。Diagnostic check.'))
  obd?: ObdReadingInput | null;

  @Field(() => StationResultEnum, { description: '检验机构的结论。What the station says.' })
  stationResult!: StationResult;

  @Field(() => String, optional('检验员。Inspector.'))
  inspector?: string | null;

  @Field(() => String, optional('授权签字人。Authorised signer.'))
  authorisedSigner?: string | null;

  @Field(() => String, optional('批准人。Approver.'))
  approver?: string | null;

  @Field(() => String, optional('仪器检定有效期 YYYY-MM-DD。Last day of the calibration of the instrument.'))
  calibrationValidTo?: string | null;

  @Field(() => String, optional('过程数据的 SHA-256。SHA-256 of the process series.'))
  seriesSha256?: string | null;

  @Field(() => Int, optional('过程数据行数（每秒一行）。Rows of the series, one a second.'))
  seriesRows?: number | null;

  @Field(() => String, optional('应急码。Contingency code of the bureau.'))
  contingencyCode?: string | null;
}

@InputType({ description: '报告的筛选条件，须全部满足。Conditions on reports, all of which must hold.' })
export class InspectionReportFilterInput {
  @Field(() => String, optional('检验机构编号。Code of the station.'))
  station?: string | null;

  @Field(() => String, optional('区划（GB/T 2260）。Division of the station.'))
  division?: string | null;

  @Field(() => ReportResultEnum, optional('系统的判定。What the service judged.'))
  result?: ReportResult | null;

  @Field(() => TestMethodEnum, optional('检测方法。Method.'))
  method?: TestMethod | null;

  @Field(() => CheckTypeEnum, optional('检测类型。Why it was tested.'))
  checkType?: CheckType | null;

  @Field(() => InstantScalar, optional('检测结束不早于。Ended at this moment or later.'))
  from?: Instant | null;

  @Field(() => InstantScalar, optional('检测结束早于。Ended before this moment.'))
  to?: Instant | null;

  @Field(() => ID, optional('车辆。The vehicle.'))
  vehicle?: string | null;

  @Field(() => Boolean, optional('是否因疑点暂扣。Whether it is held.'))
  held?: boolean | null;

  @Field(() => Boolean, optional('是否包括已被更正的报告，缺省不包括。Corrected ones too; not when absent.'))
  corrected?: boolean | null;
}
