import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { ReleaseEdition, ReleaseList } from '../../domain/release/release-list.js';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import { PageInfo, type PagePosition } from '../../platform/graphql/relay.js';
import { CivilDateScalar, InstantScalar } from '../../platform/graphql/scalars.js';

export const ReleaseListEnum: Readonly<Record<ReleaseList, ReleaseList>> = {
  G3_DIESEL_TRUCKS: 'G3_DIESEL_TRUCKS',
  OVER_LIMIT: 'OVER_LIMIT',
};
registerEnumType(ReleaseListEnum, {
  name: 'ReleaseList',
  description: '长三角共享名单。A list that the delta shares.',
  valuesMap: {
    G3_DIESEL_TRUCKS: { description: '国三及以下柴油货车。China III (and earlier) diesel trucks.' },
    OVER_LIMIT: { description: '超标排放车辆。Vehicles that emit above the limits.' },
  },
});

export const ReleaseEditionEnum: Readonly<Record<ReleaseEdition, ReleaseEdition>> = {
  PARTNER: 'PARTNER',
  PUBLIC: 'PUBLIC',
};
registerEnumType(ReleaseEditionEnum, {
  name: 'ReleaseEdition',
  description: '版本：供何人使用。Whom an edition is for.',
  valuesMap: {
    PARTNER: {
      description: '部门版：完整VIN、阶段、原因、单位。Partners: full VIN, stage, reasons, organisations.',
    },
    PUBLIC: {
      description: '公开版：号牌、车型、单位，无个人信息。Public: plate, type, company; nothing of a person.',
    },
  },
});

@ObjectType('ReleaseFile', { description: '发布中的一个文件。A file of a release.' })
export class ReleaseFileModel {
  @Field(() => String, { description: '文件名。Its name in the folder of the release.' })
  name!: string;

  @Field(() => Int, { nullable: true, description: '行数，不含表头。Rows without a heading.' })
  rows!: number | null;

  @Field(() => Int, { description: '字节数。Bytes.' })
  bytes!: number;

  @Field(() => String, {
    description: 'SHA-256（十六进制），亦为下载的 ETag。SHA-256 in hex, also the ETag.',
  })
  sha256!: string;

  @Field(() => String, {
    description: '下载路径，可用 Range 续传。Where to fetch it; a broken download goes on by Range.',
  })
  path!: string;
}

@ObjectType('Release', {
  description: '共享名单的一期发布，由站点密钥签名。One dated release of a shared list, signed by the site.',
})
export class ReleaseModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => ReleaseListEnum, { description: '名单。The list.' })
  list!: ReleaseList;

  @Field(() => ReleaseEditionEnum, { description: '版本。The edition.' })
  edition!: ReleaseEdition;

  @Field(() => Int, { description: '期号，按名单和版本连续。Number without a gap, by list and edition.' })
  number!: number;

  @Field(() => CivilDateScalar, { description: '发布日期（北京时间）。The day of the release.' })
  date!: CivilDate;

  @Field(() => InstantScalar, { description: '发布时刻。When it was made.' })
  madeAt!: Instant;

  @Field(() => Int, { description: '车辆数。Vehicles on the list.' })
  rows!: number;

  @Field(() => Int, { description: '较上期新增。New since the release before.' })
  added!: number;

  @Field(() => Int, { description: '较上期移出。Gone since the release before.' })
  removed!: number;

  @Field(() => Int, { description: '较上期变更。Changed since the release before.' })
  changed!: number;

  @Field(() => String, { description: '签名密钥标识。Id of the key that signed it.' })
  keyId!: string;

  @Field(() => [ReleaseFileModel], { description: '文件。Its files.' })
  files!: readonly ReleaseFileModel[];
}

@ObjectType({ description: '发布列表中的一条。One entry of a list of releases.' })
export class ReleaseEdge {
  @Field(() => String, { description: '游标，用于 after。Cursor for `after`.' })
  cursor!: string;

  @Field(() => ReleaseModel, { description: '发布。The release.' })
  node!: ReleaseModel;
}

@ObjectType({ description: '发布列表的一页，新者在前。A page of releases, the newest first (Relay).' })
export class ReleaseConnection {
  @Field(() => [ReleaseEdge], { description: '本页各条。The entries of this page.' })
  edges!: readonly ReleaseEdge[];

  @Field(() => PageInfo, { description: '分页信息。About this page.' })
  pageInfo!: PagePosition;
}

@ObjectType({ description: '已发布。The release was made, or had just been made by somebody else.' })
export class ReleaseMade {
  @Field(() => ReleaseModel, { description: '本期发布。The release.' })
  release!: ReleaseModel;
}

@ObjectType('PackFile', { description: '号牌包文件。A file of a plate pack.' })
export class PackFileModel {
  @Field(() => Int, { description: '字节数。Bytes.' })
  bytes!: number;

  @Field(() => String, {
    description: 'SHA-256（十六进制），亦为下载的 ETag。SHA-256 in hex, also the ETag.',
  })
  sha256!: string;

  @Field(() => String, {
    description: '下载路径，可用 Range 续传。Where to fetch it; a broken download goes on by Range.',
  })
  path!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      '增量所基于的期号；全量为空。For a delta the number that it builds on; null for a whole pack.',
  })
  since!: number | null;
}

@ObjectType('PlatePack', {
  description: '手持设备用的重点监管号牌包。All plates under key supervision, packed for hand-held devices.',
})
export class PlatePackModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;

  @Field(() => Int, { description: '期号，连续。Number without a gap.' })
  number!: number;

  @Field(() => InstantScalar, { description: '制作时刻。When it was made.' })
  madeAt!: Instant;

  @Field(() => InstantScalar, { description: '到期时刻，此后设备拒用。From then on devices refuse it.' })
  expiresAt!: Instant;

  @Field(() => Int, { description: '号牌数。Plates in it.' })
  plates!: number;

  @Field(() => String, { description: '签名密钥标识。Id of the key that signed it.' })
  keyId!: string;

  @Field(() => PackFileModel, { description: '全量文件。The whole pack.' })
  file!: PackFileModel;

  @Field(() => PackFileModel, { nullable: true, description: '增量文件。What changed since an earlier one.' })
  delta!: PackFileModel | null;
}

@ObjectType({ description: '号牌包列表中的一条。One entry of a list of packs.' })
export class PlatePackEdge {
  @Field(() => String, { description: '游标，用于 after。Cursor for `after`.' })
  cursor!: string;

  @Field(() => PlatePackModel, { description: '号牌包。The pack.' })
  node!: PlatePackModel;
}

@ObjectType({ description: '号牌包列表的一页，新者在前。A page of packs, the newest first (Relay).' })
export class PlatePackConnection {
  @Field(() => [PlatePackEdge], { description: '本页各条。The entries of this page.' })
  edges!: readonly PlatePackEdge[];

  @Field(() => PageInfo, { description: '分页信息。About this page.' })
  pageInfo!: PagePosition;
}

@ObjectType({ description: '号牌包已制成。The pack was made.' })
export class PlatePackMade {
  @Field(() => PlatePackModel, { description: '号牌包。The pack.' })
  pack!: PlatePackModel;
}

@ObjectType('ReleaseRefused', { description: '未予发布或制作。Nothing was made, and why.' })
export class ReleaseRefused extends Refusal {}

export const MakeReleasePayload = createUnionType({
  name: 'MakeReleasePayload',
  description: '发布的结果。The outcome of making a release.',
  types: () => [ReleaseMade, ReleaseRefused] as const,
  resolveType: (value) => ('release' in value ? ReleaseMade : ReleaseRefused),
});

export const MakePlatePackPayload = createUnionType({
  name: 'MakePlatePackPayload',
  description: '制作号牌包的结果。The outcome of making a pack.',
  types: () => [PlatePackMade, ReleaseRefused] as const,
  resolveType: (value) => ('pack' in value ? PlatePackMade : ReleaseRefused),
});
