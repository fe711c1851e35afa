import { Injectable } from '@nestjs/common';
import { readReadings } from '../../domain/emission/report-input.js';
import type { ReportJudgement } from '../../domain/emission/emission-facts.js';
import { Findings } from '../../domain/shared/findings.js';
import { fail, ok, type Problem, type Result } from '../../domain/shared/result.js';
import { checkBasis } from '../../domain/vehicle/input-fields.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { decoded, type CodedReport } from './coded-report.js';
import { below } from './report-batch.js';
import type { ReportInput } from './report-form.js';
import { ReportIntake } from './report-intake.service.js';
import { ReportRepository } from './report.repository.js';
import type { ReportOutcome, ReportSubmission } from './report-submission.js';

/** As many are locked, judged and written at once without standing in the way of other stations. */
export const MOST_REPORTS = 200;

/** What is kept of an answer: a repetition reads the judgement from the fact. */
type KeptOutcome =
  | { readonly outcome: 'ACCEPTED' | 'REPEATED'; readonly report: string; readonly vehicle: string }
  | Extract<ReportOutcome, { outcome: 'REFUSED' }>;

interface Order {
  readonly operation: string;
  readonly key: string;
  readonly body: unknown;
  /** Asks for what will have to be read anyway; what it gives is called when the key was not used before. */
  begin(tx: Tx, authorised: Authorised): () => Promise<readonly ReportOutcome[]>;
}

/** Test reports in our own form: one, many, or one in place of another. */
@Injectable()
export class ReportService {
  constructor(
    private readonly database: Database,
    private readonly intake: ReportIntake,
    private readonly reports: ReportRepository,
  ) {}

  /** One report. @throws AppError of `authorise` and `once` */
  async submit(context: RequestContext, key: string, input: ReportInput): Promise<ReportOutcome> {
    const [outcome] = await this.#carryOut(context, {
      operation: 'submitInspectionReport',
      key,
      body: input,
      begin: (tx, authorised) => this.#takeIn(tx, authorised, [readReport(input, 'input')]),
    });
    return onlyOne(outcome);
  }

  /** One report in the codes of another system. @throws AppError as {@link submit} */
  async submitCoded(context: RequestContext, key: string, coded: CodedReport): Promise<ReportOutcome> {
    const [outcome] = await this.#carryOut(context, {
      operation: 'submitCodedInspection',
      key,
      body: coded,
      begin: (tx, authorised) => {
        const input = decoded(coded);
        return this.#takeIn(tx, authorised, [input.ok ? readReport(input.value, 'input') : input]);
      },
    });
    return onlyOne(outcome);
  }

  /** Many reports, each with what came of it, in their order. @throws AppError as {@link submit}, BATCH_TOO_LARGE */
  submitMany(
    context: RequestContext,
    key: string,
    inputs: readonly ReportInput[],
  ): Promise<readonly ReportOutcome[]> {
    if (inputs.length > MOST_REPORTS) {
      const params = { value: inputs.length, maximum: MOST_REPORTS };
      throw new AppError('BATCH_TOO_LARGE', params, { field: 'reports' });
    }
    return this.#carryOut(context, {
      operation: 'submitInspectionReports',
      key,
      body: inputs,
      begin: (tx, authorised) => {
        const read = inputs.map((input, index) => readReport(input, `reports[${index}]`));
        return this.#takeIn(tx, authorised, read);
      },
    });
  }

  /** A report in place of another of the same station and number. @throws AppError as {@link submit} */
  async correct(
    context: RequestContext,
    key: string,
    correction: { readonly supersedes: string; readonly basis: string; readonly input: ReportInput },
  ): Promise<ReportOutcome> {
    const [outcome] = await this.#carryOut(context, {
      operation: 'correctInspectionReport',
      key,
      body: correction,
      begin: (tx, authorised) => async () => {
        const findings = new Findings();
        const basis = checkBasis(correction.basis, findings);
        const read = readReport(correction.input, 'input');
        if (!read.ok || basis === null) {
          return [refused([...findings.problems, ...(read.ok ? [] : read.error)])];
        }
        const { supersedes } = correction;
        return [await this.intake.correct(tx, authorised, read.value, { supersedes, basis })];
      },
    });
    return onlyOne(outcome);
  }

  async #carryOut(asked: RequestContext, order: Order): Promise<readonly ReportOutcome[]> {
    const authorised = authorise(asked, 'inspection.report');
    const { operation, key, body } = order;
    return this.database.transaction(async (tx) => {
      const work = order.begin(tx, authorised);
      const fresh: ReportOutcome[] = [];
      const kept = await once<readonly KeptOutcome[]>(
        tx,
        authorised.context,
        { operation, key, body },
        async () => {
          fresh.push(...(await work()));
          await this.#audit(tx, authorised.context, operation, fresh);
          return fresh.map(keptOf);
        },
      );
      return fresh.length > 0 ? fresh : this.#remembered(tx, kept);
    });
  }

  /** Takes in what could be read; what could not stands in its place. */
  #takeIn(
    tx: Tx,
    authorised: Authorised,
    read: readonly Result<ReportSubmission, readonly Problem[]>[],
  ): () => Promise<readonly ReportOutcome[]> {
    const submissions = read.flatMap((one) => (one.ok ? [one.value] : []));
    const work = this.intake.begin(tx, authorised, submissions);
    return async () => {
      const taken = (await work())[Symbol.iterator]();
      return read.map((one) => (one.ok ? onlyOne(taken.next().value) : refused(one.error)));
    };
  }

  /** The answer to a repetition: what was written then still says how it was judged. */
  async #remembered(tx: Tx, kept: readonly KeptOutcome[]): Promise<readonly ReportOutcome[]> {
    const facts = kept.flatMap((one) => (one.outcome === 'REFUSED' ? [] : [one.report]));
    const stored = await this.reports.byFacts(tx, facts);
    return kept.map((one) =>
      one.outcome === 'REFUSED' ? one : { ...one, judgement: judgementOf(stored.get(one.report)) },
    );
  }

  #audit(
    tx: Tx,
    context: RequestContext,
    operation: string,
    outcomes: readonly ReportOutcome[],
  ): Promise<void> {
    const written = outcomes.flatMap((one) => (one.outcome === 'ACCEPTED' ? [one] : []));
    const refusedCodes = outcomes.flatMap((one) =>
      one.outcome === 'REFUSED' ? one.problems.map(({ code }) => code) : [],
    );
    const detail = {
      operation,
      facts: written.map(({ report }) => report),
      refused: [...new Set(refusedCodes)].sort(),
    };
    const subjects = [...new Set(written.map(({ vehicle }) => vehicle))];
    return recordAudit(tx, context, { action: 'inspection.report', subjects, detail });
  }
}

const refused = (problems: readonly Problem[]): ReportOutcome => ({ outcome: 'REFUSED', problems });

function keptOf(outcome: ReportOutcome): KeptOutcome {
  if (outcome.outcome === 'REFUSED') return outcome;
  const { judgement: _judgement, ...kept } = outcome;
  return kept;
}

function onlyOne(outcome: ReportOutcome | undefined): ReportOutcome {
  if (outcome === undefined) throw new Error('a report had no outcome');
  return outcome;
}

function judgementOf(stored: { readonly payload: { readonly judgement: ReportJudgement } } | undefined) {
  if (stored === undefined) throw new Error('a report that was written is gone');
  return stored.payload.judgement;
}

function readReport(input: ReportInput, path: string): Result<ReportSubmission, readonly Problem[]> {
  const readings = readReadings(input);
  if (!readings.ok) return fail(readings.error.map((problem) => below(path, problem)));
  const { stationCode, reportNo, checkType, method, stationResult, plate } = input;
  return ok({
    ...readings.value,
    ...{ path, stationCode, reportNo, checkType, method, stationResult },
    vin: input.vin ?? null,
    plate: plate ? { number: plate.number, type: plate.type, color: plate.color ?? null } : null,
    contingencyCode: input.contingencyCode ?? null,
    rawMessage: null,
  });
}
