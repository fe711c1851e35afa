import { Injectable } from '@nestjs/common';
import type { FlagDecided } from '../../domain/emission/emission-facts.js';
import type { StationFlagState } from '../../domain/integrity/station-flag-facts.js';
import { Findings } from '../../domain/shared/findings.js';
import type { Problem } from '../../domain/shared/result.js';
import { checkBasis } from '../../domain/vehicle/input-fields.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { checkFirst } from '../../platform/graphql/paging.js';
import { connectionOf, decodeCursor, encodeCursor, type Connection } from '../../platform/graphql/relay.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { prefixWithin } from '../registry/index.js';
import {
  StationFlagRepository,
  type ListedStationFlag,
  type StationFlagsAsked,
} from './station-flag.repository.js';
import { StationFlagWriter } from './station-flag.writer.js';

/** What came of a decision: how the flag stands, or why nothing was written. */
export interface StationDecision {
  readonly state: StationFlagState['state'] | null;
  readonly problems: readonly Problem[];
}

const DECIDE = 'integrity.decide';
const refusedFor = (...problems: readonly Problem[]): StationDecision => ({ state: null, problems });

/** Leads about stations as a whole: read, and decided by a person. */
@Injectable()
export class StationFlagService {
  constructor(
    private readonly database: Database,
    private readonly flags: StationFlagRepository,
    private readonly writer: StationFlagWriter,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * Flags of stations within the caller's reach, newest first; each page is audited.
   * @throws AppError PAGE_TOO_LARGE, PAGE_INVALID, CURSOR_INVALID, those of `prefixWithin` and of `authorise`
   */
  list(
    asked: RequestContext,
    { division, ...filter }: Omit<StationFlagsAsked, 'prefix'> & { readonly division: string | null },
    page: { readonly first?: number | null; readonly after?: string | null },
  ): Promise<Connection<ListedStationFlag>> {
    const { context, divisionPrefix } = authorise(asked, 'integrity.list');
    const prefix = prefixWithin(division, divisionPrefix, 'division');
    const size = checkFirst(page.first, this.settings.maxPageSize);
    const name = `station flags ${prefix} ${JSON.stringify(filter)}`;
    const after = page.after === null || page.after === undefined ? null : positionOf(name, page.after);
    return this.database.transaction(async (tx) => {
      const found = await this.flags.list(tx, { ...filter, prefix }, after, size + 1);
      const nodes = found.slice(0, size);
      const detail = { stations: prefix, ...filter, size, isFirst: after === null };
      await recordAudit(tx, context, { action: 'integrity.list', subjects: [], detail });
      const cursorOf = ({ foundAt, factId }: ListedStationFlag): string =>
        encodeCursor(name, [foundAt, factId]);
      return connectionOf(nodes, { cursorOf, more: found.length > size, isFirst: after === null });
    });
  }

  /**
   * Writes what an officer says of a flag; the last word rules. Problems: NOT_FOUND, NOT_YOUR_RECORD,
   * FLAG_DECISION_STANDS, and those of the basis.
   * @throws AppError of `authorise` (PERSON_REQUIRED for a program) and `once`
   */
  async decide(asked: RequestContext, key: string, decision: FlagDecided): Promise<StationDecision> {
    const authorised = authorise(asked, DECIDE);
    const what = { operation: 'decideStationFlag', key, body: decision };
    return this.database.transaction((tx) =>
      once(tx, authorised.context, what, async () => {
        const outcome = await this.#decide(tx, authorised, decision);
        const refused = outcome.problems.map(({ code }) => code);
        const detail = {
          operation: what.operation,
          flag: decision.flag,
          decision: decision.decision,
          refused,
        };
        await recordAudit(tx, authorised.context, { action: DECIDE, subjects: [], detail });
        return outcome;
      }),
    );
  }

  async #decide(
    tx: Tx,
    { context, divisionPrefix }: Authorised,
    { flag, decision, basis: text }: FlagDecided,
  ): Promise<StationDecision> {
    const found = await this.flags.find(tx, flag);
    const isReached = found !== null && divisionPrefix !== null && found.division.startsWith(divisionPrefix);
    if (!isReached) return refusedFor({ code: 'NOT_FOUND', field: 'flag' });
    const opened = await this.writer.open(tx, found.stationCode);
    const known = opened.flags.find(({ factId }) => factId === flag);
    if (known === undefined) return refusedFor({ code: 'NOT_FOUND', field: 'flag' });
    if (known.site !== this.settings.site) return refusedFor({ code: 'NOT_YOUR_RECORD', field: 'flag' });
    if (known.state === decision) return refusedFor({ code: 'FLAG_DECISION_STANDS', field: 'flag' });
    const findings = new Findings();
    const basis = checkBasis(text, findings);
    if (basis === null) return refusedFor(...findings.problems);
    const payload: FlagDecided = { flag, decision, basis };
    await this.writer.append(tx, opened, [{ kind: 'integrity.station-flag-decided', payload }], context.now);
    return { state: decision, problems: [] };
  }
}

function positionOf(name: string, cursor: string): { readonly at: string; readonly id: string } {
  const [at, id] = decodeCursor(name, cursor);
  if (typeof at === 'string' && typeof id === 'string') return { at, id };
  throw new AppError('CURSOR_INVALID', {}, { field: 'after' });
}
