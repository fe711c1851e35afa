/**
 * Reports about the vehicles of a filled database, each with its fact and its row. Texts of reports come from templates in
 * which what belongs to the vehicle is put; facts made here are not numbered or chained, since nothing here reads the
 * chain.
 */

/** $1: how many vehicles are to be found over the limit. Only such whose list can stay open are drawn. */
export const MAKE_LISTED = `
CREATE TABLE bench.listed AS
  SELECT id FROM vehicle WHERE vin IS NOT NULL AND status !~ '[EMP]' ORDER BY md5(id::text) LIMIT $1;
ALTER TABLE bench.listed ADD PRIMARY KEY (id);
ANALYZE bench.listed;`;

export const MAKE_TEMPLATES = `
CREATE TABLE bench.report_template (n integer PRIMARY KEY, result text, method text, station_code text, payload text)`;

export const INSERT_TEMPLATE = 'INSERT INTO bench.report_template VALUES ($1, $2, $3, $4, $5)';

/**
 * One report of $2 vehicles, those to be listed first; $1: how many years before the last one. The last one of a vehicle
 * to be listed is failed, all others are passed. $3, $4: failed and passed templates, numbered from 0.
 */
export const MAKE_REPORTS = `
CREATE UNLOGGED TABLE bench.report AS
  SELECT md5(v.id::text || '/report/$1')::uuid AS id, v.id AS vehicle_id, v.vin, v.plate_number, v.plate_type,
    CASE WHEN $1 = 0 AND l.id IS NOT NULL THEN h.h % $3 ELSE $3 + h.h % $4 END AS n,
    'R$1-' || upper(left(replace(v.id::text, '-', ''), 30)) AS report_no,
    timestamptz '2026-01-10 08:00+08' - interval '$1 years' + (h.h % 300) * interval '1 day'
      + (h.h / 300 % 36000) * interval '1 second' AS started_at
  FROM vehicle v LEFT JOIN bench.listed l ON l.id = v.id
  CROSS JOIN LATERAL (SELECT (hashtextextended(v.id::text, $1) & 2147483647)::integer AS h) AS h
  ORDER BY l.id NULLS LAST LIMIT $2`;

const MOMENT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

export const INSERT_REPORTS: readonly string[] = [
  `INSERT INTO fact (id, site, kind, version, subject_type, subject, occurred_at, recorded_at, payload, supersedes,
     content_hash)
   SELECT r.id, '310000', 'inspection.reported', 1, 'vehicle', r.vehicle_id, r.started_at,
     r.started_at + interval '10 minutes',
     replace(replace(replace(replace(replace(replace(t.payload, '@VIN@', coalesce(to_json(r.vin)::text, 'null')),
       '@NUMBER@', r.plate_number), '@TYPE@', r.plate_type), '@REPORT@', r.report_no),
       '@START@', to_char(r.started_at AT TIME ZONE 'UTC', ${MOMENT})),
       '@END@', to_char((r.started_at + interval '2 minutes') AT TIME ZONE 'UTC', ${MOMENT}))::jsonb,
     NULL, sha256(uuid_send(r.id))
   FROM bench.report r JOIN bench.report_template t USING (n)`,
  `INSERT INTO test_report (fact_id, site, vehicle_id, station_code, division, report_no, supersedes, in_force, held,
     check_type, method, station_result, result, started_at, ended_at, recorded_at, content_digest)
   SELECT r.id, '310000', r.vehicle_id, t.station_code, left(t.station_code, 6), r.report_no, NULL, true, false,
     'PERIODIC', t.method, t.result, t.result, r.started_at, r.started_at + interval '2 minutes',
     r.started_at + interval '10 minutes', sha256(uuid_send(r.id))
   FROM bench.report r JOIN bench.report_template t USING (n)`,
  'DROP TABLE bench.report',
];
