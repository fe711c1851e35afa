import { Field, ID, InputType, Int, PartialType } from '@nestjs/graphql';
import type { ColorSystem, OwnerKind, PlateColor, Retrofit } from '../../domain/vehicle/vehicle-facts.js';
import { OwnerParticularsInput } from './owner.input.js';
import { OwnerKindEnum, PlateColorEnum, RetrofitKindEnum } from './registry-enums.model.js';
import { ColorSystemEnum } from './write-enums.model.js';

@InputType({
  description: '某代码体系中的号牌颜色。A plate colour in the code of one system.',
})
export class PlateColorCodeInput {
  @Field(() => ColorSystemEnum, { description: '代码体系。The code system.' })
  system!: Exclude<ColorSystem, 'INTERNAL'>;

  @Field(() => String, { description: '原始代码，原样保存。The code as received; kept as it is.' })
  code!: string;
}

@InputType({
  description:
    '号牌及其颜色；颜色以 color 或 colorCode 之一给出。A plate; its colour as `color` or `colorCode`.',
})
export class PlateInput {
  @Field(() => String, { description: '号牌号码（GA 36-2018）。Plate number.' })
  number!: string;

  @Field(() => String, { description: '号牌种类（GA/T 16.7），两位数字。Plate type, two digits.' })
  type!: string;

  @Field(() => PlateColorEnum, { nullable: true, description: '号牌颜色。Colour in our own words.' })
  color?: PlateColor | null;

  @Field(() => PlateColorCodeInput, {
    nullable: true,
    description: '来源系统的颜色代码，优先于 color。Colour in the code of its system; goes before `color`.',
  })
  colorCode?: PlateColorCodeInput | null;
}

@InputType({ description: '净化装置加装改造。An exhaust retrofit.' })
export class RetrofitInput {
  @Field(() => RetrofitKindEnum, { description: '装置类别。Kind of device.' })
  kind!: Retrofit['kind'];

  @Field(() => String, { description: '加装日期 YYYY-MM-DD。Day of the retrofit.' })
  on!: string;

  @Field(() => String, { description: '证书编号。Number of the certificate.' })
  certificateNo!: string;
}

@InputType({ description: '机动车登记内容。What a registration says of a vehicle.' })
class VehicleFieldsInput {
  @Field(() => String, { nullable: true, description: '17 位 VIN（GB 16735-2019）。VIN of 17 characters.' })
  vin?: string | null;

  @Field(() => String, { nullable: true, description: '旧车架号。Legacy frame number.' })
  frameNo?: string | null;

  @Field(() => PlateInput, { description: '号牌。The plate.' })
  plate!: PlateInput;

  @Field(() => String, { description: '车辆类型（GA/T 16.4），三位。Vehicle type, three characters.' })
  vehicleType!: string;

  @Field(() => String, { description: '使用性质（GA/T 16.3），一个字母。Use, one letter.' })
  useNature!: string;

  @Field(() => String, {
    description: '燃料种类（GA/T 16.9），未登记时为空串。Fuel letters; empty when the register has none.',
  })
  fuel!: string;

  @Field(() => String, { description: '排放阶段，如 G4、国四、4。Emission stage in any usual spelling.' })
  emissionStage!: string;

  @Field(() => Int, { nullable: true, description: '总质量（千克）。Total mass in kg.' })
  massKg?: number | null;

  @Field(() => Int, { nullable: true, description: '车长（毫米）。Length in mm.' })
  lengthMm?: number | null;

  @Field(() => String, { nullable: true, description: '发动机型号。Engine model.' })
  engineModel?: string | null;

  @Field(() => String, { nullable: true, description: '发动机号。Engine number.' })
  engineNo?: string | null;

  @Field(() => Int, { nullable: true, description: '额定功率（瓦）。Rated power in watts.' })
  ratedPowerW?: number | null;

  @Field(() => String, { description: '初次登记日期 YYYY-MM-DD。Day of first registration.' })
  firstRegisteredOn!: string;

  @Field(() => String, { nullable: true, description: '出厂日期 YYYY-MM-DD。Day of manufacture.' })
  manufacturedOn?: string | null;

  @Field(() => String, { description: '登记地行政区划（GB/T 2260），六位。Division of registration.' })
  division!: string;

  @Field(() => OwnerKindEnum, { description: '所有人类别。Kind of owner.' })
  ownerKind!: OwnerKind;

  @Field(() => String, {
    nullable: true,
    description: '统一社会信用代码，自然人不填。Credit code; never for a natural person.',
  })
  ownerUscc?: string | null;

  @Field(() => String, { description: '状态字母（GA/T 16），如 A、GQ。Status letters.' })
  status!: string;

  @Field(() => RetrofitInput, { nullable: true, description: '加装改造。Retrofit.' })
  retrofit?: RetrofitInput | null;
}

@InputType({ description: '一辆车的登记。A registration to be written.' })
export class VehicleRegistrationInput extends VehicleFieldsInput {
  @Field(() => String, {
    nullable: true,
    description: '登记发生的时刻（RFC 3339，须带时区），缺省为现在。When it happened; now when absent.',
  })
  occurredAt?: string | null;

  @Field(() => OwnerParticularsInput, {
    nullable: true,
    description: '所有人个人信息，加密保存。Particulars of the owner, kept under seal.',
  })
  ownerParticulars?: OwnerParticularsInput | null;
}

@InputType({
  description:
    '登记的更正：未给出的字段不变，null 为清除。Corrections: absent members stay, null clears, a plate is given whole.',
})
export class VehicleCorrectionInput extends PartialType(VehicleFieldsInput) {}

@InputType({ description: '车辆现持有的号牌。A plate that a vehicle holds now.' })
export class HeldPlateInput {
  @Field(() => String, { description: '号牌号码。Plate number.' })
  number!: string;

  @Field(() => String, { description: '号牌种类（GA/T 16.7）。Plate type.' })
  type!: string;
}

@InputType({
  description:
    '指明一辆车：id，或 vin、plate 之一或二者。A vehicle by its id, or by VIN, present plate, or both.',
})
export class VehicleReferenceInput {
  @Field(() => ID, { nullable: true, description: '全局标识。Global id.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: '17 位 VIN。VIN.' })
  vin?: string | null;

  @Field(() => HeldPlateInput, { nullable: true, description: '现持有的号牌。The plate held now.' })
  plate?: HeldPlateInput | null;
}
