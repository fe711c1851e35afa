import { Injectable } from '@nestjs/common';
import type { Action } from '../../domain/access/actions.js';
import type { LimitSet } from '../../domain/emission/emission-facts.js';
import { foldLimitSets, LIMIT_SET_SUBJECT, limitSetIdOf } from '../../domain/emission/limit-set-facts.js';
import type { DecidedLimitSet } from '../../domain/emission/limit-set-facts.js';
import { Findings } from '../../domain/shared/findings.js';
import { readDivision } from '../../domain/shared/division.js';
import type { Problem } from '../../domain/shared/result.js';
import { parseCivilDate } from '../../domain/shared/time.js';
import type { Instant } from '../../domain/shared/time.js';
import type { StationStatus } from '../../domain/station/station-facts.js';
import { checkStation, normaliseStationCode, type StationInput } from '../../domain/station/station-input.js';
import {
  foldStation,
  STATION_SUBJECT,
  stationIdOf,
  type StationState,
} from '../../domain/station/station.js';
import type { Fact } from '../../domain/sync/fact.js';
import { checkBasis } from '../../domain/vehicle/input-fields.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import type { Projection } from '../../platform/facts/projection.js';
import { sha256 } from '../../platform/facts/sha256.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { JobSending } from '../../platform/queue/job-sending.js';
import { contingencyHash, newContingencyCode } from './contingency-code.js';
import { requireAuthority, requireReach } from './station-authority.js';
import { filingProblem } from './station-filing.js';
import { limitSetFactsOf, stationFactsOf } from './station.payloads.js';
import { LimitSetProjection, StationProjection } from './station.projection.js';
import { StationRepository } from './station.repository.js';

/** What came of a write: what now stands, or why nothing was written. */
export type Outcome<T> =
  | { readonly value: T; readonly problems: readonly [] }
  | { readonly value: null; readonly problems: readonly Problem[] };

/** The station for which a code was issued, and the code, which is nowhere kept. */
export interface IssuedCode {
  readonly station: StationState;
  /** Null in the answer to a repetition: the code is shown once. */
  readonly code: string | null;
}

/** The status of a station from a moment on, by decision of its authority. */
interface StationChange {
  readonly code: string;
  readonly status: StationStatus;
  readonly from: Instant;
  readonly basis: string;
}

type Step<T> = { readonly value: T; readonly fact: Fact } | { readonly problems: readonly Problem[] };

interface Order<T> {
  readonly action: Action;
  readonly operation: string;
  readonly key: string;
  readonly body: unknown;
  work(tx: Tx, authorised: Authorised): Promise<Step<T>>;
}

const refuse = (...problems: readonly Problem[]) => ({ problems });

/** Files stations, changes their status, issues contingency codes and decides on sets of limits. */
@Injectable()
export class StationService {
  constructor(
    private readonly database: Database,
    private readonly store: FactStore,
    private readonly stations: StationProjection,
    private readonly limitSets: LimitSetProjection,
    private readonly repository: StationRepository,
    private readonly settings: SiteSettings,
    private readonly jobs: JobSending,
  ) {}

  /**
   * Files a station, or files it anew: the new filing takes the place of the former. One body may not be both an inspection
   * and a repair station (环大气〔2020〕31号): STATION_ROLE_CONFLICT.
   * @throws AppError of `authorise` and `once`, OUT_OF_SCOPE
   */
  register(context: RequestContext, key: string, input: StationInput): Promise<Outcome<StationState>> {
    return this.#carryOut(context, {
      action: 'station.manage',
      operation: 'registerStation',
      key,
      body: input,
      work: async (tx, authorised) => {
        const checked = checkStation(input);
        if (!checked.ok) return refuse(...checked.error);
        const { code, role, uscc, division } = checked.value;
        requireAuthority(authorised, role, division);
        const id = stationIdOf(code, sha256);
        const locks = uscc === null ? [] : [`station-body:${uscc}`];
        const known = await this.#load(tx, STATION_SUBJECT, id, locks);
        const before = foldStation(stationFactsOf(known));
        if (before !== null && before.site !== this.settings.site) throw new AppError('NOT_YOUR_RECORD');
        const problem = await filingProblem(tx, this.repository, checked.value, before);
        if (problem !== null) return refuse(problem);
        const fact = this.#factOf(authorised.context, STATION_SUBJECT, id, {
          kind: 'station.registered',
          payload: checked.value,
          supersedes: before?.registrationFact ?? null,
        });
        return this.#stationAfter(tx, [...known, fact], fact);
      },
    });
  }

  /** Changes the status of a station from a moment on; loops that it may bear on are followed anew. @throws AppError as {@link register}, NOT_YOUR_RECORD */
  async setStatus(
    context: RequestContext,
    key: string,
    change: StationChange,
  ): Promise<Outcome<StationState>> {
    const outcome = await this.#carryOut<StationState>(context, {
      action: 'station.manage',
      operation: 'setStationStatus',
      key,
      body: change,
      work: async (tx, authorised) => {
        const { known, before } = await this.#known(tx, change.code);
        if (before === null)
          return refuse({ code: 'STATION_UNKNOWN', field: 'code', params: { value: change.code } });
        requireAuthority(authorised, before.role, before.division);
        const findings = new Findings();
        const basis = checkBasis(change.basis, findings);
        const begins = before.spans[0]?.from ?? '';
        if (change.from < begins)
          findings.refuse('TIME_ORDER', 'from', { earlier: begins, later: change.from });
        if (basis === null || findings.problems.length > 0) return refuse(...findings.problems);
        const fact = this.#factOf(authorised.context, STATION_SUBJECT, before.id, {
          kind: 'station.status-set',
          payload: { status: change.status, from: change.from, basis },
          occurredAt: change.from,
        });
        return this.#stationAfter(tx, [...known, fact], fact);
      },
    });
    // What loops took from the station until now may have been decided otherwise.
    if (outcome.value !== null && change.from < context.now) await this.jobs.send('loops.refold');
    return outcome;
  }

  /**
   * Issues a 应急码 with which an inspection station may test through an outage. The code is in this answer and nowhere
   * else; a repetition of the request is answered without it.
   * @throws AppError as {@link register}
   */
  async issueContingency(
    context: RequestContext,
    key: string,
    order: { readonly code: string; readonly from: Instant; readonly until: Instant; readonly basis: string },
  ): Promise<Outcome<IssuedCode>> {
    let issued: string | null = null;
    const outcome = await this.#carryOut<StationState>(context, {
      action: 'station.issue-contingency',
      operation: 'issueContingencyCode',
      key,
      body: order,
      work: async (tx, authorised) => {
        const { known, before } = await this.#known(tx, order.code);
        if (before?.role !== 'INSPECTION') {
          return refuse({ code: 'STATION_UNKNOWN', field: 'code', params: { value: order.code } });
        }
        requireAuthority(authorised, before.role, before.division);
        const findings = new Findings();
        const basis = checkBasis(order.basis, findings);
        const { from, until } = order;
        if (until <= from) findings.refuse('TIME_ORDER', 'until', { earlier: from, later: until });
        if (basis === null || findings.problems.length > 0) return refuse(...findings.problems);
        issued = newContingencyCode();
        const payload = { codeHash: contingencyHash(issued), from, until, basis };
        const said = { kind: 'station.contingency-issued', payload };
        const fact = this.#factOf(authorised.context, STATION_SUBJECT, before.id, said);
        return this.#stationAfter(tx, [...known, fact], fact);
      },
    });
    if (outcome.value === null) return outcome;
    return { value: { station: outcome.value, code: issued }, problems: [] };
  }

  /** A city or province adopts a set of limits from a day on. @throws AppError as {@link register} */
  decideLimitSet(
    context: RequestContext,
    key: string,
    order: {
      readonly division: string;
      readonly limitSet: LimitSet;
      readonly from: string;
      readonly basis: string;
    },
  ): Promise<Outcome<readonly DecidedLimitSet[]>> {
    return this.#carryOut(context, {
      action: 'limit-set.decide',
      operation: 'setLimitSet',
      key,
      body: order,
      work: async (tx, authorised) => {
        const findings = new Findings();
        const division = findings.take(readDivision(order.division, undefined, 'division'));
        const from = findings.take(parseCivilDate(order.from, 'from'));
        const basis = checkBasis(order.basis, findings);
        if (division?.level === 'COUNTY') {
          findings.refuse('LIMIT_SET_DIVISION', 'division', { value: order.division });
        }
        if (findings.problems.length > 0 || division === null || from === null || basis === null) {
          return refuse(...findings.problems);
        }
        requireReach(authorised, division.normalized, 'division');
        const id = limitSetIdOf(division.normalized, sha256);
        const known = await this.#load(tx, LIMIT_SET_SUBJECT, id);
        const payload = { division: division.normalized, limitSet: order.limitSet, from, basis };
        const said = { kind: 'emission.limit-set-decided', payload };
        const fact = this.#factOf(authorised.context, LIMIT_SET_SUBJECT, id, said);
        await this.#write(tx, this.limitSets, fact, [...known, fact]);
        return { fact, value: foldLimitSets(limitSetFactsOf([...known, fact])) };
      },
    });
  }

  #carryOut<T>(asked: RequestContext, order: Order<T>): Promise<Outcome<T>> {
    const authorised = authorise(asked, order.action);
    const { context } = authorised;
    const { operation, key, body, action } = order;
    return this.database.transaction((tx) =>
      once<Outcome<T>>(tx, context, { operation, key, body }, async () => {
        const step = await order.work(tx, authorised);
        if ('problems' in step) {
          const refused = step.problems.map(({ code }) => code);
          await recordAudit(tx, context, { action, subjects: [], detail: { operation, refused } });
          return { value: null, problems: step.problems };
        }
        const detail = { operation, factId: step.fact.id };
        await recordAudit(tx, context, { action, subjects: [step.fact.subject], detail });
        return { value: step.value, problems: [] };
      }),
    );
  }

  async #known(tx: Tx, code: string): Promise<{ known: readonly Fact[]; before: StationState | null }> {
    const known = await this.#load(tx, STATION_SUBJECT, stationIdOf(normaliseStationCode(code), sha256));
    const before = foldStation(stationFactsOf(known));
    if (before !== null && before.site !== this.settings.site) throw new AppError('NOT_YOUR_RECORD');
    return { known, before };
  }

  async #load(
    tx: Tx,
    type: Fact['subjectType'],
    subject: string,
    further: readonly string[] = [],
  ): Promise<readonly Fact[]> {
    await this.store.lock(tx, [`${type}:${subject}`, ...further]);
    return (await this.store.load(tx, type, [subject])).get(subject) ?? [];
  }

  #factOf(
    { now }: RequestContext,
    subjectType: Fact['subjectType'],
    subject: string,
    said: {
      readonly kind: string;
      readonly payload: object;
      readonly occurredAt?: Instant;
      readonly supersedes?: string | null;
    },
  ): Fact {
    const envelope = { id: uuidV7(), site: this.settings.site, version: 1, subjectType, subject };
    return { ...envelope, occurredAt: now, recordedAt: now, supersedes: null, ...said };
  }

  async #stationAfter(tx: Tx, facts: readonly Fact[], fact: Fact): Promise<Step<StationState>> {
    const after = foldStation(stationFactsOf(facts));
    if (after === null) throw new Error(`station ${fact.subject} is gone after ${fact.kind}`);
    await this.#write(tx, this.stations, fact, facts);
    return { fact, value: after };
  }

  async #write(tx: Tx, projection: Projection, fact: Fact, facts: readonly Fact[]): Promise<void> {
    await this.store.append(tx, [fact]);
    await projection.project(tx, new Map([[fact.subject, facts]]));
  }
}
