import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type {
  FieldChecked,
  Pollutant,
  ReportResult,
  SiteWeather,
  TestMethod,
} from '../../domain/emission/emission-facts.js';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import { connectionClasses } from '../../platform/graphql/relay.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';
import { CodedTextModel } from '../registry/index.js';
import {
  CheckPlaceEnum,
  CheckResultEnum,
  FieldMethodEnum,
  PollutantEnum,
  SiteWeatherEnum,
} from './sensing-enums.model.js';

const optional = (description: string) => ({ nullable: true, description });

@ObjectType('SeenPlate', { description: '看到的号牌。A plate as it was seen.' })
class SeenPlateModel {
  @Field(() => String, { description: '号牌号码。Number.' })
  number!: string;

  @Field(() => String, { description: '号牌种类。Type.' })
  type!: string;
}

@ObjectType('RemoteReading', { description: '一项读数。One reading.' })
class RemoteReadingModel {
  @Field(() => PollutantEnum, { description: '污染物。Pollutant.' })
  pollutant!: Pollutant;

  @Field(() => String, { description: '读数。Value as it was written.' })
  value!: string;

  @Field(() => Boolean, { description: '是否超过 HJ 845-2017 限值。Whether it is above the limit.' })
  exceeds!: boolean;
}

@ObjectType('RemoteSensingRecord', { description: '一次遥感检测。A passage measured by remote sensing.' })
export class RemoteSensingRecordModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => ID, { description: '所属车辆。The vehicle.' })
  vehicleId!: string;

  @Field(() => String, { description: '记录编号。Number of the record.' })
  recordNo!: string;

  @Field(() => String, { description: '点位编号。Code of the site.' })
  siteCode!: string;

  @Field(() => String, { description: '设备编号。Code of the device.' })
  deviceCode!: string;

  @Field(() => Int, optional('车道。Lane.'))
  lane!: number | null;

  @Field(() => InstantScalar, { description: '通过时间。When it passed.' })
  passedAt!: Instant;

  @Field(() => SeenPlateModel, { description: '号牌。The plate.' })
  plate!: SeenPlateModel;

  @Field(() => Int, optional('号牌识别置信度（%）。Confidence of the plate.'))
  plateConfidencePct!: number | null;

  @Field(() => [RemoteReadingModel], { description: '读数。The readings.' })
  readings!: readonly RemoteReadingModel[];

  @Field(() => SiteWeatherEnum, optional('天气。Weather.'))
  weather!: SiteWeather | null;

  @Field(
    () => CodedTextModel,
    optional('不计入的原因；计入时为空。Why it does not count; null where it does.'),
  )
  notCounted!: CodedTextModel | null;

  @Field(() => String, optional('来源标明无效的原因。Why its source calls it invalid.'))
  invalidReason!: string | null;

  @Field(() => CivilDateScalar, optional('设备检定有效期至。Last day of the calibration.'))
  calibrationValidTo!: CivilDate | null;

  @Field(() => String, optional('图像识别的车辆类型。Vehicle type that the image shows.'))
  imageVehicleType!: string | null;

  @Field(() => [String], { description: '照片的 SHA-256。SHA-256 of the photographs.' })
  imageSha256!: readonly string[];

  @Field(() => InstantScalar, { description: '入库时间。When it was recorded.' })
  recordedAt!: Instant;
}

@ObjectType('SmokeCapture', { description: '一次黑烟抓拍。A capture of black smoke.' })
export class SmokeCaptureModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => ID, { description: '所属车辆。The vehicle.' })
  vehicleId!: string;

  @Field(() => String, { description: '记录编号。Number of the record.' })
  recordNo!: string;

  @Field(() => String, { description: '点位编号。Code of the site.' })
  siteCode!: string;

  @Field(() => InstantScalar, { description: '抓拍时间。When it was captured.' })
  capturedAt!: Instant;

  @Field(() => SeenPlateModel, { description: '号牌。The plate.' })
  plate!: SeenPlateModel;

  @Field(() => Int, { description: '林格曼黑度。Ringelmann level.' })
  ringelmann!: number;

  @Field(() => Int, { description: '已确认人数。Officers who have confirmed it.' })
  confirmations!: number;

  @Field(() => [String], { description: '照片的 SHA-256。SHA-256 of the photographs.' })
  imageSha256!: readonly string[];

  @Field(() => String, optional('视频的 SHA-256。SHA-256 of the video.'))
  videoSha256!: string | null;
}

@ObjectType('CheckedItem', { description: '一项判定。One item as it is judged.' })
class CheckedItemModel {
  @Field(() => String, { description: '项目代码。Code of the item.' })
  code!: string;

  @Field(() => String, { description: '结果。Value.' })
  value!: string;

  @Field(() => String, { description: '限值。Limit.' })
  limit!: string;

  @Field(() => Boolean, { description: '是否合格。Whether it passes.' })
  pass!: boolean;
}

@ObjectType('FieldCheck', { description: '一次路检路查或入户抽测。A check of officers.' })
export class FieldCheckModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => ID, { description: '所属车辆。The vehicle.' })
  vehicleId!: string;

  @Field(() => String, { description: '记录编号。Number of the record.' })
  recordNo!: string;

  @Field(() => CheckPlaceEnum, { description: '方式。Kind of check.' })
  place!: FieldChecked['place'];

  @Field(() => String, optional('地点区划。Division of the place.'))
  division!: string | null;

  @Field(() => String, { description: '地点。Where.' })
  location!: string;

  @Field(() => InstantScalar, { description: '检测时间。When.' })
  checkedAt!: Instant;

  @Field(() => [String], { description: '执法人员。The officers.' })
  officers!: readonly string[];

  @Field(() => String, optional('仪器编号。Number of the instrument.'))
  instrument!: string | null;

  @Field(() => CivilDateScalar, optional('仪器检定有效期至。Last day of its verification.'))
  instrumentValidTo!: CivilDate | null;

  @Field(() => FieldMethodEnum, { description: '检测方法。Test method.' })
  method!: TestMethod;

  @Field(() => CheckResultEnum, { description: '判定。Judgement of the service.' })
  result!: ReportResult;

  @Field(() => [CheckedItemModel], { description: '逐项判定。The items as judged.' })
  items!: readonly CheckedItemModel[];

  @Field(() => [CodedTextModel], { description: '存疑之处。What is doubtful.' })
  flags!: readonly CodedTextModel[];

  @Field(() => String, optional('处置。What was done.'))
  disposal!: string | null;
}

export const { Connection: RemoteSensingConnection } = connectionClasses(
  RemoteSensingRecordModel,
  'RemoteSensingRecord',
);
export const { Connection: SmokeCaptureConnection } = connectionClasses(SmokeCaptureModel, 'SmokeCapture');
export const { Connection: FieldCheckConnection } = connectionClasses(FieldCheckModel, 'FieldCheck');
