import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { checkFirst } from '../../platform/graphql/paging.js';
import { connectionOf, decodeCursor, encodeCursor, type Connection } from '../../platform/graphql/relay.js';
import { prefixWithin } from '../registry/index.js';
import type { ContingencyTest, Reminder, ReminderState } from './desk-rows.js';
import { DeskRepository, type DeskPosition } from './desk.repository.js';
import type { PageAsked } from './listing.service.js';
import type { ContingencyState } from './loop-rows.js';

type Shown = DeskPosition & { readonly vehicleId: string };
type Read<N> = (tx: Tx, prefix: string, from: DeskPosition | null, count: number) => Promise<readonly N[]>;

/** What a bureau looks after beside the list itself. Problems as of the list of listings. */
@Injectable()
export class DeskService {
  constructor(
    private readonly database: Database,
    private readonly desk: DeskRepository,
    private readonly settings: SiteSettings,
  ) {}

  /** Retests under a contingency code, by whether their repair is known. @throws AppError as `ListingService.open` */
  contingencies(
    asked: RequestContext,
    filter: { readonly division: string | null; readonly state: ContingencyState | null },
    page: PageAsked,
  ): Promise<Connection<ContingencyTest>> {
    const { division, state } = filter;
    return this.#page(asked, `contingency tests ${state ?? ''}`, division, page, (tx, prefix, from, count) =>
      this.desk.contingencies(tx, { prefix, state }, from, count),
    );
  }

  /** Reminders with what became of each. @throws AppError as `ListingService.open` */
  reminders(
    asked: RequestContext,
    filter: {
      readonly division: string | null;
      readonly state: ReminderState | null;
      readonly listing: string | null;
    },
    page: PageAsked,
  ): Promise<Connection<Reminder>> {
    const { division, state, listing } = filter;
    const name = `loop reminders ${state ?? ''} ${listing ?? ''}`;
    return this.#page(asked, name, division, page, (tx, prefix, from, count) =>
      this.desk.reminders(tx, { prefix, state, listing }, from, count),
    );
  }

  async #page<N extends Shown>(
    asked: RequestContext,
    kind: string,
    division: string | null,
    { first, after }: PageAsked,
    read: Read<N>,
  ): Promise<Connection<N>> {
    const { context, divisionPrefix } = authorise(asked, 'loop.list');
    const prefix = prefixWithin(division, divisionPrefix, 'division');
    const name = `${kind} ${prefix}`;
    const size = checkFirst(first, this.settings.maxPageSize);
    const from = after === null || after === undefined ? null : positionOf(name, after);
    return this.database.transaction(async (tx) => {
      const found = await read(tx, prefix, from, size + 1);
      const nodes = found.slice(0, size);
      await recordAudit(tx, context, {
        action: 'loop.list',
        subjects: [...new Set(nodes.map(({ vehicleId }) => vehicleId))],
        detail: { list: name, size, isFirst: from === null },
      });
      const cursorOf = ({ at, id }: N): string => encodeCursor(name, [at, id]);
      return connectionOf(nodes, { cursorOf, more: found.length > size, isFirst: from === null });
    });
  }
}

function positionOf(name: string, cursor: string): DeskPosition {
  const [at, id] = decodeCursor(name, cursor);
  if (typeof at === 'string' && typeof id === 'string') return { at, id };
  throw new AppError('CURSOR_INVALID', {}, { field: 'after' });
}
