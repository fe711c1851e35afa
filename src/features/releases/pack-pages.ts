import { Injectable } from '@nestjs/common';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { checkFirst } from '../../platform/graphql/paging.js';
import { encodeCursor } from '../../platform/graphql/relay.js';
import { numberBelow } from './number-cursor.js';
import { PackService } from './pack.service.js';
import type { PlatePackConnection } from './release.model.js';
import { packView } from './release-view.js';

const NAME = 'plate packs';

/** Pages of the list of packs. */
@Injectable()
export class PackPages {
  constructor(
    private readonly packs: PackService,
    private readonly settings: SiteSettings,
  ) {}

  /** @throws AppError of `authorise`, PAGE_TOO_LARGE, CURSOR_INVALID */
  async page(
    context: RequestContext,
    first: number | null,
    after: string | null,
  ): Promise<PlatePackConnection> {
    const size = checkFirst(first, this.settings.maxPageSize);
    const found = await this.packs.list(context, numberBelow(NAME, after), size + 1);
    const edges = found.slice(0, size).map((pack) => ({
      cursor: encodeCursor(NAME, [pack.number]),
      node: packView(pack),
    }));
    const pageInfo = {
      hasNextPage: found.length > size,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    };
    return { edges, pageInfo };
  }
}
