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

@ObjectType({ description: '本站点运行情况。How this site is doing.' })
export class SiteStatus {
  @Field(() => String, { description: '本站点（省级代码）。This site, by its province code.' })
  site!: string;

  @Field(() => [FactLogStatus], { description: '各站点的事实日志。The fact logs held here.' })
  logs!: readonly FactLogStatus[];

  @Field(() => [ProvinceSourceModel], { description: '各省数据更新情况。How up to date each province is.' })
  sources!: readonly ProvinceSourceModel[];
}
