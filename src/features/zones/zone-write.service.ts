import { Injectable } from '@nestjs/common';
import type { Action } from '../../domain/access/actions.js';
import { fail } from '../../domain/shared/result.js';
import type { Problem, Result } from '../../domain/shared/result.js';
import type { Instant } from '../../domain/shared/time.js';
import type {
  Activation,
  ActivationContent,
  RestrictionRule,
  RuleContent,
} from '../../domain/zone/restriction-rule.js';
import { ACTIVATION_SUBJECT, foldActivation, foldRule, RULE_SUBJECT } from '../../domain/zone/zone-facts.js';
import { checkActivation, checkEnactment } from '../../domain/zone/zone-checks.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { once } from '../../platform/idempotency/idempotency.js';
import type { Fact } from '../../domain/sync/fact.js';
import { activationFactsOf, ruleFactsOf } from './zone.payloads.js';
import { ActivationProjection, RestrictionRuleProjection } from './zone.projection.js';
import { ZoneRepository } from './zone.repository.js';

/** What came of a write: the thing as it now stands, or why nothing was written. */
export type ZoneOutcome<T> =
  | { readonly value: T; readonly problems: readonly [] }
  | { readonly value: null; readonly problems: readonly Problem[] };

interface Order<T> {
  readonly action: Action;
  readonly operation: string;
  readonly key: string;
  readonly body: unknown;
  readonly work: (tx: Tx, authorised: Authorised) => Promise<Step<T>>;
}

/** One fact to be written and what it leads to, or why not. */
type Step<T> =
  | { readonly fact: Fact; readonly value: T; readonly facts: readonly Fact[] }
  | { readonly problems: readonly Problem[] };

const refuse = (...problems: readonly Problem[]): { readonly problems: readonly Problem[] } => ({ problems });

/** Enacts and repeals restrictions, declares and ends heavy-pollution days: each a fact of this site. */
@Injectable()
export class ZoneWriteService {
  constructor(
    private readonly database: Database,
    private readonly store: FactStore,
    private readonly rules: RestrictionRuleProjection,
    private readonly activations: ActivationProjection,
    private readonly repository: ZoneRepository,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * Enacts a rule, or amends the one named: the amended text takes the place of the former from its own beginning.
   * @throws AppError UNAUTHENTICATED, FORBIDDEN, OUT_OF_SCOPE, IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_CONFLICT
   */
  enact(
    context: RequestContext,
    key: string,
    read: Result<RuleContent>,
    amends: string | null,
    body: unknown,
  ): Promise<ZoneOutcome<RestrictionRule>> {
    return this.#carryOut(context, {
      action: 'zone.enact',
      operation: 'enactRestrictionRule',
      key,
      body,
      work: (tx, authorised) => {
        const checked = read.ok ? checkEnactment(read.value) : fail([read.error]);
        return checked.ok
          ? this.#enacted(tx, authorised, checked.value, amends)
          : Promise.resolve(refuse(...checked.error));
      },
    });
  }

  async #enacted(
    tx: Tx,
    authorised: Authorised,
    rule: RuleContent,
    amends: string | null,
  ): Promise<Step<RestrictionRule>> {
    const { context } = authorised;
    requireReach(authorised, divisionsOf(rule), 'rule.cityCode');
    const known = amends === null ? [] : await this.#load(tx, RULE_SUBJECT, amends);
    const before = foldRule(ruleFactsOf(known));
    if (amends !== null && before === null) return refuse({ code: 'NOT_FOUND', field: 'amends' });
    if (before !== null) {
      const foreign = this.#foreign(authorised, before.site, divisionsOf(before.rule), 'amends');
      if (foreign !== null) return refuse(foreign);
    }
    const subject = amends ?? uuidV7();
    const fact = this.#factOf(context, RULE_SUBJECT, subject, 'zone.rule-enacted', { rule }, before?.factId);
    return this.#ruleAfter([...known, fact], fact);
  }

  /** Ends a rule before its own end. @throws AppError as {@link enact} */
  repeal(
    context: RequestContext,
    key: string,
    repealed: { readonly id: string; readonly from: Instant; readonly reason: string },
  ): Promise<ZoneOutcome<RestrictionRule>> {
    return this.#carryOut(context, {
      action: 'zone.enact',
      operation: 'repealRestrictionRule',
      key,
      body: repealed,
      work: async (tx, authorised) => {
        const { id, from, reason } = repealed;
        const known = await this.#load(tx, RULE_SUBJECT, id);
        const before = foldRule(ruleFactsOf(known));
        if (before === null) return refuse({ code: 'NOT_FOUND', field: 'id' });
        const foreign = this.#foreign(authorised, before.site, divisionsOf(before.rule), 'id');
        if (foreign !== null) return refuse(foreign);
        const problem = endProblem('from', from, before.rule.validUntil, reason);
        if (problem !== null) return refuse(problem);
        const fact = this.#factOf(context, RULE_SUBJECT, id, 'zone.rule-repealed', { from, reason });
        return this.#ruleAfter([...known, fact], fact);
      },
    });
  }

  /** Switches a rule set on for some divisions and a time. @throws AppError as {@link enact} */
  declare(context: RequestContext, key: string, given: ActivationContent): Promise<ZoneOutcome<Activation>> {
    return this.#carryOut(context, {
      action: 'zone.declare-pollution',
      operation: 'declareHeavyPollution',
      key,
      body: given,
      work: async (tx, authorised) => {
        const checked = checkActivation(given);
        if (!checked.ok) return refuse(...checked.error);
        requireReach(authorised, checked.value.divisions, 'divisions');
        if (!(await this.repository.hasRuleSet(tx, checked.value.ruleSet, checked.value.divisions))) {
          return refuse({ code: 'RULE_SET_UNKNOWN', field: 'ruleSet', params: { value: given.ruleSet } });
        }
        const fact = this.#factOf(
          context,
          ACTIVATION_SUBJECT,
          uuidV7(),
          'zone.activation-declared',
          checked.value,
        );
        return this.#activationAfter([fact], fact);
      },
    });
  }

  /** Ends a heavy-pollution day before its own end. @throws AppError as {@link enact} */
  end(
    context: RequestContext,
    key: string,
    ended: { readonly id: string; readonly at: Instant; readonly reason: string },
  ): Promise<ZoneOutcome<Activation>> {
    return this.#carryOut(context, {
      action: 'zone.declare-pollution',
      operation: 'endHeavyPollution',
      key,
      body: ended,
      work: async (tx, authorised) => {
        const { id, at, reason } = ended;
        const known = await this.#load(tx, ACTIVATION_SUBJECT, id);
        const before = foldActivation(activationFactsOf(known));
        if (before === null) return refuse({ code: 'NOT_FOUND', field: 'id' });
        const foreign = this.#foreign(authorised, before.site, before.activation.divisions, 'id');
        if (foreign !== null) return refuse(foreign);
        const problem = endProblem('at', at, before.activation.until, reason);
        if (problem !== null) return refuse(problem);
        const fact = this.#factOf(context, ACTIVATION_SUBJECT, id, 'zone.activation-ended', { at, reason });
        return this.#activationAfter([...known, fact], fact);
      },
    });
  }

  #carryOut<T>(asked: RequestContext, order: Order<T>): Promise<ZoneOutcome<T>> {
    const authorised = authorise(asked, order.action);
    const { context } = authorised;
    const { operation, key, body } = order;
    return this.database.transaction((tx) =>
      once<ZoneOutcome<T>>(tx, context, { operation, key, body }, async () => {
        const step = await order.work(tx, authorised);
        if ('problems' in step) {
          const refused = step.problems.map(({ code }) => code);
          await recordAudit(tx, context, {
            action: order.action,
            subjects: [],
            detail: { operation, refused },
          });
          return { value: null, problems: step.problems };
        }
        const { fact, facts, value } = step;
        await this.store.append(tx, [fact]);
        const projection = fact.subjectType === RULE_SUBJECT ? this.rules : this.activations;
        await projection.project(tx, new Map([[fact.subject, facts]]));
        const detail = { operation, factId: fact.id };
        await recordAudit(tx, context, { action: order.action, subjects: [fact.subject], detail });
        return { value, problems: [] };
      }),
    );
  }

  async #load(tx: Tx, type: Fact['subjectType'], subject: string): Promise<readonly Fact[]> {
    await this.store.lock(tx, [`${type}:${subject}`]);
    return (await this.store.load(tx, type, [subject])).get(subject) ?? [];
  }

  #factOf(
    context: RequestContext,
    subjectType: Fact['subjectType'],
    subject: string,
    kind: string,
    payload: object,
    supersedes: string | null = null,
  ): Fact {
    const envelope = { id: uuidV7(), site: this.settings.site, version: 1, subjectType, subject };
    const { now } = context;
    return { ...envelope, kind, payload, occurredAt: now, recordedAt: now, supersedes };
  }

  #ruleAfter(facts: readonly Fact[], fact: Fact): Step<RestrictionRule> {
    const after = foldRule(ruleFactsOf(facts));
    if (after === null) throw new Error(`rule ${fact.subject} is gone after ${fact.kind}`);
    return { fact, facts, value: after.rule };
  }

  #activationAfter(facts: readonly Fact[], fact: Fact): Step<Activation> {
    const after = foldActivation(activationFactsOf(facts));
    if (after === null) throw new Error(`declaration ${fact.subject} is gone after ${fact.kind}`);
    return { fact, facts, value: after.activation };
  }

  /** Why what another site wrote stays as it is; null for what this site wrote. @throws AppError OUT_OF_SCOPE */
  #foreign(
    authorised: Authorised,
    site: string,
    divisions: readonly string[],
    field: string,
  ): Problem | null {
    if (site !== this.settings.site) return { code: 'NOT_YOUR_RECORD', field };
    requireReach(authorised, divisions, field);
    return null;
  }
}

const divisionsOf = ({ cityCode }: RuleContent): readonly string[] => (cityCode === null ? [] : [cityCode]);

function requireReach({ divisionPrefix }: Authorised, divisions: readonly string[], field: string): void {
  for (const division of divisions) {
    if (divisionPrefix !== null && division.startsWith(divisionPrefix)) continue;
    throw new AppError('OUT_OF_SCOPE', { value: division }, { field });
  }
}

const LONGEST_REASON = 200;

function endProblem(field: string, at: Instant, until: Instant | null, reason: string): Problem | null {
  if (reason.trim() === '') return { code: 'FIELD_MISSING', field: 'reason' };
  if (reason.length > LONGEST_REASON) {
    return {
      code: 'RULE_TOO_LONG',
      field: 'reason',
      params: { length: reason.length, maximum: LONGEST_REASON },
    };
  }
  if (until === null || at < until) return null;
  return { code: 'RULE_NOT_IN_FORCE', field, params: { until } };
}
