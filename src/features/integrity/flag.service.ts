import { Injectable } from '@nestjs/common';
import type { FlagDecided } from '../../domain/emission/emission-facts.js';
import { flagDecisions, type FlagFact } from '../../domain/emission/report-holds.js';
import type { EmissionFact } from '../../domain/emission/emission-facts.js';
import { Findings } from '../../domain/shared/findings.js';
import { fail, ok, type Problem, type Result } from '../../domain/shared/result.js';
import { factsInForce } from '../../domain/sync/effective-facts.js';
import type { Fact } from '../../domain/sync/fact.js';
import { checkBasis } from '../../domain/vehicle/input-fields.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { checkFirst } from '../../platform/graphql/paging.js';
import { connectionOf, decodeCursor, encodeCursor, type Connection } from '../../platform/graphql/relay.js';
import {
  prefixWithin,
  VehicleFactWriter,
  type DecidedFacts,
  type KnownSubject,
  type VehicleFactOutcome,
} from '../registry/index.js';
import type { FlagState } from './flag.extension.js';
import { FlagRepository, type FlagPosition, type FlagsAsked, type ListedFlag } from './flag.repository.js';

/** Which flags; null means all of them. */
export type FlagFilter = Omit<FlagsAsked, 'prefix'> & { readonly division: string | null };

export interface FlagDecision {
  /** The fact of the flag. */
  readonly flag: string;
  readonly decision: FlagDecided['decision'];
  readonly basis: string;
}

/** How a flag stands after a decision. */
export interface DecidedFlag {
  readonly factId: string;
  readonly vehicleId: string;
  readonly state: FlagState;
}

type EmissionInForce = readonly EmissionFact[];

/** Flags are leads: officers read them, look, and say what became of each. */
@Injectable()
export class FlagService {
  constructor(
    private readonly database: Database,
    private readonly writer: VehicleFactWriter,
    private readonly flags: FlagRepository,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * Flags on the records of stations within the caller's reach, newest first; each page is audited.
   * @throws AppError PAGE_TOO_LARGE, PAGE_INVALID, CURSOR_INVALID, those of `prefixWithin` and of `authorise`
   */
  list(
    asked: RequestContext,
    { division, ...filter }: FlagFilter,
    page: { readonly first?: number | null; readonly after?: string | null },
  ): Promise<Connection<ListedFlag>> {
    const { context, divisionPrefix } = authorise(asked, 'integrity.list');
    const prefix = prefixWithin(division, divisionPrefix, 'division');
    const size = checkFirst(page.first, this.settings.maxPageSize);
    const name = `integrity flags ${prefix} ${JSON.stringify(filter)}`;
    const after = page.after === null || page.after === undefined ? null : positionOf(name, page.after);
    return this.database.transaction(async (tx) => {
      const found = await this.flags.list(tx, { ...filter, prefix }, after, size + 1);
      const nodes = found.slice(0, size);
      const subjects = [...new Set(nodes.map(({ vehicleId }) => vehicleId))];
      const detail = { division: prefix, ...filter, size, isFirst: after === null };
      await recordAudit(tx, context, { action: 'integrity.list', subjects, detail });
      const cursorOf = ({ foundAt, factId }: ListedFlag): string => encodeCursor(name, [foundAt, factId]);
      return connectionOf(nodes, { cursorOf, more: found.length > size, isFirst: after === null });
    });
  }

  /**
   * Writes what an officer says of a flag; the last word rules. A dismissed flag lets its record count again. Problems:
   * NOT_FOUND, NOT_YOUR_RECORD, FLAG_OBSOLETE, FLAG_DECISION_STANDS, and those of the basis.
   * @throws AppError of `authorise` (PERSON_REQUIRED for a program) and `once`
   */
  async decide(
    asked: RequestContext,
    key: string,
    decision: FlagDecision,
  ): Promise<VehicleFactOutcome<DecidedFlag>> {
    const { divisionPrefix } = authorise(asked, 'integrity.decide');
    const found = await this.database.transaction((tx) => this.flags.find(tx, decision.flag));
    const isReached = found !== null && divisionPrefix !== null && found.division.startsWith(divisionPrefix);
    if (!isReached) return { value: null, problems: [{ code: 'NOT_FOUND', field: 'flag' }] };
    return this.writer.carryOut<DecidedFlag>(asked, {
      action: 'integrity.decide',
      operation: 'decideIntegrityFlag',
      idempotencyKey: key,
      body: decision,
      vehicle: { id: found.vehicleId },
      detail: { flag: decision.flag, decision: decision.decision },
      decide: (known, { context }) => Promise.resolve(this.#decide(known, decision, context.now)),
    });
  }

  #decide(
    { subject, facts }: KnownSubject,
    { flag: id, decision, basis: text }: FlagDecision,
    now: string,
  ): Result<DecidedFacts<DecidedFlag>, readonly Problem[]> {
    const { inForce } = factsInForce(facts);
    const flag = inForce.find(
      (fact): fact is FlagFact => fact.id === id && fact.kind === 'inspection.flagged',
    );
    const problem = this.#problem(flag, inForce, decision);
    if (problem !== null) return fail([{ ...problem, field: 'flag' }]);
    const findings = new Findings();
    const basis = checkBasis(text, findings);
    if (basis === null) return fail(findings.problems);
    const payload: FlagDecided = { flag: id, decision, basis };
    const said = { kind: 'inspection.flag-decided', payload, occurredAt: now, supersedes: null };
    return ok({ facts: [said], answer: () => ({ factId: id, vehicleId: subject, state: decision }) });
  }

  #problem(
    flag: FlagFact | undefined,
    inForce: readonly Fact[],
    decision: FlagDecided['decision'],
  ): Problem | null {
    if (flag === undefined) return { code: 'NOT_FOUND' };
    if (flag.site !== this.settings.site) return { code: 'NOT_YOUR_RECORD' };
    if (!inForce.some(({ id }) => id === flag.payload.about)) return { code: 'FLAG_OBSOLETE' };
    const emission: EmissionInForce = inForce.filter((fact): fact is EmissionFact =>
      fact.kind.startsWith('inspection.'),
    );
    const standing = flagDecisions(emission).get(flag.id)?.payload.decision;
    return standing === decision ? { code: 'FLAG_DECISION_STANDS' } : null;
  }
}

function positionOf(name: string, cursor: string): FlagPosition {
  const [at, id] = decodeCursor(name, cursor);
  if (typeof at === 'string' && typeof id === 'string') return { at, id };
  throw new AppError('CURSOR_INVALID', {}, { field: 'after' });
}
