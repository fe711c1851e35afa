import { Field, ObjectType } from '@nestjs/graphql';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import type { ReviewItem, SupervisionCode } from '../../domain/vehicle/vehicle-state.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';
import { ReviewCodeEnum, SupervisionCodeEnum } from './registry-enums.model.js';

@ObjectType('Clause', { description: '所依据的条款。The provision that something rests on.' })
export class ClauseModel {
  @Field(() => String, { description: '条款标识。Stable id of the clause.' })
  id!: string;

  @Field(() => String, { description: '文件名称。Name of the document.' })
  document!: string;

  @Field(() => String, { description: '条款序号。Article.' })
  article!: string;

  @Field(() => String, { description: '条款要旨。What it says.' })
  text!: string;
}

@ObjectType('CodedText', { description: '代码及其说明。A stable code with its text.' })
export class CodedTextModel {
  @Field(() => String, { description: '稳定代码。The code; it never changes.' })
  code!: string;

  @Field(() => String, { description: "说明（按请求语言）。Text in the caller's language." })
  text!: string;
}

@ObjectType('SupervisionReason', {
  description: '列入重点监管的一项理由。One reason of key supervision; each stands on its own.',
})
export class SupervisionReasonModel {
  @Field(() => SupervisionCodeEnum, { description: '理由代码。Code of the reason.' })
  code!: SupervisionCode;

  @Field(() => String, { description: "理由说明（按请求语言）。Why, in the caller's language." })
  text!: string;

  @Field(() => CivilDateScalar, { description: '起始日期。Since when it stands.' })
  since!: CivilDate;

  @Field(() => ClauseModel, { nullable: true, description: '依据条款。The clause that it rests on.' })
  clause!: ClauseModel | null;

  @Field(() => InstantScalar, { description: '最新证据的时间。When the newest evidence happened.' })
  evidenceAt!: Instant;

  @Field(() => [String], { description: '所依据的事实标识。Ids of the facts that it follows from.' })
  facts!: readonly string[];
}

@ObjectType('ReviewItem', { description: '待人工复核的一项。One thing that a person must decide.' })
export class ReviewItemModel {
  @Field(() => ReviewCodeEnum, { description: '复核事项代码。Code of the item.' })
  code!: ReviewItem['code'];

  @Field(() => String, { description: "说明（按请求语言）。Text in the caller's language." })
  text!: string;

  @Field(() => CivilDateScalar, { description: '起始日期。Since when it waits.' })
  since!: CivilDate;

  @Field(() => InstantScalar, { description: '最新证据的时间。When the newest evidence happened.' })
  evidenceAt!: Instant;

  @Field(() => [String], { description: '所依据的事实标识。Ids of the facts that it follows from.' })
  facts!: readonly string[];
}
