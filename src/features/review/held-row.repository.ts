import { Injectable } from '@nestjs/common';
import type { HeldRowCode } from '../../domain/review/held-row.js';
import type { CivilDate } from '../../domain/shared/time.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

/** A held row as it is kept. */
export interface HeldRowRecord {
  readonly id: string;
  readonly runId: string;
  readonly line: number;
  readonly codes: readonly HeldRowCode[];
  /** Null once it is decided. */
  readonly sealed: Buffer | null;
  readonly relatedVehicles: readonly string[];
  readonly division: string;
  readonly since: CivilDate;
}

/** A row to be kept, with the hash by which it is known again. */
export interface SealedRow extends HeldRowRecord {
  readonly sealed: Buffer;
  readonly contentHash: Buffer;
}

const COLUMNS = `id, run_id AS "runId", line, codes, sealed, related_vehicles AS "relatedVehicles", division, since`;

const INSERT = statement(
  'held_row_insert',
  `INSERT INTO held_row (id, run_id, line, code, codes, sealed, related_vehicles, division, content_hash, since)
   SELECT id, run_id, line, code, codes::text[], sealed, related::uuid[], division, content_hash, since
   FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[], $5::text[], $6::bytea[], $7::text[], $8::text[],
     $9::bytea[], $10::date[]) AS given (id, run_id, line, code, codes, sealed, related, division, content_hash, since)
   ORDER BY content_hash
   ON CONFLICT (content_hash) DO NOTHING RETURNING id`,
);
const STATES = statement(
  'held_row_states',
  `SELECT content_hash AS hash, sealed IS NOT NULL AS "isOpen" FROM held_row WHERE content_hash = ANY ($1::bytea[])`,
);
const LOCK_ONE = statement('held_row_lock', `SELECT ${COLUMNS} FROM held_row WHERE id = $1 FOR UPDATE`);
const SOME = statement('held_row_some', `SELECT ${COLUMNS} FROM held_row WHERE id = ANY ($1::uuid[])`);
const FORGET = statement('held_row_forget', 'UPDATE held_row SET sealed = NULL WHERE id = $1');

/** An array literal of plain words (codes, UUIDs), one parameter element a row. */
const arrayLiteral = (words: readonly string[]): string => `{${words.join(',')}}`;

/** The rows that wait for a person, sealed. */
@Injectable()
export class HeldRowRepository {
  /** Keeps the rows whose content is not known yet. @returns the ids of those that were new. */
  async add(tx: Tx, rows: readonly SealedRow[]): Promise<ReadonlySet<string>> {
    const column = <V>(value: (row: SealedRow) => V): V[] => rows.map(value);
    const added = await tx.query<{ id: string }>(INSERT, [
      column((row) => row.id),
      column((row) => row.runId),
      column((row) => row.line),
      column((row) => row.codes[0]),
      column((row) => arrayLiteral(row.codes)),
      column((row) => row.sealed),
      column((row) => arrayLiteral(row.relatedVehicles)),
      column((row) => row.division),
      column((row) => row.contentHash),
      column((row) => row.since),
    ]);
    return new Set(added.map(({ id }) => id));
  }

  /** Whether each known content still waits, by its hash in hexadecimal digits. */
  async states(tx: Tx, hashes: readonly Buffer[]): Promise<ReadonlyMap<string, boolean>> {
    const rows = await tx.query<{ hash: Buffer; isOpen: boolean }>(STATES, [hashes]);
    return new Map(rows.map(({ hash, isOpen }) => [hash.toString('hex'), isOpen]));
  }

  /** One row, kept from everybody else until the transaction ends; null when there is none. */
  async lock(tx: Tx, id: string): Promise<HeldRowRecord | null> {
    const [row] = await tx.query<HeldRowRecord>(LOCK_ONE, [id]);
    return row ?? null;
  }

  async some(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, HeldRowRecord>> {
    const rows = await tx.query<HeldRowRecord>(SOME, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Takes away what a decided row said: the facts keep what was decided. */
  async forget(tx: Tx, id: string): Promise<void> {
    await tx.query(FORGET, [id]);
  }
}
