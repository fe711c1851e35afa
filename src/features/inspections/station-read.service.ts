import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/shared/time.js';
import type { StationRole } from '../../domain/station/station-facts.js';
import { normaliseStationCode } from '../../domain/station/station-input.js';
import type { StationState } from '../../domain/station/station.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { checkFirst } from '../../platform/graphql/paging.js';
import { decodeCursor, encodeCursor, type PagePosition } from '../../platform/graphql/relay.js';
import { prefixWithin } from '../registry/index.js';
import { StationRepository } from './station.repository.js';

/** A page of the list of stations. */
export interface StationPage {
  readonly edges: readonly { readonly cursor: string; readonly node: StationState }[];
  readonly pageInfo: PagePosition;
}

/** Answers about stations; the list is public, so nothing protected is read. */
@Injectable()
export class StationReadService {
  constructor(
    private readonly database: Database,
    private readonly repository: StationRepository,
    private readonly settings: SiteSettings,
  ) {}

  /** The station of the code, whatever its status; null when none is filed. @throws AppError of `authorise` */
  async one(asked: RequestContext, code: string): Promise<StationState | null> {
    authorise(asked, 'station.read');
    const wanted = normaliseStationCode(code);
    return this.database.transaction(
      async (tx) => (await this.repository.byCode(tx, [wanted])).get(wanted) ?? null,
    );
  }

  /**
   * The stations at work now, by code: the public list (环大气〔2020〕31号).
   * @throws AppError of `authorise`, `prefixWithin` and `checkFirst`, CURSOR_INVALID
   */
  async active(
    asked: RequestContext,
    filter: { readonly city?: string | null; readonly role?: StationRole | null },
    request: { readonly first?: number | null; readonly after?: string | null },
  ): Promise<StationPage> {
    const { divisionPrefix, context } = authorise(asked, 'station.read');
    const prefix = prefixWithin(filter.city, divisionPrefix, 'city');
    const role = filter.role ?? null;
    const size = checkFirst(request.first, this.settings.maxPageSize);
    const name = `stations ${prefix} ${role ?? ''}`;
    const after = request.after ? afterOf(name, request.after) : '';
    const at: Instant = context.now;
    const found = await this.database.transaction((tx) =>
      this.repository.active(tx, { prefix, role, at }, after, size + 1),
    );
    const edges = found.slice(0, size).map((node) => ({ cursor: encodeCursor(name, [node.code]), node }));
    const pageInfo = {
      hasNextPage: found.length > size,
      hasPreviousPage: after !== '',
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    };
    return { edges, pageInfo };
  }
}

function afterOf(name: string, cursor: string): string {
  const [code] = decodeCursor(name, cursor);
  if (typeof code !== 'string') throw new AppError('CURSOR_INVALID', {}, { field: 'after' });
  return code;
}
