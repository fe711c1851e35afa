import { Injectable } from '@nestjs/common';
import type { Problem } from '../../domain/shared/result.js';
import type { Instant } from '../../domain/shared/time.js';
import { arrayText, wordArrayText } from '../../platform/database/array-text.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import type { ReportedOutcome } from './import-run.js';

const PAGE = 2000;

const ADD = statement(
  'import_report_add',
  `INSERT INTO import_report_row (run_id, line, ordinal, outcome, field, code, params)
   SELECT $1, * FROM unnest($2::int[], $3::smallint[], $4::text[], $5::text[], $6::text[], $7::bytea[])`,
);
const READ = statement(
  'import_report_read',
  `SELECT line, ordinal, outcome, field, code, params FROM import_report_row
   WHERE run_id = $1 AND (line, ordinal) > ($2, $3) ORDER BY line, ordinal LIMIT ${PAGE}`,
);
const SWEEP = statement(
  'import_report_sweep',
  `WITH gone AS (
     DELETE FROM import_report_row WHERE run_id IN (SELECT id FROM import_run WHERE ended_at < $1) RETURNING 1)
   SELECT count(*)::int AS removed FROM gone`,
);

/** Something a clerk is told of a row; `field` is the clerk's own header. */
export interface ReportEntry {
  readonly line: number;
  readonly outcome: ReportedOutcome;
  readonly problem: Problem;
}

interface ReportRow {
  readonly line: number;
  readonly ordinal: number;
  readonly outcome: ReportedOutcome;
  readonly field: string | null;
  readonly code: string;
  readonly params: Buffer | null;
}

/** Ties what a message mentions to its row. */
export const contextOfReport = (run: string, line: number): string => `import-report:${run}:${line}`;

/** What clerks are told of the rows of their imports; what a message mentions is sealed, for it may be personal. */
@Injectable()
export class ImportReportRepository {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /** Adds what is to be told of the rows of a batch, in their order. */
  async add(tx: Tx, run: string, entries: readonly ReportEntry[]): Promise<void> {
    if (entries.length === 0) return;
    let line = 0;
    let ordinal = 0;
    const ordinals = entries.map((entry) => {
      ordinal = entry.line === line ? ordinal + 1 : 0;
      line = entry.line;
      return ordinal;
    });
    await tx.query(ADD, [
      run,
      wordArrayText(entries.map((entry) => entry.line)),
      wordArrayText(ordinals),
      wordArrayText(entries.map(({ outcome }) => outcome)),
      arrayText(entries.map(({ problem }) => problem.field ?? null)),
      arrayText(entries.map(({ problem }) => problem.code)),
      entries.map(({ line: at, problem: { params } }) => this.#seal(run, at, params)),
    ]);
  }

  #seal(run: string, line: number, params: Problem['params']): Buffer | null {
    if (params === undefined) return null;
    return this.keyring.seal(Buffer.from(JSON.stringify(params), 'utf8'), contextOfReport(run, line));
  }

  /** All that is to be told, in the order of the file, a page in memory at a time. */
  async *read(run: string): AsyncGenerator<ReportEntry> {
    let after: { readonly line: number; readonly ordinal: number } = { line: -1, ordinal: 0 };
    for (;;) {
      const rows: ReportRow[] = await this.database.query<ReportRow>(READ, [run, after.line, after.ordinal]);
      for (const row of rows) yield this.#entryOf(run, row);
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      after = last;
    }
  }

  #entryOf(run: string, { line, outcome, field, code, params }: ReportRow): ReportEntry {
    const opened =
      params === null ? null : this.keyring.open(params, contextOfReport(run, line)).toString('utf8');
    const mentioned = opened === null ? {} : { params: JSON.parse(opened) as NonNullable<Problem['params']> };
    return { line, outcome, problem: { code, ...(field === null ? {} : { field }), ...mentioned } };
  }

  /** Removes the reports of runs that ended before the moment. @returns how many rows. */
  async sweep(endedBefore: Instant): Promise<number> {
    const [row] = await this.database.query<{ removed: number }>(SWEEP, [endedBefore]);
    return row?.removed ?? 0;
  }
}
