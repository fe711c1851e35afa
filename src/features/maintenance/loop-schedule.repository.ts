import type { CivilDate, Instant } from '../../domain/shared/time.js';
import type { SiteCode } from '../../domain/sync/fact.js';
import type { Database, Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { ReminderKind } from './desk-rows.js';

/** Listings whose last day in time lies before the day; by the site that owns the notice. */
const PAST_DUE = statement(
  'loop_past_due',
  `SELECT DISTINCT vehicle_id AS id FROM over_limit_listing
   WHERE ended_at IS NULL AND due_on < $1::date AND overdue_since IS NULL AND repaired_at IS NULL
     AND notice_site IS NOT DISTINCT FROM $2 AND vehicle_id > $3 ORDER BY vehicle_id LIMIT $4`,
);
const OPEN = statement(
  'loop_open_vehicles',
  `SELECT vehicle_id AS id FROM (
     (SELECT DISTINCT vehicle_id FROM over_limit_listing WHERE vehicle_id > $1 ORDER BY vehicle_id LIMIT $2) UNION
     (SELECT DISTINCT vehicle_id FROM remote_sensing_record WHERE vehicle_id > $1 ORDER BY vehicle_id LIMIT $2) UNION
     (SELECT DISTINCT vehicle_id FROM smoke_capture WHERE vehicle_id > $1 ORDER BY vehicle_id LIMIT $2)) AS concerned
   ORDER BY vehicle_id LIMIT $2`,
);

/** Vehicles whose failure listed nobody, because of what its station was then: that may have been decided otherwise. */
const UNLISTED = statement(
  'loop_unlisted_failures',
  `SELECT DISTINCT r.vehicle_id AS id FROM test_report r WHERE r.result = 'FAIL' AND r.in_force AND r.vehicle_id > $1
     AND NOT EXISTS (SELECT FROM over_limit_listing l WHERE l.vehicle_id = r.vehicle_id)
   ORDER BY r.vehicle_id LIMIT $2`,
);

/**
 * What is due and was not said yet in this cycle: a notice that is not served, a repair within three days of its end, a
 * repair that is late; and a first exceedance by remote sensing, which is a reminder and no violation (§3.5).
 */
const REMIND = statement(
  'loop_remind',
  `WITH due AS (
     SELECT id, vehicle_id, cycle, 'NOTICE_DUE' AS kind, notice_due_on AS on_day, notice_division, discovered_site
     FROM over_limit_listing WHERE ended_at IS NULL AND notice_served_at IS NULL AND notice_due_on <= $1::date + 3
       AND notice_site = $2
     UNION ALL
     SELECT id, vehicle_id, cycle, 'REPAIR_DUE', due_on, notice_division, discovered_site
     FROM over_limit_listing WHERE ended_at IS NULL AND repaired_at IS NULL AND overdue_since IS NULL
       AND due_on <= $1::date + 3 AND notice_site = $2
     UNION ALL
     SELECT id, vehicle_id, cycle, 'OVERDUE', overdue_since, notice_division, discovered_site
     FROM over_limit_listing WHERE ended_at IS NULL AND repaired_at IS NULL AND overdue_since IS NOT NULL
       AND notice_site = $2
     UNION ALL
     SELECT r.facts[1], r.vehicle_id, 0, 'FIRST_EXCEEDANCE', r.since, v.division, v.site
     FROM supervision_reason r JOIN vehicle v ON v.id = r.vehicle_id
     WHERE r.code = 'RS_SINGLE_EXCEED' AND r.until_at >= $3 AND left(v.division, 2) = left($2, 2)
   )
   INSERT INTO loop_reminder (id, listing_id, vehicle_id, cycle, kind, division, due_on, created_at, state, attempts)
   SELECT gen_random_uuid(), id, vehicle_id, cycle, kind, coalesce(notice_division, discovered_site), on_day, $3, 'PENDING', 0
   FROM due ON CONFLICT ON CONSTRAINT loop_reminder_once DO NOTHING RETURNING id`,
);

/** Claims what waits; a second worker passes over what this one holds. */
const CLAIM = statement(
  'loop_reminder_claim',
  `SELECT r.id, r.listing_id AS listing, r.vehicle_id AS "vehicleId", r.kind, r.division, r.due_on AS "dueOn",
     CASE r.kind WHEN 'FIRST_EXCEEDANCE' THEN EXISTS (SELECT FROM supervision_reason s WHERE s.vehicle_id = r.vehicle_id
         AND s.code = 'RS_SINGLE_EXCEED' AND s.until_at >= $2 AND r.listing_id = ANY (s.facts))
       ELSE (l.id IS NOT NULL AND l.ended_at IS NULL AND l.cycle = r.cycle
         AND (r.kind <> 'NOTICE_DUE' OR l.notice_served_at IS NULL)
         AND (r.kind = 'NOTICE_DUE' OR l.repaired_at IS NULL)) END AS "isDue"
   FROM loop_reminder r LEFT JOIN over_limit_listing l ON l.id = r.listing_id
   WHERE r.state = 'PENDING' ORDER BY r.created_at, r.id LIMIT $1 FOR UPDATE OF r SKIP LOCKED`,
);
const SETTLE = statement(
  'loop_reminder_settle',
  `UPDATE loop_reminder r SET state = given.state, settled_at = $3, attempts = r.attempts + 1
   FROM unnest($1::uuid[], $2::text[]) AS given (id, state) WHERE r.id = given.id`,
);

/** A reminder that waits to go out. */
export interface WaitingReminder {
  readonly id: string;
  readonly listing: string;
  readonly vehicleId: string;
  readonly kind: ReminderKind;
  readonly division: string;
  readonly dueOn: CivilDate;
  /** Whether it is still so. */
  readonly isDue: boolean;
}

interface IdRow {
  readonly id: string;
}

/** What the jobs of the loop ask. */
export class LoopScheduleRepository {
  /** Vehicles whose time for the repair was over before the day, after the given id. */
  async pastDue(
    database: Database,
    asked: { readonly today: CivilDate; readonly site: SiteCode },
    after: string,
    count: number,
  ): Promise<readonly string[]> {
    const rows = await database.query<IdRow>(PAST_DUE, [asked.today, asked.site, after, count]);
    return rows.map(({ id }) => id);
  }

  /** Vehicles that are or were on the list or that sensors saw, after the given id: rules decide on them. */
  async listed(database: Database, after: string, count: number): Promise<readonly string[]> {
    return (await database.query<IdRow>(OPEN, [after, count])).map(({ id }) => id);
  }

  /** Vehicles that failed a test and were never listed, after the given id. */
  async unlisted(database: Database, after: string, count: number): Promise<readonly string[]> {
    return (await database.query<IdRow>(UNLISTED, [after, count])).map(({ id }) => id);
  }

  /** Writes down the reminders that are due. @returns how many are new */
  async remind(database: Database, today: CivilDate, site: SiteCode, now: Instant): Promise<number> {
    return (await database.query(REMIND, [today, site, now])).length;
  }

  /** @param now the moment at which a reminder must still be due */
  async claim(tx: Tx, count: number, now: Instant): Promise<readonly WaitingReminder[]> {
    return tx.query<WaitingReminder>(CLAIM, [count, now]);
  }

  async settle(
    tx: Tx,
    settled: readonly (readonly [string, 'DELIVERED' | 'OBSOLETE'])[],
    at: Instant,
  ): Promise<void> {
    await tx.query(SETTLE, [settled.map(([id]) => id), settled.map(([, state]) => state), at]);
  }
}
