import { Injectable } from '@nestjs/common';
import type { HeaderMap } from '../../domain/vehicle/table/headers.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import {
  BulkRegistrationService,
  type BulkOutcome,
  type PreparedRow,
  type Reach,
} from '../registry/index.js';
import { HeldRows, type HoldOutcome, type NewHeldRow } from '../review/index.js';
import { ImportReportRepository } from './import-report.repository.js';
import type { ImportRun } from './import-run.js';
import { ImportRunRepository } from './import-run.repository.js';
import type { ImportedBatch, ImportedRow } from './imported-rows.js';
import { countsOf, entriesOf, fateOf, newEnergyOf, type RowFate, type SettledRow } from './settled-rows.js';

/** Somebody cancelled the run, or another process took it over: this one has nothing more to do with it. */
export class RunLostError extends Error {
  constructor() {
    super('the import is no longer ours');
    this.name = 'RunLostError';
  }
}

/** Settles the rows of a batch: facts, projections, held rows, report, audit and progress in one transaction. */
@Injectable()
export class ImportBatchService {
  constructor(
    private readonly database: Database,
    private readonly registrations: BulkRegistrationService,
    private readonly heldRows: HeldRows,
    private readonly reports: ImportReportRepository,
    private readonly runs: ImportRunRepository,
  ) {}

  /**
   * Settles the batch that follows the run's last settled line.
   * @param from that line
   * @throws RunLostError when nothing was written because the run was cancelled or taken over
   */
  async settle(
    run: ImportRun,
    from: number,
    batch: ImportedBatch,
    map: HeaderMap,
    reach: Reach,
  ): Promise<readonly SettledRow[]> {
    return this.database.transaction(async (tx) => {
      const stillOurs = this.#requireOurs(tx, run, from);
      const [outcomes] = await Promise.all([this.#register(tx, batch.rows), stillOurs]);
      const fates = batch.rows.map((row, index) => fateOf(row, outcomes[index] ?? null, reach));
      const holds = await this.#hold(tx, run, batch.rows, fates, reach.context);
      const settled = batch.rows.map((row, index): SettledRow => {
        const fate: RowFate = fates[index] ?? { fate: 'REFUSED', problems: row.problems };
        return { row, fate, hold: holds.get(row) ?? null };
      });
      await this.#record(tx, run, batch, settled, map, reach.context);
      return settled;
    });
  }

  async #requireOurs(tx: Tx, run: ImportRun, from: number): Promise<void> {
    const hold = await this.runs.hold(tx, run.id);
    const isOurs = hold?.state === 'RUNNING' && hold.attempt === run.attempt && hold.committed_line === from;
    if (!isOurs) throw new RunLostError();
  }

  /** What the registry says of each row; null for those that were never fit to be shown to it. */
  async #register(tx: Tx, rows: readonly ImportedRow[]): Promise<readonly (BulkOutcome | null)[]> {
    const shown = rows.flatMap(({ prepared }): readonly PreparedRow[] =>
      prepared === null ? [] : [prepared],
    );
    const outcomes = await this.registrations.registerIn(tx, shown);
    let next = 0;
    return rows.map(({ prepared }) => (prepared === null ? null : (outcomes[next++] ?? null)));
  }

  async #hold(
    tx: Tx,
    run: ImportRun,
    rows: readonly ImportedRow[],
    fates: readonly RowFate[],
    { now }: RequestContext,
  ): Promise<ReadonlyMap<ImportedRow, HoldOutcome>> {
    const held = rows.flatMap((row, index): readonly (readonly [ImportedRow, NewHeldRow])[] => {
      const fate = fates[index];
      if (fate?.fate !== 'HELD') return [];
      const { problems, relatedVehicles, division } = fate;
      const { line, input } = row;
      return [[row, { runId: run.id, line, input, problems, relatedVehicles, division }]];
    });
    const outcomes = await this.heldRows.hold(
      tx,
      held.map(([, row]) => row),
      now,
    );
    return new Map(held.map(([row], index) => [row, outcomes[index] ?? 'HELD']));
  }

  async #record(
    tx: Tx,
    run: ImportRun,
    batch: ImportedBatch,
    settled: readonly SettledRow[],
    map: HeaderMap,
    context: RequestContext,
  ): Promise<void> {
    const counts = countsOf(settled);
    const subjects = settled.flatMap(({ fate }) => (fate.fate === 'REGISTERED' ? [fate.vehicleId] : []));
    const lines = { from: batch.rows[0]?.line ?? batch.line, to: batch.line };
    const by = run.operator === null ? {} : { by: `command line: ${run.operator}` };
    await Promise.all([
      this.reports.add(tx, run.id, entriesOf(settled, map)),
      recordAudit(tx, context, {
        action: 'import.run',
        subjects: [run.id, ...subjects],
        detail: { import: run.id, lines, ...counts, ...by },
      }),
      this.runs.advance(tx, run.id, {
        ...counts,
        ...newEnergyOf(settled),
        line: batch.line,
        bytes: batch.bytes,
        rows: settled.length,
        at: context.now,
      }),
    ]);
  }
}
