import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CodedTextModel } from './reason.model.js';
import { VehicleModel } from './vehicle.model.js';
import { RegistrationStatusEnum } from './write-enums.model.js';

@ObjectType('Problem', { description: '未予写入的一项原因。One reason why something was not written.' })
export class ProblemModel {
  @Field(() => String, { description: '稳定代码。Stable code.' })
  code!: string;

  @Field(() => String, { description: "说明（按请求语言）。Text in the caller's language." })
  message!: string;

  @Field(() => String, { nullable: true, description: '所指字段的路径。Path of the field.' })
  field!: string | null;

  @Field(() => Int, { nullable: true, description: '批量中的行号，自 0 起。Row in a list, from 0.' })
  row!: number | null;
}

@ObjectType('VehicleWritePayload', {
  description:
    '对一辆车的写入结果：写入后的车辆，或未写入的原因。The vehicle as written, or why nothing was.',
})
export class VehicleWritePayload {
  @Field(() => VehicleModel, {
    nullable: true,
    description: '写入后的车辆；未写入时为空。The vehicle after the write; null when nothing was written.',
  })
  vehicle!: VehicleModel | null;

  @Field(() => ID, {
    nullable: true,
    description: '已占用该 VIN 或号牌的车辆。The vehicle that has the VIN or plate already.',
  })
  existingVehicleId!: string | null;

  @Field(() => [ProblemModel], { description: '未写入的原因，写入时为空表。Why not; empty when written.' })
  problems!: readonly ProblemModel[];

  @Field(() => [CodedTextModel], { description: '已写入但存疑之处。What is doubtful though written.' })
  warnings!: readonly CodedTextModel[];
}

@ObjectType('RegistrationResult', { description: '批量登记中一行的结果。What came of one row of a list.' })
export class RegistrationResultModel {
  @Field(() => Int, { description: '行号，自 0 起。Row, from 0.' })
  row!: number;

  @Field(() => RegistrationStatusEnum, { description: '结果。Outcome.' })
  status!: keyof typeof RegistrationStatusEnum;

  @Field(() => ID, {
    nullable: true,
    description: '所登记的车辆，或已占用其 VIN 或号牌的车辆。The vehicle registered, or the one in its way.',
  })
  vehicleId!: string | null;

  @Field(() => [ProblemModel], { description: '未写入的原因。Why not.' })
  problems!: readonly ProblemModel[];

  @Field(() => [CodedTextModel], { description: '已写入但存疑之处。What is doubtful though written.' })
  warnings!: readonly CodedTextModel[];
}

@ObjectType('RegisterVehiclesPayload', {
  description: '批量登记的结果，每行一条。Outcome of a list, one entry a row.',
})
export class RegisterVehiclesPayload {
  @Field(() => [RegistrationResultModel], { description: '各行结果，按行序。The rows in order.' })
  rows!: readonly RegistrationResultModel[];

  @Field(() => Int, { description: '已登记行数。Rows registered.' })
  registered!: number;

  @Field(() => Int, { description: '未通过规则的行数。Rows refused.' })
  refused!: number;

  @Field(() => Int, { description: '重复的行数。Duplicate rows.' })
  duplicates!: number;
}
