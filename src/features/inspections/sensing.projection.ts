import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Projection } from '../../platform/facts/projection.js';
import type { CheckRow, RemoteRow, SensingRows, SmokeRow } from './sensing-rows.js';

export const SENSING_TABLES: Projection['tables'] = [
  { name: 'remote_sensing_record', key: ['fact_id'] },
  { name: 'smoke_capture', key: ['fact_id'] },
  { name: 'field_check', key: ['fact_id'] },
];

const DELETE_ALL = statement(
  'sensing_rows_gone',
  `WITH remote AS (DELETE FROM remote_sensing_record WHERE vehicle_id = ANY ($1::uuid[])),
     smoke AS (DELETE FROM smoke_capture WHERE vehicle_id = ANY ($1))
   DELETE FROM field_check WHERE vehicle_id = ANY ($1)`,
);

const COMMON = 'fact_id, site, vehicle_id, record_no, supersedes, in_force, recorded_at, content_digest';
const COMMON_ARRAYS =
  '$1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::uuid[], $6::boolean[], $7::timestamptz[], $8::bytea[]';
const INSERT_REMOTE = statement(
  'remote_sensing_insert',
  `INSERT INTO remote_sensing_record (${COMMON}, site_code, passed_at, valid, set_aside)
   SELECT * FROM unnest(${COMMON_ARRAYS}, $9::text[], $10::timestamptz[], $11::boolean[], $12::text[])`,
);
const INSERT_SMOKE = statement(
  'smoke_capture_insert',
  `INSERT INTO smoke_capture (${COMMON}, site_code, captured_at, ringelmann, review, confirmations)
   SELECT * FROM unnest(${COMMON_ARRAYS}, $9::text[], $10::timestamptz[], $11::smallint[], $12::text[], $13::smallint[])`,
);
const INSERT_CHECKS = statement(
  'field_check_insert',
  `INSERT INTO field_check (${COMMON}, place, division, checked_at, method, result)
   SELECT * FROM unnest(${COMMON_ARRAYS}, $9::text[], $10::text[], $11::timestamptz[], $12::text[], $13::text[])`,
);

interface OfVehicle {
  readonly vehicleId: string;
  readonly rows: SensingRows;
}
type Owned<R> = R & { readonly vehicleId: string };

/** Brings the rows of the vehicles in line with their facts. */
export async function writeSensingRows(tx: Tx, vehicles: readonly OfVehicle[]): Promise<void> {
  const owned = <R extends object>(rowsOf: (rows: SensingRows) => readonly R[]): readonly Owned<R>[] =>
    vehicles.flatMap(({ vehicleId, rows }) => rowsOf(rows).map((row) => ({ ...row, vehicleId })));
  await tx.query(DELETE_ALL, [vehicles.map(({ vehicleId }) => vehicleId)]);
  const remote = owned(({ remote: rows }) => rows);
  const smoke = owned(({ smoke: rows }) => rows);
  const checks = owned(({ checks: rows }) => rows);
  if (remote.length > 0) await tx.query(INSERT_REMOTE, [...common(remote), ...remoteColumns(remote)]);
  if (smoke.length > 0) await tx.query(INSERT_SMOKE, [...common(smoke), ...smokeColumns(smoke)]);
  if (checks.length > 0) await tx.query(INSERT_CHECKS, [...common(checks), ...checkColumns(checks)]);
}

function common(rows: readonly Owned<RemoteRow | SmokeRow | CheckRow>[]): unknown[] {
  const of = <V>(value: (row: Owned<RemoteRow | SmokeRow | CheckRow>) => V): V[] => rows.map(value);
  return [
    of(({ fact }) => fact.id),
    of(({ fact }) => fact.site),
    of(({ vehicleId }) => vehicleId),
    of(({ fact }) => fact.payload.recordNo),
    of(({ fact }) => fact.supersedes),
    of(({ inForce }) => inForce),
    of(({ fact }) => fact.recordedAt),
    of(({ digest }) => Buffer.from(digest)),
  ];
}

function remoteColumns(rows: readonly RemoteRow[]): unknown[] {
  return [
    rows.map(({ fact }) => fact.payload.siteCode),
    rows.map(({ fact }) => fact.occurredAt),
    rows.map(({ valid }) => valid),
    rows.map(({ setAside }) => setAside),
  ];
}

function smokeColumns(rows: readonly SmokeRow[]): unknown[] {
  return [
    rows.map(({ fact }) => fact.payload.siteCode),
    rows.map(({ fact }) => fact.occurredAt),
    rows.map(({ fact }) => fact.payload.ringelmann),
    rows.map(({ review }) => review),
    rows.map(({ confirmations }) => confirmations),
  ];
}

function checkColumns(rows: readonly CheckRow[]): unknown[] {
  return [
    rows.map(({ fact }) => fact.payload.place),
    rows.map(({ fact }) => fact.payload.division ?? null),
    rows.map(({ fact }) => fact.occurredAt),
    rows.map(({ fact }) => fact.payload.method),
    rows.map(({ fact }) => fact.payload.judgement.result),
  ];
}
