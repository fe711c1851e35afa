import { Injectable } from '@nestjs/common';
import { decisionsOfRow, type HeldRowDecided, type HeldRowFact } from '../../domain/review/held-row.js';
import { Findings } from '../../domain/shared/findings.js';
import type { Problem } from '../../domain/shared/result.js';
import { checkBasis } from '../../domain/vehicle/input-fields.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { problemOfConstraint } from '../registry/index.js';
import {
  HeldRowActions,
  HeldRowRefusal,
  type HeldRowWord,
  type OpenRow,
} from './held-row-actions.service.js';
import { HeldRowProjection } from './held-row.projection.js';
import { HeldRowRepository } from './held-row.repository.js';
import { HeldRows } from './held-rows.service.js';

/** A decision about one held row. */
export interface DecideHeldRow extends HeldRowWord {
  readonly idempotencyKey: string;
  /** UUID. */
  readonly row: string;
}

/** What came of a decision: the vehicles as they are now, or why the row goes on waiting. */
export interface HeldRowAnswer {
  readonly isDecided: boolean;
  readonly vehicles: readonly VehicleState[];
  /** The vehicle that is in the way, when that is the problem. */
  readonly existingVehicleId: string | null;
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

const ACTION = 'review.decide';

/** Decides rows that an import held: the decision, what it does to vehicles and the audit are one transaction. */
@Injectable()
export class HeldRowDecisionService {
  constructor(
    private readonly database: Database,
    private readonly store: FactStore,
    private readonly repository: HeldRowRepository,
    private readonly rows: HeldRows,
    private readonly actions: HeldRowActions,
    private readonly projection: HeldRowProjection,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * Carries a decision out. What is refused changes nothing, and the row goes on waiting. Problems: NOT_FOUND (no such
   * row within the caller's reach), STALE (somebody has decided it), DECISION_NOT_ALLOWED, those of the basis, and those
   * of the registry's rules.
   * @throws AppError UNAUTHENTICATED, FORBIDDEN, IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_CONFLICT
   */
  async decide(context: RequestContext, order: DecideHeldRow): Promise<HeldRowAnswer> {
    const authorised = authorise(context, ACTION);
    const { idempotencyKey: key, ...body } = order;
    try {
      return await this.database.transaction((tx) =>
        once(tx, authorised.context, { operation: 'decideHeldRow', key, body }, () =>
          this.#decide(tx, authorised, order),
        ),
      );
    } catch (error) {
      const refusal = refusalOf(error);
      await this.#auditRefusal(authorised, order, refusal);
      const { problems, existingVehicleId } = refusal;
      return { isDecided: false, vehicles: [], existingVehicleId, problems, warnings: [] };
    }
  }

  async #decide(tx: Tx, authorised: Authorised, order: DecideHeldRow): Promise<HeldRowAnswer> {
    const row = await this.#open(tx, authorised, order.row);
    const basis = allowedBasis(row, order);
    const outcomes = await this.actions.carryOut({ tx, authorised }, row, { ...order, basis });
    const vehicles = outcomes.flatMap(({ vehicle }) => vehicle ?? []);
    const { id, codes } = row.record;
    const ids = vehicles.map((vehicle) => vehicle.id);
    const { decision } = order;
    const said = { decision, codes, basis, vehicles: ids, decidedBy: authorised.actor.accountId };
    const fact = this.#factOf(id, said, authorised.context.now);
    await this.store.append(tx, [fact]);
    await this.projection.project(tx, new Map([[id, [fact]]]));
    await this.repository.forget(tx, id);
    const detail = { heldRow: id, decision, codes, factId: fact.id };
    await recordAudit(tx, authorised.context, { action: ACTION, subjects: [id, ...ids], detail });
    const warnings = outcomes.flatMap((outcome) => outcome.warnings);
    return { isDecided: true, vehicles, existingVehicleId: null, problems: [], warnings };
  }

  async #open(tx: Tx, { divisionPrefix }: Authorised, id: string): Promise<OpenRow> {
    const record = await this.repository.lock(tx, id);
    if (record === null || divisionPrefix === null || !record.division.startsWith(divisionPrefix)) {
      throw new HeldRowRefusal([{ code: 'NOT_FOUND', field: 'row' }]);
    }
    const content = this.rows.contentOf(record);
    if (content === null) throw new HeldRowRefusal([{ code: 'STALE', field: 'row' }]);
    return { record, content };
  }

  #factOf(subject: string, payload: HeldRowDecided, now: string): HeldRowFact {
    return {
      id: uuidV7(),
      site: this.settings.site,
      kind: 'held-row.decided',
      version: 1,
      subjectType: 'held-row',
      subject,
      occurredAt: now,
      recordedAt: now,
      payload,
      supersedes: null,
    };
  }

  /** What was tried is told too, though nothing of it remains. */
  async #auditRefusal(
    { context }: Authorised,
    { row, decision }: DecideHeldRow,
    { problems }: HeldRowRefusal,
  ): Promise<void> {
    const detail = { heldRow: row, decision, refused: problems.map(({ code }) => code) };
    await this.database.transaction((tx) =>
      recordAudit(tx, context, { action: ACTION, subjects: [row], detail }),
    );
  }
}

function allowedBasis({ record }: OpenRow, { decision, basis }: DecideHeldRow): string {
  const findings = new Findings();
  if (!decisionsOfRow(record.codes).includes(decision)) {
    findings.refuse('DECISION_NOT_ALLOWED', 'decision', { value: decision });
  }
  const grounds = checkBasis(basis, findings);
  if (grounds === null || findings.problems.length > 0) throw new HeldRowRefusal(findings.problems);
  return grounds;
}

/** @throws the error itself when it is no refusal */
function refusalOf(error: unknown): HeldRowRefusal {
  if (error instanceof HeldRowRefusal) return error;
  const problem = problemOfConstraint(error);
  if (problem === null) throw error;
  return new HeldRowRefusal([problem]);
}
