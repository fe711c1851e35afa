import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE station (
  id uuid NOT NULL CONSTRAINT station_pkey PRIMARY KEY,
  site text NOT NULL,
  role text NOT NULL CONSTRAINT station_role CHECK (role IN ('INSPECTION', 'REPAIR')),
  code text NOT NULL CONSTRAINT station_code_form CHECK (code ~ '^[0-9A-Z-]{6,40}$'),
  name text NOT NULL,
  uscc text NULL,
  division text NOT NULL CONSTRAINT station_division_code CHECK (division ~ '^[0-9]{6}$'),
  organisation_id uuid NULL,
  state text NOT NULL,
  recorded_at timestamptz(3) NOT NULL
);
COMMENT ON TABLE station IS 'Projection: inspection and repair stations as their facts leave them; the state is JSON text';
CREATE UNIQUE INDEX station_code_once ON station (code);
CREATE INDEX station_uscc ON station (uscc);

CREATE TABLE station_status (
  station_id uuid NOT NULL,
  from_at timestamptz(3) NOT NULL,
  until_at timestamptz(3) NULL,
  status text NOT NULL CONSTRAINT station_status_known CHECK (status IN ('ACTIVE', 'SUSPENDED', 'REMOVED', 'CLOSED')),
  fact_id uuid NOT NULL,
  CONSTRAINT station_status_pkey PRIMARY KEY (station_id, from_at),
  CONSTRAINT station_status_span CHECK (until_at IS NULL OR until_at > from_at)
);
COMMENT ON TABLE station_status IS 'Projection: what each station was, from when until when';

CREATE TABLE limit_set_decision (
  division text NOT NULL CONSTRAINT limit_set_decision_division CHECK (division ~ '^[0-9]{6}$'),
  from_on date NOT NULL,
  id uuid NOT NULL,
  limit_set text NOT NULL CONSTRAINT limit_set_decision_set CHECK (limit_set IN ('A', 'B')),
  basis text NOT NULL,
  fact_id uuid NOT NULL,
  CONSTRAINT limit_set_decision_pkey PRIMARY KEY (division, from_on)
);
COMMENT ON TABLE limit_set_decision IS 'Projection: sets of limits that cities and provinces adopted, by the day from which they hold';
CREATE INDEX limit_set_decision_subject ON limit_set_decision (id);

CREATE TABLE test_report (
  fact_id uuid NOT NULL CONSTRAINT test_report_pkey PRIMARY KEY,
  site text NOT NULL,
  vehicle_id uuid NOT NULL,
  station_code text NOT NULL,
  division text NOT NULL CONSTRAINT test_report_division CHECK (division ~ '^[0-9]{6}$'),
  report_no text NOT NULL,
  supersedes uuid NULL,
  in_force boolean NOT NULL,
  held boolean NOT NULL,
  check_type text NOT NULL,
  method text NOT NULL,
  station_result text NOT NULL,
  result text NOT NULL CONSTRAINT test_report_result CHECK (result IN ('PASS', 'FAIL', 'VOID', 'UNKNOWN')),
  started_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3) NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  content_digest bytea NOT NULL CONSTRAINT test_report_digest CHECK (length(content_digest) = 32)
);
COMMENT ON TABLE test_report IS 'Projection: every test report, the corrected ones included; the fact has the rest';
CREATE UNIQUE INDEX test_report_once ON test_report (site, station_code, report_no) WHERE supersedes IS NULL;
CREATE INDEX test_report_vehicle ON test_report (vehicle_id, ended_at DESC, fact_id DESC);
CREATE INDEX test_report_province ON test_report (left(division, 2), ended_at DESC, fact_id DESC);
CREATE INDEX test_report_station ON test_report (station_code, ended_at DESC, fact_id DESC);
CREATE INDEX test_report_held ON test_report (left(division, 2), ended_at DESC, fact_id DESC) WHERE held;
CREATE INDEX test_report_held_station ON test_report (station_code, ended_at DESC, fact_id DESC) WHERE held;

CREATE TABLE remote_sensing_record (
  fact_id uuid NOT NULL CONSTRAINT remote_sensing_record_pkey PRIMARY KEY,
  site text NOT NULL,
  vehicle_id uuid NOT NULL,
  site_code text NOT NULL,
  record_no text NOT NULL,
  supersedes uuid NULL,
  in_force boolean NOT NULL,
  passed_at timestamptz(3) NOT NULL,
  valid boolean NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  content_digest bytea NOT NULL CONSTRAINT remote_sensing_record_digest CHECK (length(content_digest) = 32)
);
COMMENT ON TABLE remote_sensing_record IS 'Projection: passages measured by remote sensing (HJ 845-2017)';
CREATE UNIQUE INDEX remote_sensing_record_once ON remote_sensing_record (site, site_code, record_no) WHERE supersedes IS NULL;
CREATE INDEX remote_sensing_record_vehicle ON remote_sensing_record (vehicle_id, passed_at DESC, fact_id DESC);

CREATE TABLE smoke_capture (
  fact_id uuid NOT NULL CONSTRAINT smoke_capture_pkey PRIMARY KEY,
  site text NOT NULL,
  vehicle_id uuid NOT NULL,
  site_code text NOT NULL,
  record_no text NOT NULL,
  supersedes uuid NULL,
  in_force boolean NOT NULL,
  captured_at timestamptz(3) NOT NULL,
  ringelmann smallint NOT NULL CONSTRAINT smoke_capture_ringelmann CHECK (ringelmann BETWEEN 0 AND 5),
  review text NOT NULL CONSTRAINT smoke_capture_review CHECK (review IN ('PENDING', 'CONFIRMED', 'REJECTED')),
  recorded_at timestamptz(3) NOT NULL,
  content_digest bytea NOT NULL CONSTRAINT smoke_capture_digest CHECK (length(content_digest) = 32)
);
COMMENT ON TABLE smoke_capture IS 'Projection: captures of black smoke; one counts when an officer has confirmed it';
CREATE UNIQUE INDEX smoke_capture_once ON smoke_capture (site, site_code, record_no) WHERE supersedes IS NULL;
CREATE INDEX smoke_capture_vehicle ON smoke_capture (vehicle_id, captured_at DESC, fact_id DESC);
CREATE INDEX smoke_capture_pending ON smoke_capture (captured_at, fact_id) WHERE review = 'PENDING';

CREATE TABLE field_check (
  fact_id uuid NOT NULL CONSTRAINT field_check_pkey PRIMARY KEY,
  site text NOT NULL,
  vehicle_id uuid NOT NULL,
  place text NOT NULL CONSTRAINT field_check_place CHECK (place IN ('ROADSIDE', 'ONSITE')),
  record_no text NOT NULL,
  supersedes uuid NULL,
  in_force boolean NOT NULL,
  checked_at timestamptz(3) NOT NULL,
  method text NOT NULL,
  result text NOT NULL CONSTRAINT field_check_result CHECK (result IN ('PASS', 'FAIL', 'VOID', 'UNKNOWN')),
  recorded_at timestamptz(3) NOT NULL,
  content_digest bytea NOT NULL CONSTRAINT field_check_digest CHECK (length(content_digest) = 32)
);
COMMENT ON TABLE field_check IS 'Projection: checks at the roadside (路检路查) and on site (入户抽测)';
CREATE UNIQUE INDEX field_check_once ON field_check (site, record_no) WHERE supersedes IS NULL;
CREATE INDEX field_check_vehicle ON field_check (vehicle_id, checked_at DESC, fact_id DESC);

CREATE TABLE raw_message (
  id uuid NOT NULL CONSTRAINT raw_message_pkey PRIMARY KEY,
  feed text NOT NULL,
  received_at timestamptz(3) NOT NULL,
  account_id uuid NOT NULL,
  key_id text NOT NULL,
  sealed bytea NOT NULL
);
COMMENT ON TABLE raw_message IS 'Messages of feeds as they came, sealed: they name inspectors';
CREATE INDEX raw_message_key ON raw_message (key_id, id);

GRANT SELECT, INSERT, UPDATE, DELETE ON station, station_status, limit_set_decision, test_report, remote_sensing_record,
  smoke_capture, field_check TO qingtu_app;
GRANT SELECT, INSERT ON raw_message TO qingtu_app;
GRANT UPDATE (key_id, sealed) ON raw_message TO qingtu_app;
`;

const DOWN = `DROP TABLE raw_message, field_check, smoke_capture, remote_sensing_record, test_report, limit_set_decision,
  station_status, station;`;

/** Stations, sets of limits, and the evidence about emissions: folded from their facts, but for the raw messages. */
export class CreateInspections1795449600000 implements MigrationInterface {
  name = 'CreateInspections1795449600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
