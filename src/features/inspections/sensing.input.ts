import { Field, InputType, Int } from '@nestjs/graphql';
import type { Pollutant, SiteWeather } from '../../domain/emission/emission-facts.js';
import type { PlateColor } from '../../domain/vehicle/vehicle-facts.js';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';
import { PlateColorCodeInput, PlateColorEnum } from '../registry/index.js';
import { PollutantEnum, SiteWeatherEnum } from './sensing-enums.model.js';

const optional = (description: string) => ({ nullable: true, description });
const HASHES = '照片的 SHA-256（64 位十六进制）。SHA-256 of photographs, in hexadecimal.';

@InputType('SeenPlateInput', {
  description: '看到的号牌；种类可由颜色推定时可省略。A plate as it was seen; its colour may tell its type.',
})
export class SeenPlateInputModel {
  @Field(() => String, { description: '号牌号码（GA 36-2018）。Plate number.' })
  number!: string;

  @Field(() => String, optional('号牌种类（GA/T 16.7），两位数字。Plate type, two digits.'))
  type?: string | null;

  @Field(() => PlateColorEnum, optional('号牌颜色。Colour in our own words.'))
  color?: PlateColor | null;

  @Field(
    () => PlateColorCodeInput,
    optional('来源系统的颜色代码，优先于 color。Colour in the code of its system; goes before `color`.'),
  )
  colorCode?: PlateColorCodeInput | null;
}

@InputType('RemoteReadingInput', { description: '一项读数。One reading.' })
class RemoteReadingInputModel {
  @Field(() => PollutantEnum, { description: '污染物。Pollutant.' })
  pollutant!: Pollutant;

  @Field(() => String, {
    description: '读数，十进制：不透光度 %，林格曼级，NO ×10⁻⁶。Decimal: per cent, level, 10⁻⁶.',
  })
  value!: string;
}

@InputType('RemoteSensingInput', {
  description: '一次遥感检测（HJ 845-2017）。A passage measured by remote sensing.',
})
export class RemoteSensingInputModel {
  @Field(() => String, { description: '记录编号，点位内唯一。Number of the record, unique at its site.' })
  recordNo!: string;

  @Field(() => String, {
    description: '点位编号，前六位为区划。Code of the site; its first six digits are a division.',
  })
  siteCode!: string;

  @Field(() => String, { description: '设备编号。Code of the device.' })
  deviceCode!: string;

  @Field(() => Int, optional('车道。Lane.'))
  lane?: number | null;

  @Field(() => InstantScalar, { description: '通过时间。When it passed.' })
  passedAt!: Instant;

  @Field(() => SeenPlateInputModel, { description: '号牌。The plate.' })
  plate!: SeenPlateInputModel;

  @Field(() => Int, optional('号牌识别置信度（%）。Confidence of the plate, in per cent.'))
  plateConfidencePct?: number | null;

  @Field(() => [RemoteReadingInputModel], { description: '读数。The readings.' })
  readings!: RemoteReadingInputModel[];

  @Field(() => String, optional('车速 km/h，十进制。Speed in km/h, decimal.'))
  speedKmh?: string | null;

  @Field(() => String, optional('烟羽 CO₂ %，十进制；0 为未测到烟羽。CO₂ of the plume in per cent.'))
  co2Pct?: string | null;

  @Field(() => SiteWeatherEnum, optional('天气；雨雪天不计入。Weather; in rain and snow nothing counts.'))
  weather?: SiteWeather | null;

  @Field(() => Boolean, optional('来源标明是否有效，缺省为有效。Whether its source calls it valid.'))
  valid?: boolean | null;

  @Field(() => String, optional('来源标明无效的原因。Why its source calls it invalid.'))
  invalidReason?: string | null;

  @Field(() => [String], optional(HASHES))
  imageSha256?: string[] | null;

  @Field(() => CivilDateScalar, optional('设备检定有效期至。Last day of the calibration.'))
  calibrationValidTo?: CivilDate | null;

  @Field(
    () => String,
    optional('图像识别的车辆类型（GA/T 16.4）。Vehicle type that the image shows, as far as recognised.'),
  )
  imageVehicleType?: string | null;
}

@InputType('SmokeCaptureInput', { description: '一次黑烟抓拍。A capture of black smoke.' })
export class SmokeCaptureInputModel {
  @Field(() => String, { description: '记录编号，点位内唯一。Number of the record, unique at its site.' })
  recordNo!: string;

  @Field(() => String, { description: '点位编号，前六位为区划。Code of the site.' })
  siteCode!: string;

  @Field(() => Int, optional('车道。Lane.'))
  lane?: number | null;

  @Field(() => InstantScalar, { description: '抓拍时间。When it was captured.' })
  capturedAt!: Instant;

  @Field(() => SeenPlateInputModel, { description: '号牌。The plate.' })
  plate!: SeenPlateInputModel;

  @Field(() => Int, { description: '林格曼黑度 0 至 5。Ringelmann level, 0 to 5.' })
  ringelmann!: number;

  @Field(() => [String], { description: HASHES })
  imageSha256!: string[];

  @Field(() => String, optional('视频的 SHA-256。SHA-256 of the video.'))
  videoSha256?: string | null;
}
