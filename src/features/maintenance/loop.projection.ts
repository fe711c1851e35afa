import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Projection } from '../../platform/facts/projection.js';
import type { ContingencyRow, ListingRow, RepairRow } from './loop-rows.js';

export const LOOP_TABLES: Projection['tables'] = [
  { name: 'over_limit_listing', key: ['id'] },
  { name: 'loop_repair', key: ['fact_id'] },
  { name: 'contingency_test', key: ['fact_id'] },
];

/** Taken away before they are written anew: of a vehicle only one stay may be open, whatever the order of its rows. */
const DELETE_ALL = statement(
  'loop_rows_gone',
  `WITH repairs AS (DELETE FROM loop_repair WHERE vehicle_id = ANY ($1::uuid[])),
     contingencies AS (DELETE FROM contingency_test WHERE vehicle_id = ANY ($1))
   DELETE FROM over_limit_listing WHERE vehicle_id = ANY ($1)`,
);

const COLUMNS = `id, vehicle_id, state, cycle, source, since, discovered_site, discovered_division, notice_queue,
  notice_site, notice_division, failure_fact, failure_at, failure_station, notice_due_on, notice_served_at, due_on,
  due_note, intake_station, intake_at, repair_station, repaired_at, overdue_since, ended_at, ended_by, cleared_station`;
const INSERT_LISTINGS = statement(
  'over_limit_listing_insert',
  `INSERT INTO over_limit_listing (${COLUMNS})
   SELECT ${COLUMNS} FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::text[], $6::timestamptz[], $7::text[],
     $8::text[], $9::text[], $10::text[], $11::text[], $12::uuid[], $13::timestamptz[], $14::text[], $15::date[],
     $16::timestamptz[], $17::date[], $18::text[], $19::text[], $20::timestamptz[], $21::text[], $22::timestamptz[],
     $23::date[], $24::timestamptz[], $25::uuid[], $26::text[]) AS given (${COLUMNS})`,
);
const INSERT_REPAIRS = statement(
  'loop_repair_insert',
  `INSERT INTO loop_repair (fact_id, vehicle_id, listing_id, cycle, station_code, completed_at, result, cleared_at, relisted_at)
   SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::timestamptz[], $7::text[],
     $8::timestamptz[], $9::timestamptz[])`,
);

const INSERT_CONTINGENCIES = statement(
  'contingency_test_insert',
  `INSERT INTO contingency_test (fact_id, vehicle_id, station_code, division, ended_at, state)
   SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::text[])`,
);

/** All rows of some vehicles' loops. */
export interface LoopRows {
  readonly listings: readonly ListingRow[];
  readonly repairs: readonly RepairRow[];
  readonly contingencies: readonly ContingencyRow[];
}

/** Brings the rows of the vehicles in line with their loops. */
export function writeLoopRows(
  tx: Tx,
  vehicles: readonly string[],
  { listings, repairs, contingencies }: LoopRows,
): void {
  tx.send(DELETE_ALL, [vehicles]);
  if (contingencies.length > 0) tx.send(INSERT_CONTINGENCIES, contingencyColumns(contingencies));
  if (listings.length > 0) tx.send(INSERT_LISTINGS, listingColumns(listings));
  if (repairs.length > 0) tx.send(INSERT_REPAIRS, repairColumns(repairs));
}

function listingColumns(rows: readonly ListingRow[]): unknown[] {
  const of = <V>(value: (row: ListingRow) => V): V[] => rows.map(value);
  return [
    of(({ listing }) => listing.id),
    of(({ vehicleId }) => vehicleId),
    of(({ state }) => state),
    of(({ listing }) => listing.cycle),
    of(({ listing }) => listing.source),
    of(({ listing }) => listing.since),
    of(({ listing }) => listing.discoveredBy.site),
    of(({ listing }) => listing.discoveredBy.division),
    of(({ listing }) => listing.noticeOwner.queue),
    of(({ listing }) => listing.noticeOwner.site),
    of(({ listing }) => listing.noticeOwner.division),
    of(({ listing }) => listing.failure.factId),
    of(({ listing }) => listing.failure.at),
    of(({ listing }) => listing.failure.stationCode),
    of(({ listing }) => listing.noticeDueOn),
    of(({ listing }) => listing.noticeServedAt),
    of(({ dueOn }) => dueOn),
    of(({ dueNote }) => dueNote),
    of(({ listing }) => listing.intake?.stationCode ?? null),
    of(({ listing }) => listing.intake?.at ?? null),
    of(({ listing }) => listing.repairs.at(-1)?.stationCode ?? null),
    of(({ listing }) => listing.repairs.at(-1)?.completedAt ?? null),
    of(({ listing }) => listing.overdueSince),
    of(({ listing }) => listing.end?.at ?? null),
    of(({ listing }) => listing.end?.factId ?? null),
    of(({ clearedStation }) => clearedStation),
  ];
}

function repairColumns(rows: readonly RepairRow[]): unknown[] {
  const of = <V>(value: (row: RepairRow) => V): V[] => rows.map(value);
  return [
    of(({ factId }) => factId),
    of(({ vehicleId }) => vehicleId),
    of(({ listingId }) => listingId),
    of(({ cycle }) => cycle),
    of(({ stationCode }) => stationCode),
    of(({ completedAt }) => completedAt),
    of(({ result }) => result),
    of(({ clearedAt }) => clearedAt),
    of(({ relistedAt }) => relistedAt),
  ];
}

function contingencyColumns(rows: readonly ContingencyRow[]): unknown[] {
  const of = <V>(value: (row: ContingencyRow) => V): V[] => rows.map(value);
  return [
    of(({ factId }) => factId),
    of(({ vehicleId }) => vehicleId),
    of(({ stationCode }) => stationCode),
    of(({ division }) => division),
    of(({ endedAt }) => endedAt),
    of(({ state }) => state),
  ];
}
