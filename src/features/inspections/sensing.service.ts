import { Injectable } from '@nestjs/common';
import type { Action } from '../../domain/access/actions.js';
import type { SeenPlate } from '../../domain/emission/evidence-fields.js';
import {
  readRemoteRecord,
  type ReadEvidence,
  type RemoteSensingInput,
} from '../../domain/emission/remote-input.js';
import { readSmokeCapture, type SmokeCaptureInput } from '../../domain/emission/smoke-input.js';
import type { Problem, Result } from '../../domain/shared/result.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { EvidenceIntake, type Arrived, type IntakeOrder, type IntakeRow } from './evidence-intake.service.js';

/** Most records in one call. */
const MAX_RECORDS = 500;

interface Sending {
  readonly action: Action;
  readonly operation: string;
  readonly key: string;
  readonly body: readonly unknown[];
}

type SitePayload = { readonly siteCode: string; readonly plate: SeenPlate };

/** Takes in what sensors send: passages measured by remote sensing, and captures of black smoke. */
@Injectable()
export class SensingService {
  constructor(
    private readonly database: Database,
    private readonly intake: EvidenceIntake,
  ) {}

  /**
   * Takes up to 500 records in, in one transaction; each good one becomes a fact about the vehicle that carried the plate
   * on that day, whatever becomes of the others.
   * @throws AppError BATCH_TOO_LARGE, those of `authorise` and `once`
   */
  submitRemoteSensing(
    context: RequestContext,
    key: string,
    records: readonly RemoteSensingInput[],
  ): Promise<readonly IntakeRow[]> {
    const what = {
      action: 'remote-sensing.report',
      operation: 'submitRemoteSensing',
      key,
      body: records,
    } as const;
    return this.#take(context, what, ({ now }) => ({
      kind: 'inspection.remote-sensed',
      table: 'remote_sensing_record',
      rows: records.map((record) => arrived(readRemoteRecord(record, now))),
    }));
  }

  /** Takes up to 500 captures in; each waits for an officer. @throws AppError as {@link submitRemoteSensing} */
  submitSmokeCaptures(
    context: RequestContext,
    key: string,
    captures: readonly SmokeCaptureInput[],
  ): Promise<readonly IntakeRow[]> {
    const what = { action: 'smoke.report', operation: 'submitSmokeCaptures', key, body: captures } as const;
    return this.#take(context, what, ({ now }) => ({
      kind: 'inspection.smoke-captured',
      table: 'smoke_capture',
      rows: captures.map((capture) => arrived(readSmokeCapture(capture, now))),
    }));
  }

  async #take(
    asked: RequestContext,
    { action, operation, key, body }: Sending,
    orderOf: (context: RequestContext) => IntakeOrder,
  ): Promise<readonly IntakeRow[]> {
    const authorised = authorise(asked, action);
    if (body.length > MAX_RECORDS) {
      throw new AppError(
        'BATCH_TOO_LARGE',
        { value: body.length, maximum: MAX_RECORDS },
        { field: 'records' },
      );
    }
    const { context } = authorised;
    return this.database.transaction((tx) =>
      once(tx, context, { operation, key, body }, async () => {
        const rows = await this.intake.takeIn(tx, authorised, orderOf(context));
        await auditIntake(tx, authorised, { action, operation }, rows);
        return rows;
      }),
    );
  }
}

/** Tells the audit how many records came to what, and about which vehicles. */
export async function auditIntake(
  tx: Tx,
  { context }: Authorised,
  { action, operation }: Pick<Sending, 'action' | 'operation'>,
  rows: readonly IntakeRow[],
): Promise<void> {
  const of = (status: IntakeRow['status']): number => rows.filter((row) => row.status === status).length;
  const detail = { operation, accepted: of('ACCEPTED'), repeated: of('REPEATED'), refused: of('REFUSED') };
  const subjects = [...new Set(rows.flatMap(({ vehicleId }) => vehicleId ?? []))];
  await recordAudit(tx, context, { action, subjects, detail });
}

function arrived<P extends SitePayload>(
  read: Result<ReadEvidence<P>, readonly Problem[]>,
): Result<Arrived, readonly Problem[]> {
  if (!read.ok) return read;
  const { siteCode, plate } = read.value.payload;
  const { number, type } = plate;
  const vehicle = { vin: null, plate: { number, type }, field: 'plate.number' };
  return { ok: true, value: { ...read.value, siteCode, vehicle } };
}
