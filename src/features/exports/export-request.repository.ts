import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/context/request-context.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Instant } from '../../domain/shared/time.js';
import type { ExportRequest } from './export-request.js';

type Connection = Pick<Tx, 'query'>;

const SELECT = `SELECT r.id, r.list, r.filter, r.format, r.encoding, r.language, r.account_id AS "accountId", a.login,
  r.organisation_id AS "organisationId", r.role, r.division, r.purpose, r.reference, r.state, r.total_rows AS "totalRows",
  r.done_rows AS "doneRows", r.requested_at AS "requestedAt", r.changed_at AS "changedAt", r.decide_by AS "decideBy",
  r.decided_by AS "decidedBy", r.decision_reason AS "decisionReason", r.approved_rows AS "approvedRows",
  r.approved_until AS "approvedUntil", r.file_id AS "fileId", r.file_expires_at AS "fileExpiresAt", r.problem
  FROM export_request r JOIN account a ON a.id = r.account_id`;

const FIND = statement('export_find', `${SELECT} WHERE r.id = $1`);
const MINE = statement(
  'export_mine',
  `${SELECT} WHERE r.account_id = $1 AND ($2::uuid IS NULL OR r.id < $2) ORDER BY r.id DESC LIMIT $3`,
);
const PENDING = statement(
  'export_pending',
  `${SELECT} WHERE r.state = 'WAITING_FOR_APPROVAL' AND r.decide_by > $5 AND r.account_id <> $1 AND r.role = $2
     AND (r.organisation_id = $3 OR (right($4, 4) = '0000' AND left(r.division, 2) = left($4, 2)))
     AND ($6::uuid IS NULL OR r.id > $6) ORDER BY r.id LIMIT $7`,
);
const INSERT = statement(
  'export_insert',
  `INSERT INTO export_request (id, list, filter, format, encoding, language, account_id, organisation_id, role, division,
     purpose, reference, state, total_rows, decide_by, requested_at, changed_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)`,
);
const LATELY = statement(
  'export_lately',
  `SELECT coalesce(sum(total_rows), 0)::int AS rows FROM export_request
   WHERE account_id = $1 AND requested_at > $2 AND decided_by IS NULL AND state IN ('QUEUED', 'RUNNING', 'DONE')
     AND id <> $3`,
);
const DECIDE = statement(
  'export_decide',
  `UPDATE export_request SET state = $2, decided_by = $3, decision_reason = $4, changed_at = $5, decide_by = NULL,
     approved_rows = CASE WHEN $2 = 'QUEUED' THEN total_rows END,
     approved_until = CASE WHEN $2 = 'QUEUED' THEN $6::timestamptz END
   WHERE id = $1 AND state = 'WAITING_FOR_APPROVAL' AND decide_by > $5 RETURNING id`,
);
const CANCEL = statement(
  'export_cancel',
  `UPDATE export_request SET state = 'CANCELLED', run_id = NULL, changed_at = $2
   WHERE id = $1 AND state IN ('WAITING_FOR_APPROVAL', 'QUEUED', 'RUNNING') RETURNING id`,
);
const RETRY = statement(
  'export_retry',
  `UPDATE export_request SET state = 'QUEUED', run_id = NULL, done_rows = 0, problem = NULL, changed_at = $2
   WHERE id = $1 AND state IN ('FAILED', 'CANCELLED') RETURNING id`,
);
const CLAIM = statement(
  'export_claim',
  `UPDATE export_request SET state = 'RUNNING', run_id = $2, done_rows = 0, changed_at = $3
   WHERE id = $1 AND (state = 'QUEUED' OR (state = 'RUNNING' AND changed_at <= $4)) RETURNING id`,
);
const PROGRESS = statement(
  'export_progress',
  `UPDATE export_request SET done_rows = $3, total_rows = $4, changed_at = $5
   WHERE id = $1 AND run_id = $2 AND state = 'RUNNING' RETURNING id`,
);
const ASK_AGAIN = statement(
  'export_ask_again',
  `UPDATE export_request SET state = 'WAITING_FOR_APPROVAL', run_id = NULL, total_rows = $3, decide_by = $4, changed_at = $5,
     decided_by = NULL, decision_reason = NULL, approved_rows = NULL, approved_until = NULL
   WHERE id = $1 AND run_id = $2 AND state = 'RUNNING' RETURNING id`,
);
const FINISH = statement(
  'export_finish',
  `UPDATE export_request SET state = 'DONE', run_id = NULL, file_id = $3, file_expires_at = $4, changed_at = $5
   WHERE id = $1 AND run_id = $2 AND state = 'RUNNING' RETURNING id`,
);
const FAIL = statement(
  'export_fail',
  `UPDATE export_request SET state = 'FAILED', run_id = NULL, problem = $3, changed_at = $4
   WHERE id = $1 AND run_id = $2 AND state = 'RUNNING' RETURNING id`,
);
const EXPIRE = statement(
  'export_expire',
  `UPDATE export_request SET state = 'EXPIRED', changed_at = $1
   WHERE state = 'WAITING_FOR_APPROVAL' AND decide_by <= $1 RETURNING id`,
);
const FORGOTTEN = statement(
  'export_forgotten',
  `SELECT id FROM export_request WHERE state IN ('QUEUED', 'RUNNING') AND changed_at <= $1 ORDER BY id`,
);

/** The requests for exports, and every change of their state, each guarded by the state before. */
@Injectable()
export class ExportRequestRepository {
  async find(on: Connection, id: string): Promise<ExportRequest | null> {
    return (await on.query<ExportRequest>(FIND, [id]))[0] ?? null;
  }

  /** The requests of an account, latest first. */
  mine(on: Connection, accountId: string, after: string | null, size: number): Promise<ExportRequest[]> {
    return on.query<ExportRequest>(MINE, [accountId, after, size]);
  }

  /** What waits for a second person whom this actor may be, oldest first. */
  pending(
    on: Connection,
    actor: Actor,
    now: Instant,
    page: { readonly after: string | null; readonly size: number },
  ): Promise<ExportRequest[]> {
    const { accountId, role, organisationId, division } = actor;
    return on.query<ExportRequest>(PENDING, [
      ...[accountId, role, organisationId, division, now],
      ...[page.after, page.size],
    ]);
  }

  async insert(
    tx: Tx,
    request: Omit<ExportRequest, 'login'> & Pick<ExportRequest, 'decideBy'>,
  ): Promise<void> {
    const { id, list, filter, format, encoding, language, accountId, organisationId, role } = request;
    await tx.query(INSERT, [
      ...[id, list, JSON.stringify(filter), format, encoding, language, accountId, organisationId, role],
      ...[request.division, request.purpose, request.reference, request.state, request.totalRows],
      ...[request.decideBy, request.requestedAt],
    ]);
  }

  /** Rows that the account took out since then without a second person, this request left out. */
  async rowsLately(on: Connection, accountId: string, since: Instant, except: string): Promise<number> {
    return (await on.query<{ rows: number }>(LATELY, [accountId, since, except]))[0]?.rows ?? 0;
  }

  /** @returns false when it no longer waits */
  decide(
    tx: Tx,
    id: string,
    decision: {
      readonly state: 'QUEUED' | 'REJECTED';
      readonly by: string;
      readonly reason: string | null;
      readonly now: Instant;
      readonly until: Instant;
    },
  ): Promise<boolean> {
    const { state, by, reason, now, until } = decision;
    return changed(tx, DECIDE, [id, state, by, reason, now, until]);
  }

  cancel = (tx: Tx, id: string, now: Instant): Promise<boolean> => changed(tx, CANCEL, [id, now]);
  retry = (tx: Tx, id: string, now: Instant): Promise<boolean> => changed(tx, RETRY, [id, now]);
  /** Takes a request that is due, or whose run has not moved since `stale`. */
  claim = (on: Connection, { id, runId }: Run, now: Instant, stale: Instant): Promise<boolean> =>
    changed(on, CLAIM, [id, runId, now, stale]);

  /** Of these only the run that holds the request may do any; false: it was cancelled, or another run has taken over. */
  progress(
    tx: Tx,
    run: Run,
    rows: { readonly done: number; readonly total: number },
    now: Instant,
  ): Promise<boolean> {
    return changed(tx, PROGRESS, [run.id, run.runId, rows.done, rows.total, now]);
  }

  askAgain = (tx: Tx, run: Run, rows: number, decideBy: Instant, now: Instant): Promise<boolean> =>
    changed(tx, ASK_AGAIN, [run.id, run.runId, rows, decideBy, now]);
  finish = (tx: Tx, run: Run, file: { id: string; expiresAt: Instant }, now: Instant): Promise<boolean> =>
    changed(tx, FINISH, [run.id, run.runId, file.id, file.expiresAt, now]);
  fail = (tx: Tx, run: Run, problem: string, now: Instant): Promise<boolean> =>
    changed(tx, FAIL, [run.id, run.runId, problem, now]);

  /** Ends the requests that nobody decided in time. @returns their ids */
  expire = (tx: Tx, now: Instant): Promise<{ id: string }[]> => tx.query<{ id: string }>(EXPIRE, [now]);
  /** What should be at work and has not moved since then: its job was lost, or its worker. */
  forgotten = (on: Connection, before: Instant): Promise<{ id: string }[]> =>
    on.query<{ id: string }>(FORGOTTEN, [before]);
}

/** One attempt to write a request's file. */
export interface Run {
  readonly id: string;
  readonly runId: string;
}

async function changed(
  on: Connection,
  sql: ReturnType<typeof statement>,
  values: readonly unknown[],
): Promise<boolean> {
  return (await on.query(sql, values)).length === 1;
}
