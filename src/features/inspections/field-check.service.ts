import { Injectable } from '@nestjs/common';
import { limitSetInForce } from '../../domain/emission/limit-sets.js';
import type { LimitSetDecision } from '../../domain/emission/limit-sets.js';
import {
  readFieldCheck,
  type FieldCheckInput,
  type ReadCheck,
} from '../../domain/emission/field-check-input.js';
import { judgeFieldCheck } from '../../domain/emission/judge-field-check.js';
import { fail, ok, type Problem, type Result } from '../../domain/shared/result.js';
import { civilDateOf } from '../../domain/shared/time.js';
import { authorise } from '../../platform/auth/authorise.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { once } from '../../platform/idempotency/idempotency.js';
import type { KnownSubject } from '../registry/index.js';
import { EvidenceIntake, type Arrived, type IntakeRow } from './evidence-intake.service.js';
import { limitCityOf } from './report-judge.js';
import { ReportRepository } from './report.repository.js';
import { auditIntake } from './sensing.service.js';

const ACTION = 'field-check.report';
const ONSITE_BY_ECOLOGY: Problem = { code: 'ONSITE_BY_ECOLOGY', field: 'place' };

/** Takes in what officers measured at the roadside (路检路查) and on site (入户抽测). */
@Injectable()
export class FieldCheckService {
  constructor(
    private readonly database: Database,
    private readonly intake: EvidenceIntake,
    private readonly reports: ReportRepository,
  ) {}

  /**
   * Takes one check in and judges it; one that failed lists the vehicle (§3.7). The police check at the roadside only:
   * ONSITE_BY_ECOLOGY. @throws AppError those of `authorise` and `once`
   */
  submit(asked: RequestContext, key: string, input: FieldCheckInput): Promise<IntakeRow> {
    const authorised = authorise(asked, ACTION);
    const { actor, context } = authorised;
    const operation = 'submitFieldCheck';
    const notTheirs = input.place === 'ONSITE' && actor.role !== 'ECOLOGY_BUREAU';
    const read = notTheirs ? fail([ONSITE_BY_ECOLOGY]) : readFieldCheck(input, context.now);
    return this.database.transaction((tx) =>
      once(tx, context, { operation, key, body: input }, async () => {
        const decisions = await this.reports.limitSets(tx, read.ok ? [limitCityOf(read.value)] : []);
        const rows = await this.intake.takeIn(tx, authorised, {
          kind: 'inspection.field-checked',
          table: 'field_check',
          rows: [arrived(read)],
          complete: (_arrived, known) => judged(read, known, decisions),
        });
        await auditIntake(tx, authorised, { action: ACTION, operation }, rows);
        const [row] = rows;
        if (row === undefined) throw new Error('a check was not decided');
        return row;
      }),
    );
  }
}

function arrived(read: Result<ReadCheck, readonly Problem[]>): Result<Arrived, readonly Problem[]> {
  if (!read.ok) return read;
  const { vin, plate } = read.value;
  const named = plate && { number: plate.number, type: plate.type };
  const vehicle = { vin, plate: named, field: vin === null ? 'plate.number' : 'vin' };
  return ok({ ...read.value, siteCode: null, vehicle });
}

/** The payload with the service's own judgement, by what the register says of the vehicle. */
function judged(
  read: Result<ReadCheck, readonly Problem[]>,
  known: KnownSubject | null,
  decisions: readonly LimitSetDecision[],
): Result<object, readonly Problem[]> {
  if (!read.ok) return read;
  const { payload, at, division } = read.value;
  const state = known?.state ?? null;
  const vehicle = state && {
    diesel: state.isDiesel,
    vehicleType: state.vehicleType,
    massKg: state.massKg,
    ratedPowerW: state.ratedPowerW,
  };
  const limitSet = limitSetInForce(decisions, limitCityOf({ division }), civilDateOf(at));
  const judgement = judgeFieldCheck(payload, at, { limitSet, vehicle });
  return judgement.ok
    ? ok({ ...payload, judgement: judgement.value })
    : { ok: false, error: [judgement.error] };
}
