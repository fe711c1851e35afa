import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import type { ParticularsInput } from '../../domain/personal/particulars.js';
import type { ErasedOwners } from './owner-write.service.js';

export const ErasedOwnersEnum = { PRESENT: 'PRESENT', FORMER: 'FORMER', ALL: 'ALL' } as const satisfies {
  readonly [K in ErasedOwners]: K;
};
registerEnumType(ErasedOwnersEnum, {
  name: 'ErasedOwners',
  description: '删除哪些所有人的个人信息。Whose particulars are erased.',
  valuesMap: {
    PRESENT: { description: '现所有人。The present owner.' },
    FORMER: { description: '以前的所有人和已被替换的记录。Former owners, and records that were replaced.' },
    ALL: { description: '全部。All of them.' },
  },
});

@InputType({
  description:
    '所有人个人信息：加密保存，不进入事实；单位的名称除外，它是公开的。Particulars of an owner: kept under seal and in no fact, but for the name of an organisation, which is public.',
})
export class OwnerParticularsInput implements ParticularsInput {
  @Field(() => String, {
    nullable: true,
    description: '姓名或单位名称。Name of the person or the organisation.',
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '手机或带区号的固定电话。Mobile number, or landline with its area code.',
  })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: '住所地址。Address.' })
  address?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '公民身份号码（GB 11643-1999），单位不填。Identity number; never for an organisation.',
  })
  idNumber?: string | null;
}
