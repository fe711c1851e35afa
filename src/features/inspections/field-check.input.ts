import { Field, InputType } from '@nestjs/graphql';
import type { FieldChecked, TestMethod } from '../../domain/emission/emission-facts.js';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';
import { CheckPlaceEnum, FieldMethodEnum } from './sensing-enums.model.js';
import { SeenPlateInputModel } from './sensing.input.js';

const optional = (description: string) => ({ nullable: true, description });

@InputType('CheckItemInput', { description: '一项检测结果。One reading of the instrument.' })
class CheckItemInputModel {
  @Field(() => String, { description: '项目代码，如 K_FA。Code of the item.' })
  code!: string;

  @Field(() => String, { description: '结果，十进制。Value, decimal.' })
  value!: string;

  @Field(() => String, { description: '单位：m-1、%、1e-6、level、kW 等。Unit.' })
  unit!: string;

  @Field(() => [String], optional('各次测量，先测先列。Single readings behind a mean, oldest first.'))
  readings?: string[] | null;
}

@InputType('FieldCheckInput', {
  description: '路检路查或入户抽测。A check at the roadside or on site.',
})
export class FieldCheckInputModel {
  @Field(() => String, { description: '记录编号，省内唯一。Number of the record, unique in the province.' })
  recordNo!: string;

  @Field(() => CheckPlaceEnum, { description: '方式。Kind of check.' })
  place!: FieldChecked['place'];

  @Field(() => String, {
    description: '地点所在市或县（GB/T 2260），决定适用限值。City or county of the place; its limits hold.',
  })
  division!: string;

  @Field(() => String, { description: '地点。Where.' })
  location!: string;

  @Field(() => InstantScalar, { description: '检测时间。When.' })
  checkedAt!: Instant;

  @Field(() => String, optional('车辆识别代号。VIN.'))
  vin?: string | null;

  @Field(
    () => SeenPlateInputModel,
    optional('号牌；与 VIN 至少填一项。Plate; at least one of it and the VIN.'),
  )
  plate?: SeenPlateInputModel | null;

  @Field(() => [String], { description: '执法人员（两名以上）。The officers, two at least.' })
  officers!: string[];

  @Field(() => String, optional('仪器编号。Number of the instrument.'))
  instrument?: string | null;

  @Field(() => CivilDateScalar, optional('仪器检定有效期至。Last day of its verification.'))
  instrumentValidTo?: CivilDate | null;

  @Field(() => FieldMethodEnum, { description: '检测方法。Test method.' })
  method!: TestMethod;

  @Field(() => [CheckItemInputModel], { description: '检测结果。The readings.' })
  items!: CheckItemInputModel[];

  @Field(() => Boolean, optional('是否有可见烟。Whether smoke was seen.'))
  visibleSmoke?: boolean | null;

  @Field(() => String, optional('驾驶人签名的 SHA-256。SHA-256 of the signature of the driver.'))
  signatureSha256?: string | null;

  @Field(() => [String], optional('照片的 SHA-256。SHA-256 of photographs.'))
  imageSha256?: string[] | null;

  @Field(() => String, optional('视频的 SHA-256。SHA-256 of the video.'))
  videoSha256?: string | null;

  @Field(() => String, optional('处置。What was done.'))
  disposal?: string | null;
}
