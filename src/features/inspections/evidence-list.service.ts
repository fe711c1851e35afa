import { Injectable } from '@nestjs/common';
import type { Action } from '../../domain/access/actions.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { checkFirst } from '../../platform/graphql/paging.js';
import { connectionOf, decodeCursor, encodeCursor, type Connection } from '../../platform/graphql/relay.js';
import { prefixWithin } from '../registry/index.js';
import {
  EvidenceListRepository,
  type EvidencePosition,
  type ListedCapture,
  type ListedCheck,
  type ListedRecord,
  type ListedRemote,
} from './evidence-list.repository.js';

/** Which records; null and absent mean the same. */
export interface EvidenceFilter {
  /** UUID. */
  readonly vehicleId?: string | null;
  /** GB/T 2260 of the place. */
  readonly division?: string | null;
}

interface PageAsked {
  readonly first?: number | null;
  readonly after?: string | null;
}

interface ListAsked<R> {
  readonly action: Action;
  readonly name: string;
  readonly division: string | null | undefined;
  readonly detail: Readonly<Record<string, unknown>>;
  read(tx: Tx, prefix: string, after: EvidencePosition | null, size: number): Promise<readonly R[]>;
}

/** Lists of evidence within the caller's reach: by the place where it was made. Each page is audited. */
@Injectable()
export class EvidenceListService {
  constructor(
    private readonly database: Database,
    private readonly lists: EvidenceListRepository,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * Passages of one vehicle or in one province, newest first; `setAside` asks for those that do not count for that reason.
   * @throws AppError PAGE_TOO_LARGE, PAGE_INVALID, CURSOR_INVALID, those of `prefixWithin` and of `authorise`
   */
  remote(
    asked: RequestContext,
    filter: EvidenceFilter & { readonly setAside?: string | null },
    page: PageAsked,
  ): Promise<Connection<ListedRemote>> {
    const { vehicleId = null, setAside = null } = filter;
    return this.#page(asked, page, {
      action: 'remote-sensing.list',
      name: `remote sensing ${vehicleId ?? ''} ${setAside ?? ''}`,
      division: filter.division,
      detail: { vehicleId, setAside },
      read: (tx, prefix, after, size) => this.lists.remote(tx, { prefix, vehicleId, setAside }, after, size),
    });
  }

  /** Checks of officers, newest first. @throws AppError as {@link remote} */
  checks(asked: RequestContext, filter: EvidenceFilter, page: PageAsked): Promise<Connection<ListedCheck>> {
    const { vehicleId = null } = filter;
    return this.#page(asked, page, {
      action: 'field-check.list',
      name: `field checks ${vehicleId ?? ''}`,
      division: filter.division,
      detail: { vehicleId },
      read: (tx, prefix, after, size) => this.lists.checks(tx, { prefix, vehicleId }, after, size),
    });
  }

  /** Captures that wait for an officer, oldest first. @throws AppError as {@link remote} */
  capturesToReview(
    asked: RequestContext,
    division: string | null,
    page: PageAsked,
  ): Promise<Connection<ListedCapture>> {
    return this.#page(asked, page, {
      action: 'smoke.review',
      name: 'smoke captures to review',
      division,
      detail: {},
      read: (tx, prefix, after, size) => this.lists.capturesToReview(tx, prefix, after, size),
    });
  }

  async #page<R extends ListedRecord<unknown>>(
    asked: RequestContext,
    page: PageAsked,
    list: ListAsked<R>,
  ): Promise<Connection<R>> {
    const { context, divisionPrefix } = authorise(asked, list.action);
    const prefix = prefixWithin(list.division, divisionPrefix, 'division');
    const size = checkFirst(page.first, this.settings.maxPageSize);
    const name = `${list.name} ${prefix}`;
    const after = page.after === null || page.after === undefined ? null : positionOf(name, page.after);
    return this.database.transaction(async (tx) => {
      const found = await list.read(tx, prefix, after, size + 1);
      const nodes = found.slice(0, size);
      const subjects = [...new Set(nodes.map(({ vehicleId }) => vehicleId))];
      const detail = {
        list: list.name.trim(),
        division: prefix,
        ...list.detail,
        size,
        isFirst: after === null,
      };
      await recordAudit(tx, context, { action: list.action, subjects, detail });
      const cursorOf = ({ at, factId }: R): string => encodeCursor(name, [at, factId]);
      return connectionOf(nodes, { cursorOf, more: found.length > size, isFirst: after === null });
    });
  }
}

function positionOf(name: string, cursor: string): EvidencePosition {
  const [at, id] = decodeCursor(name, cursor);
  if (typeof at === 'string' && typeof id === 'string') return { at, id };
  throw new AppError('CURSOR_INVALID', {}, { field: 'after' });
}
