import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { ReleaseEdition, ReleaseList } from '../../domain/release/release-list.js';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseGlobalId } from '../../platform/graphql/relay.js';
import { PackPages } from './pack-pages.js';
import { PackService } from './pack.service.js';
import {
  MakePlatePackPayload,
  MakeReleasePayload,
  PlatePackConnection,
  ReleaseConnection,
  ReleaseEditionEnum,
  ReleaseListEnum,
  ReleaseModel,
  type PlatePackMade,
  type ReleaseMade,
  type ReleaseRefused,
} from './release.model.js';
import { orRefused, PACK_TYPE, packView, RELEASE_TYPE, releaseView } from './release-view.js';
import { ReleaseService } from './release.service.js';

const KEY = { description: '幂等键，由客户端选择。Idempotency key, chosen by the client.' };
const LIST = { type: () => ReleaseListEnum, description: '名单。The list.' };
const EDITION = { type: () => ReleaseEditionEnum, description: '版本。The edition.' };
const FIRST = {
  type: () => Int,
  nullable: true,
  description: '每页条数，超过上限即报错。Size of the page; above the cap is an error.',
};
const AFTER = {
  type: () => String,
  nullable: true,
  description: '上一页末条游标。End cursor of the page before.',
};
const SINCE = {
  type: () => ID,
  nullable: true,
  description: '增量所基于的号牌包，缺省为上一期。Pack that the delta builds on; the last one when absent.',
};

/** Releases of the shared lists, and packs for hand-held devices. */
@Resolver()
export class ReleaseResolver {
  constructor(
    private readonly releases: ReleaseService,
    private readonly packs: PackService,
    private readonly packPages: PackPages,
  ) {}

  @Allow('release.read-public')
  @Query(() => ReleaseConnection, {
    name: 'releases',
    description:
      '名单的各期发布；部门版限交警、生态环境、交通运输。Releases of a list; the partner edition is for police, ecology and transport.',
  })
  async releaseList(
    @Caller() context: RequestContext,
    @Args('list', LIST) list: ReleaseList,
    @Args('edition', EDITION) edition: ReleaseEdition,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<ReleaseConnection> {
    const { edges, pageInfo } = await this.releases.list(context, { list, edition }, { first, after });
    return { edges: edges.map(({ cursor, node }) => ({ cursor, node: releaseView(node) })), pageInfo };
  }

  @Allow('release.read-public')
  @Query(() => ReleaseModel, { nullable: true, description: '一期发布及其文件。One release with its files.' })
  async release(
    @Caller() context: RequestContext,
    @Args('id', { type: () => ID, description: '全局标识。Global id.' }) id: string,
  ): Promise<ReleaseModel | null> {
    const release = await this.releases.find(context, parseGlobalId(id, RELEASE_TYPE));
    return release && releaseView(release);
  }

  @Allow('release.make')
  @Mutation(() => MakeReleasePayload, {
    description:
      '在每日发布之外立即发布本省名单。Makes a release of the own province now, beside the daily one.',
  })
  makeRelease(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('list', LIST) list: ReleaseList,
    @Args('edition', EDITION) edition: ReleaseEdition,
  ): Promise<ReleaseMade | ReleaseRefused> {
    const made = this.releases.make(context, idempotencyKey, { list, edition });
    return orRefused(
      context.language,
      made.then((release) => ({ release: releaseView(release) })),
    );
  }

  @Allow('pack.read')
  @Query(() => PlatePackConnection, { description: '号牌包，新者在前。Packs of plates, the newest first.' })
  platePacks(
    @Caller() context: RequestContext,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<PlatePackConnection> {
    return this.packPages.page(context, first, after);
  }

  @Allow('pack.make')
  @Mutation(() => MakePlatePackPayload, {
    description: '立即制作号牌包及增量。Makes a pack of plates now, with what changed since an earlier one.',
  })
  makePlatePack(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('since', SINCE) since?: string | null,
  ): Promise<PlatePackMade | ReleaseRefused> {
    const base = since === null || since === undefined ? null : parseGlobalId(since, PACK_TYPE, 'since');
    const made = this.packs.make(context, idempotencyKey, base);
    return orRefused(
      context.language,
      made.then((pack) => ({ pack: packView(pack) })),
    );
  }
}
