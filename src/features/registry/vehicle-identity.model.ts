import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import type { EmissionStage, OwnerKind, StageSource } from '../../domain/vehicle/vehicle-facts.js';
import type { EmissionClass, Ternary } from '../../domain/vehicle/vehicle-state.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';
import { PlateModel } from './plate.model.js';
import { CodedTextModel } from './reason.model.js';
import {
  EmissionClassEnum,
  EmissionStageEnum,
  OwnerKindEnum,
  StageSourceEnum,
  TernaryEnum,
} from './registry-enums.model.js';
import { RetrofitModel } from './retrofit.model.js';

/** What the roadside answer and the whole record show of a vehicle alike. */
@ObjectType({ isAbstract: true })
export abstract class VehicleIdentityModel {
  @Field(() => ID, { description: '车辆全局标识。Global id of the vehicle.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'VIN（GB 16735-2019），按权限遮蔽。VIN, masked by role.',
  })
  vin!: string | null;

  @Field(() => String, {
    nullable: true,
    description: '旧车架号，按权限遮蔽。Legacy frame number, masked likewise.',
  })
  frameNo!: string | null;

  @Field(() => PlateModel, { description: '现号牌或最后号牌。The plate held now, or held last.' })
  plate!: PlateModel;

  @Field(() => String, { description: '车辆类型代码（GA/T 16.4）。Vehicle type code.' })
  vehicleType!: string;

  @Field(() => String, { description: '车辆类型名称。Name of the vehicle type.' })
  vehicleTypeName!: string;

  @Field(() => String, { description: '使用性质代码（GA/T 16.3）。Use code.' })
  useNature!: string;

  @Field(() => String, { description: '使用性质名称。Name of the use.' })
  useNatureName!: string;

  @Field(() => String, {
    description: '燃料种类代码（GA/T 16.9），空为未登记。Fuel letters; empty when unrecorded.',
  })
  fuel!: string;

  @Field(() => String, { description: '燃料名称。Names of the fuels.' })
  fuelName!: string;

  @Field(() => TernaryEnum, { description: '是否燃用柴油。Whether it burns diesel.' })
  isDiesel!: Ternary;

  @Field(() => EmissionClassEnum, { description: '排放标准类别。Emission class.' })
  emissionClass!: EmissionClass;

  @Field(() => EmissionStageEnum, { description: '排放阶段。Emission stage.' })
  stage!: EmissionStage;

  @Field(() => StageSourceEnum, {
    nullable: true,
    description: '阶段证据来源。Rank of the deciding evidence.',
  })
  stageSource!: StageSource | null;

  @Field(() => Int, { nullable: true, description: '总质量（千克）。Total mass in kg.' })
  massKg!: number | null;

  @Field(() => String, { nullable: true, description: '发动机型号。Engine model.' })
  engineModel!: string | null;

  @Field(() => CivilDateScalar, { description: '初次登记日期。First registration.' })
  firstRegisteredOn!: CivilDate;

  @Field(() => String, { description: '登记地行政区划代码。Division of registration (GB/T 2260).' })
  division!: string;

  @Field(() => String, { description: '登记地名称。Name of the division.' })
  divisionName!: string;

  @Field(() => OwnerKindEnum, { description: '所有人类别。Kind of owner.' })
  ownerKind!: OwnerKind;

  @Field(() => String, { description: '机动车状态字母（GA/T 16）。Status letters.' })
  status!: string;

  @Field(() => [String], { description: '状态名称。Names of the statuses.' })
  statusNames!: readonly string[];

  @Field(() => CivilDateScalar, { nullable: true, description: '注销或报废日期。Day of scrapping.' })
  scrappedOn!: CivilDate | null;

  @Field(() => RetrofitModel, {
    nullable: true,
    description: '加装改造。Retrofit; it never changes the stage.',
  })
  retrofit!: RetrofitModel | null;

  @Field(() => [CodedTextModel], { description: '数据存疑标记。What is doubtful about the record.' })
  flags!: readonly CodedTextModel[];

  @Field(() => InstantScalar, { description: '最新事实的记录时间。When the newest fact was recorded.' })
  recordedAt!: Instant;
}
