import { Injectable } from '@nestjs/common';
import type { Problem } from '../../domain/shared/result.js';
import type { Instant } from '../../domain/shared/time.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type {
  ImportAuthor,
  ImportCounts,
  ImportFile,
  ImportReading,
  ImportRun,
  ImportState,
} from './import-run.js';

/** Where a statement may run: inside a transaction or on its own. */
type Connection = Pick<Tx, 'query'>;

const COLUMNS = `id, file_id AS "fileId", file_name AS "fileName", encode(file_sha256, 'hex') AS "fileSha256",
  file_bytes AS "fileBytes", feed, swapped, account_id AS "accountId", role, organisation_id AS "organisationId", division,
  operator, purpose, reference, state, attempt, reading, committed_line AS "committedLine", done_bytes AS "doneBytes",
  done_rows AS "doneRows", registered, flagged, unchanged, held, refused, new_energy AS "newEnergy", contradicting, problem,
  created_at AS "createdAt", started_at AS "startedAt", ended_at AS "endedAt"`;

const INSERT = statement(
  'import_insert',
  `INSERT INTO import_run (id, file_id, file_name, file_sha256, file_bytes, feed, swapped, account_id, role,
     organisation_id, division, operator, purpose, reference, state, attempt, committed_line, done_bytes, done_rows,
     registered, flagged, unchanged, held, refused, new_energy, contradicting, created_at, updated_at)
   VALUES ($1, $2, $3, decode($4, 'hex'), $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'QUEUED', 0, 0, 0, 0, 0, 0, 0, 0,
     0, 0, 0, $15, $15)`,
);
const FIND = statement('import_find', `SELECT ${COLUMNS} FROM import_run WHERE id = $1`);
const PAGE = statement(
  'import_page',
  `SELECT ${COLUMNS} FROM import_run
   WHERE organisation_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
);
const UNFINISHED = statement(
  'import_unfinished',
  `SELECT ${COLUMNS} FROM import_run WHERE file_sha256 = decode($1, 'hex') AND feed = $2 AND swapped = $3
     AND state IN ('QUEUED', 'RUNNING', 'CANCELLED', 'FAILED')
     AND file_id IS NULL AND account_id IS NOT DISTINCT FROM $4 AND operator IS NOT DISTINCT FROM $5
   ORDER BY id DESC LIMIT 1`,
);
const BEGIN = statement(
  'import_begin',
  `UPDATE import_run SET state = 'RUNNING', attempt = attempt + 1, started_at = coalesce(started_at, $2), updated_at = $2
   WHERE id = $1 AND state IN ('QUEUED', 'RUNNING') RETURNING ${COLUMNS}`,
);
const DESCRIBE = statement(
  'import_describe',
  `UPDATE import_run SET reading = $3 WHERE id = $1 AND attempt = $2 RETURNING id`,
);
const HOLD = statement(
  'import_hold',
  'SELECT state, attempt, committed_line FROM import_run WHERE id = $1 FOR UPDATE',
);
const ADVANCE = statement(
  'import_advance',
  `UPDATE import_run SET committed_line = $2, done_bytes = $3, done_rows = done_rows + $4, registered = registered + $5,
     flagged = flagged + $6, unchanged = unchanged + $7, held = held + $8, refused = refused + $9,
     new_energy = new_energy + $10, contradicting = contradicting + $11, updated_at = $12 WHERE id = $1`,
);
const FINISH = statement(
  'import_finish',
  `UPDATE import_run SET state = $3, problem = $4, ended_at = $5, updated_at = $5,
     done_bytes = CASE WHEN $3 = 'DONE' THEN file_bytes ELSE done_bytes END
   WHERE id = $1 AND attempt = $2 AND state = 'RUNNING' RETURNING id`,
);
const CANCEL = statement(
  'import_cancel',
  `UPDATE import_run SET state = 'CANCELLED', ended_at = $2, updated_at = $2
   WHERE id = $1 AND state IN ('QUEUED', 'RUNNING') RETURNING ${COLUMNS}`,
);
const RETRY = statement(
  'import_retry',
  `UPDATE import_run SET state = 'QUEUED', problem = NULL, ended_at = NULL, updated_at = $2
   WHERE id = $1 AND state IN ('CANCELLED', 'FAILED') RETURNING ${COLUMNS}`,
);
const FORGOTTEN = statement(
  'import_forgotten',
  `SELECT id FROM import_run WHERE state IN ('QUEUED', 'RUNNING') AND updated_at < $1 AND file_id IS NOT NULL
   ORDER BY updated_at LIMIT 100`,
);

/** What the rows of one batch come to. */
export interface Advance extends ImportCounts {
  readonly line: number;
  readonly bytes: number;
  readonly rows: number;
  readonly newEnergy: number;
  readonly contradicting: number;
  readonly at: Instant;
}

/** Where a run stands, read under its row lock. */
export interface RunHold {
  readonly state: ImportState;
  readonly attempt: number;
  readonly committed_line: number;
}

/** The runs of imports. */
@Injectable()
export class ImportRunRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, id: string, file: ImportFile, author: ImportAuthor, at: Instant): Promise<void> {
    const { fileId, fileName, fileSha256, fileBytes, feed, swapped } = file;
    const { accountId, role, organisationId, division, operator, purpose, reference } = author;
    const what = [id, fileId, fileName, fileSha256, fileBytes, feed, swapped];
    await tx.query(INSERT, [
      ...what,
      accountId,
      role,
      organisationId,
      division,
      operator,
      purpose,
      reference,
      at,
    ]);
  }

  async find(id: string, on: Connection = this.database): Promise<ImportRun | null> {
    const [run] = await on.query<ImportRun>(FIND, [id]);
    return run ?? null;
  }

  /** Runs of an organisation's accounts, newest first. */
  page(
    on: Pick<Tx, 'query'>,
    organisationId: string,
    before: string | null,
    size: number,
  ): Promise<readonly ImportRun[]> {
    return on.query<ImportRun>(PAGE, [organisationId, before, size]);
  }

  /** The author's last run of the same local file, read in the same way, that has not come to its end. */
  async unfinished(file: ImportFile, { accountId, operator }: ImportAuthor): Promise<ImportRun | null> {
    const values = [file.fileSha256, file.feed, file.swapped, accountId, operator];
    const [run] = await this.database.query<ImportRun>(UNFINISHED, values);
    return run ?? null;
  }

  /** Takes a run over from whoever was at it. Null when it has ended or was cancelled. */
  async begin(id: string, at: Instant): Promise<ImportRun | null> {
    const [run] = await this.database.query<ImportRun>(BEGIN, [id, at]);
    return run ?? null;
  }

  async describe({ id, attempt }: ImportRun, reading: ImportReading): Promise<void> {
    await this.database.query(DESCRIBE, [id, attempt, JSON.stringify(reading)]);
  }

  /** Locks the run until the transaction ends. */
  async hold(tx: Tx, id: string): Promise<RunHold | null> {
    const [hold] = await tx.query<RunHold>(HOLD, [id]);
    return hold ?? null;
  }

  async advance(tx: Tx, id: string, by: Advance): Promise<void> {
    const { registered, flagged, unchanged, held, refused, newEnergy, contradicting } = by;
    const counts = [registered, flagged, unchanged, held, refused, newEnergy, contradicting];
    await tx.query(ADVANCE, [id, by.line, by.bytes, by.rows, ...counts, by.at]);
  }

  /** @returns false when another process has taken the run over, or somebody cancelled it. */
  async finish(
    run: ImportRun,
    state: 'DONE' | 'FAILED',
    problem: Problem | null,
    at: Instant,
  ): Promise<boolean> {
    const values = [run.id, run.attempt, state, problem === null ? null : JSON.stringify(problem), at];
    return (await this.database.query(FINISH, values)).length === 1;
  }

  /** Null when it has ended already. */
  async cancel(on: Connection, id: string, at: Instant): Promise<ImportRun | null> {
    const [run] = await on.query<ImportRun>(CANCEL, [id, at]);
    return run ?? null;
  }

  /** Null when it has not ended, or is done. */
  async retry(on: Connection, id: string, at: Instant): Promise<ImportRun | null> {
    const [run] = await on.query<ImportRun>(RETRY, [id, at]);
    return run ?? null;
  }

  /** Runs of uploaded files that nobody has moved since the moment: their job may have been lost. */
  async forgotten(since: Instant): Promise<readonly string[]> {
    return (await this.database.query<{ id: string }>(FORGOTTEN, [since])).map(({ id }) => id);
  }
}
