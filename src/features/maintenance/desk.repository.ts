import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/shared/time.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { ContingencyTest, Reminder, ReminderState } from './desk-rows.js';
import type { ContingencyState } from './loop-rows.js';

/** Where a page begins: after this one. */
export interface DeskPosition {
  readonly at: Instant;
  readonly id: string;
}

/** The page is cut before plates are looked up. */
const CONTINGENCIES = statement(
  'contingency_tests_page',
  `SELECT t.fact_id AS id, t.vehicle_id AS "vehicleId", v.plate_number AS "plateNumber", t.station_code AS "stationCode",
     t.ended_at AS at, t.state
   FROM (SELECT * FROM contingency_test WHERE
     ($1::timestamptz IS NULL OR (ended_at, fact_id) < ($1, $2::uuid)) AND starts_with(division, $4) AND ($5::text IS NULL OR state = $5)
     ORDER BY ended_at DESC, fact_id DESC LIMIT $3) AS t LEFT JOIN vehicle v ON v.id = t.vehicle_id
   ORDER BY t.ended_at DESC, t.fact_id DESC`,
);
const REMINDERS = statement(
  'loop_reminders_page',
  `SELECT r.id, r.listing_id AS about, r.vehicle_id AS "vehicleId", v.plate_number AS "plateNumber", r.cycle, r.kind,
     r.division, r.due_on AS "dueOn", r.created_at AS at, r.state, r.attempts, r.settled_at AS "settledAt"
   FROM (SELECT * FROM loop_reminder WHERE
     ($1::timestamptz IS NULL OR (created_at, id) < ($1, $2::uuid)) AND starts_with(division, $4) AND ($5::text IS NULL OR state = $5)
     AND ($6::uuid IS NULL OR listing_id = $6) ORDER BY created_at DESC, id DESC LIMIT $3) AS r
   LEFT JOIN vehicle v ON v.id = r.vehicle_id ORDER BY r.created_at DESC, r.id DESC`,
);

/** What bureaus look after, newest first. */
@Injectable()
export class DeskRepository {
  /** Retests through an outage at stations of the divisions with the prefix. */
  contingencies(
    tx: Tx,
    asked: { readonly prefix: string; readonly state: ContingencyState | null },
    from: DeskPosition | null,
    count: number,
  ): Promise<readonly ContingencyTest[]> {
    const values = [from?.at ?? null, from?.id ?? null, count, asked.prefix, asked.state];
    return tx.query<ContingencyTest>(CONTINGENCIES, values);
  }

  /** Reminders to the bureaus of the divisions with the prefix. */
  reminders(
    tx: Tx,
    asked: { readonly prefix: string; readonly state: ReminderState | null; readonly listing: string | null },
    from: DeskPosition | null,
    count: number,
  ): Promise<readonly Reminder[]> {
    const values = [from?.at ?? null, from?.id ?? null, count, asked.prefix, asked.state, asked.listing];
    return tx.query<Reminder>(REMINDERS, values);
  }
}
