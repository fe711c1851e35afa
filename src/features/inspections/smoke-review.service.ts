import { Injectable } from '@nestjs/common';
import type { EmissionFact, SmokeReviewed } from '../../domain/emission/emission-facts.js';
import { smokeReviewOf, type SmokeReviewState } from '../../domain/emission/smoke-findings.js';
import { registrationLine } from '../../domain/maintenance/registration-line.js';
import type { LoopInput } from '../../domain/maintenance/loop-facts.js';
import { Findings } from '../../domain/shared/findings.js';
import { fail, ok, type Problem, type Result } from '../../domain/shared/result.js';
import { factsInForce } from '../../domain/sync/effective-facts.js';
import { checkBasis } from '../../domain/vehicle/input-fields.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import {
  VehicleFactWriter,
  type DecidedFacts,
  type KnownSubject,
  type VehicleFactOutcome,
} from '../registry/index.js';
import { EvidenceListRepository } from './evidence-list.repository.js';
import { rulesFor } from './sensing-rows.js';
import { SensingRules } from './sensing-rules.js';

/** How the review of a capture stands after a decision. */
export interface ReviewedCapture {
  readonly factId: string;
  readonly vehicleId: string;
  readonly review: SmokeReviewState;
  readonly confirmations: number;
  /** How many officers must confirm it. */
  readonly needed: number;
}

export interface SmokeDecision {
  /** The fact of the capture. */
  readonly capture: string;
  readonly decision: SmokeReviewed['decision'];
  readonly basis: string;
}

type Capture = Extract<EmissionFact, { kind: 'inspection.smoke-captured' }>;

/** Officers look at captures of black smoke: what a camera sees counts only when a person has confirmed it. */
@Injectable()
export class SmokeReviewService {
  constructor(
    private readonly database: Database,
    private readonly writer: VehicleFactWriter,
    private readonly captures: EvidenceListRepository,
    private readonly rules: SensingRules,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * Writes what an officer says of a capture. Where the city asks for several, they are different people; one rejection
   * closes it. Problems: NOT_FOUND, NOT_YOUR_RECORD, SMOKE_NOT_BLACK, SMOKE_REVIEW_CLOSED, SMOKE_REVIEWED_BY_YOU, and
   * those of the basis. @throws AppError of `authorise` (PERSON_REQUIRED for a program) and `once`
   */
  async review(
    asked: RequestContext,
    key: string,
    decision: SmokeDecision,
  ): Promise<VehicleFactOutcome<ReviewedCapture>> {
    const { actor, divisionPrefix } = authorise(asked, 'smoke.review');
    const found = await this.database.transaction((tx) => this.captures.capture(tx, decision.capture));
    const isReached = found !== null && divisionPrefix !== null && found.siteCode.startsWith(divisionPrefix);
    if (!isReached) return { value: null, problems: [{ code: 'NOT_FOUND', field: 'capture' }] };
    return this.writer.carryOut<ReviewedCapture>(asked, {
      action: 'smoke.review',
      operation: 'reviewSmokeCapture',
      idempotencyKey: key,
      body: decision,
      vehicle: { id: found.vehicleId },
      detail: { capture: decision.capture, decision: decision.decision },
      decide: (known, { context }, tx) => this.#decide(tx, known, decision, actor.accountId, context.now),
    });
  }

  async #decide(
    tx: Tx,
    { subject, facts }: KnownSubject,
    { capture: id, decision, basis: text }: SmokeDecision,
    reviewer: string,
    now: string,
  ): Promise<Result<DecidedFacts<ReviewedCapture>, readonly Problem[]>> {
    const { inForce } = factsInForce(facts.filter((fact): fact is LoopInput => INPUT.test(fact.kind)));
    const capture = inForce.find((fact): fact is Capture => fact.id === id);
    if (capture === undefined) return fail([{ code: 'NOT_FOUND', field: 'capture' }]);
    if (capture.site !== this.settings.site) return fail([{ code: 'NOT_YOUR_RECORD', field: 'capture' }]);
    const findings = new Findings();
    const basis = checkBasis(text, findings);
    const { smokeConfirmations } = rulesFor(capture, registrationLine(inForce), await this.rules.load(tx));
    const emission = inForce.filter((fact): fact is EmissionFact => fact.kind.startsWith('inspection.'));
    const { state, confirmed } = smokeReviewOf(capture, emission, smokeConfirmations);
    const problem = reviewProblem(state, confirmed.includes(reviewer));
    if (problem !== null) return fail([problem]);
    if (basis === null) return fail(findings.problems);
    const payload: SmokeReviewed = { capture: id, reviewer, decision, basis };
    const said = { kind: 'inspection.smoke-reviewed', payload, occurredAt: now, supersedes: null };
    const needed = Math.max(1, smokeConfirmations ?? 1);
    const confirmations = confirmed.length + (decision === 'CONFIRMED' ? 1 : 0);
    const review =
      decision === 'REJECTED' ? decision : confirmations >= needed ? ('CONFIRMED' as const) : 'PENDING';
    return ok({
      facts: [said],
      answer: () => ({ factId: id, vehicleId: subject, review, confirmations, needed }),
    });
  }
}

const INPUT = /^(?:vehicle|inspection|loop)\./;

function reviewProblem(state: SmokeReviewState, hasConfirmed: boolean): Problem | null {
  if (state === 'NOT_BLACK') return { code: 'SMOKE_NOT_BLACK', field: 'capture' };
  if (state !== 'PENDING') return { code: 'SMOKE_REVIEW_CLOSED', field: 'capture', params: { value: state } };
  return hasConfirmed ? { code: 'SMOKE_REVIEWED_BY_YOU', field: 'capture' } : null;
}
