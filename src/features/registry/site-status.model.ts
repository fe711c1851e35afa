import { Field, Int, ObjectType } from '@nestjs/graphql';
import { ProvinceSourceModel } from './roadside.model.js';

@ObjectType({ description: '一个站点的事实日志。The fact log of one site.' })
export class FactLogStatus {
  @Field(() => String, { description: '站点（省级代码）。Site, by its province code.' })
  site!: string;

  @Field(() => Int, { description: '已提交但尚未编号的事实数。Facts committed and not yet numbered.' })
  unstamped!: number;

  @Field(() => Int, { description: '最后编号。Number of the last fact in the chain.' })
  lastSequence!: number;
}

@ObjectType({ description: '本站点的审计链。The audit chain of this site.' })
export class AuditChainStatus {
  @Field(() => Int, { description: '已入链的审计条数。Audit entries in the chain.' })
  entries!: number;

  @Field(() => Int, { description: '尚待入链的条数。Entries that wait to be chained.' })
  waiting!: number;

  @Field(() => Int, { description: '链的块数。Blocks of the chain.' })
  blocks!: number;

  @Field(() => String, {
    description:
      '链首哈希（十六进制）；另处记下，可证此前无一改动。Hash of the head: written down elsewhere, it proves that nothing before it was changed.',
  })
  head!: string;
}

@ObjectType({ description: '本站点运行情况。How this site is doing.' })
export class SiteStatus {
  @Field(() => String, { description: '本站点（省级代码）。This site, by its province code.' })
  site!: string;

  @Field(() => [FactLogStatus], { description: '各站点的事实日志。The fact logs held here.' })
  logs!: readonly FactLogStatus[];

  @Field(() => AuditChainStatus, {
    nullable: true,
    description: '审计链；尚无记录时为空。The audit chain; null while nothing was written.',
  })
  auditChain!: AuditChainStatus | null;

  @Field(() => [ProvinceSourceModel], { description: '各省数据更新情况。How up to date each province is.' })
  sources!: readonly ProvinceSourceModel[];
}
