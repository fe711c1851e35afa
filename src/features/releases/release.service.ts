import { Injectable } from '@nestjs/common';
import {
  RELEASE_EDITIONS,
  RELEASE_LISTS,
  type ReleaseEdition,
  type ReleaseList,
} from '../../domain/release/release-list.js';
import { civilDateOf, type Instant } from '../../domain/shared/time.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { checkFirst } from '../../platform/graphql/paging.js';
import { encodeCursor, type PagePosition } from '../../platform/graphql/relay.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { contextOfSite } from './context-of-site.js';
import { numberBelow } from './number-cursor.js';
import { ReleaseMaker, readActionOf } from './release-maker.js';
import { ReleaseRepository, type Release } from './release.repository.js';

/** Which list, for whom. */
export interface ReleaseOf {
  readonly list: ReleaseList;
  readonly edition: ReleaseEdition;
}

/** Which page; null and absent mean the same. */
export interface PageRequest {
  readonly first?: number | null;
  readonly after?: string | null;
}

export interface ReleasePage {
  readonly edges: readonly { readonly cursor: string; readonly node: Release }[];
  readonly pageInfo: PagePosition;
}

/** Releases of the shared lists: reading what was made, and having one made. */
@Injectable()
export class ReleaseService {
  constructor(
    private readonly database: Database,
    private readonly maker: ReleaseMaker,
    private readonly releases: ReleaseRepository,
    private readonly settings: SiteSettings,
  ) {}

  /** One page of the releases of a list, the newest first. @throws AppError of `authorise`, PAGE_TOO_LARGE, CURSOR_INVALID */
  async list(context: RequestContext, of: ReleaseOf, request: PageRequest): Promise<ReleasePage> {
    const authorised = authorise(context, readActionOf(of.edition));
    const size = checkFirst(request.first, this.settings.maxPageSize);
    const name = `releases ${of.list} ${of.edition}`;
    const below = numberBelow(name, request.after);
    const found = await this.database.transaction(async (tx) => {
      const page = await this.releases.page(tx, of, below, size + 1);
      const subjects = page.slice(0, size).map(({ id }) => id);
      await recordAudit(tx, authorised.context, {
        action: 'release.list',
        subjects,
        detail: { ...of, size },
      });
      return page;
    });
    const edges = found.slice(0, size).map((node) => ({ cursor: encodeCursor(name, [node.number]), node }));
    const pageInfo = {
      hasNextPage: found.length > size,
      hasPreviousPage: request.after !== null && request.after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    };
    return { edges, pageInfo };
  }

  /** One release, null when there is none of that id. @throws AppError of `authorise` for the edition that it is */
  async find(context: RequestContext, id: string): Promise<Release | null> {
    authorise(context, 'release.read-public');
    const release = await this.releases.find(this.database, id);
    if (release === null) return null;
    const authorised = authorise(context, readActionOf(release.edition));
    const entry = { action: 'release.read', subjects: [id], detail: { edition: release.edition } };
    await this.database.transaction((tx) => recordAudit(tx, authorised.context, entry));
    return release;
  }

  /**
   * Makes a release now, once for each idempotency key.
   * @throws AppError RELEASE_BEFORE_DAMAGED, IDEMPOTENCY_CONFLICT and those of `authorise`
   */
  async make(context: RequestContext, idempotencyKey: string, of: ReleaseOf): Promise<Release> {
    const authorised = authorise(context, 'release.make');
    const key = { operation: 'release.make', key: idempotencyKey, body: of };
    const release = await this.maker.make({ ...of, now: context.now }, async (tx, makeNext) => {
      const made = await once(tx, context, key, async () => {
        const { id, number } = await makeNext();
        const entry = { action: 'release.make', subjects: [id], detail: { ...of, number } };
        await recordAudit(tx, authorised.context, entry);
        return { id };
      });
      return this.releases.find(tx, made.id);
    });
    if (release === null) throw new AppError('NOT_FOUND');
    return release;
  }

  /** Makes a release on the word of whoever runs the machine. */
  makeForSite(of: ReleaseOf, now: Instant): Promise<Release> {
    return this.maker.make({ ...of, now }, async (tx, makeNext) => {
      const release = await makeNext();
      const detail = { ...of, number: release.number };
      await recordAudit(tx, contextOfSite(now), { action: 'release.make', subjects: [release.id], detail });
      return release;
    });
  }

  /** Makes every release that the day does not have yet. @returns those that were made */
  async makeDue(now: Instant): Promise<readonly Release[]> {
    const made: Release[] = [];
    for (const list of RELEASE_LISTS) {
      for (const edition of RELEASE_EDITIONS) {
        const newest = await this.releases.newest(this.database, list, edition);
        if (newest?.madeOn !== civilDateOf(now)) made.push(await this.makeForSite({ list, edition }, now));
      }
    }
    return made;
  }

  /** A release for whoever runs the machine, to be written to a folder. */
  async takeForSite(id: string, now: Instant): Promise<Release | null> {
    const release = await this.releases.find(this.database, id);
    if (release === null) return null;
    const entry = { action: 'release.fetch', subjects: [id], detail: { edition: release.edition } };
    await this.database.transaction((tx) => recordAudit(tx, contextOfSite(now), entry));
    return release;
  }
}
