import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
ALTER TABLE test_report ADD COLUMN series_sha256 text NULL;
UPDATE test_report t SET series_sha256 = f.payload ->> 'seriesSha256' FROM fact f
  WHERE f.id = t.fact_id AND f.payload ->> 'seriesSha256' IS NOT NULL;
CREATE INDEX test_report_series ON test_report (series_sha256) WHERE series_sha256 IS NOT NULL;
CREATE INDEX test_report_recorded ON test_report USING brin (recorded_at);

CREATE TABLE integrity_threshold (
  division text NOT NULL CONSTRAINT integrity_threshold_division CHECK (division ~ '^[0-9]{6}$'),
  valid_from date NOT NULL,
  threshold_values text NOT NULL,
  basis text NOT NULL,
  fact_id uuid NOT NULL,
  site text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT integrity_threshold_pkey PRIMARY KEY (division, valid_from)
);
COMMENT ON TABLE integrity_threshold IS 'Projection: thresholds of the integrity rules by division and day; the values are JSON text';

CREATE TABLE integrity_flag (
  fact_id uuid NOT NULL CONSTRAINT integrity_flag_pkey PRIMARY KEY,
  site text NOT NULL,
  vehicle_id uuid NOT NULL,
  about uuid NOT NULL,
  station_code text NOT NULL,
  division text NOT NULL CONSTRAINT integrity_flag_division CHECK (division ~ '^[0-9]{6}$'),
  rule text NOT NULL,
  code text NULL,
  severity text NOT NULL CONSTRAINT integrity_flag_severity CHECK (severity IN ('HIGH', 'MEDIUM', 'LOW')),
  hold boolean NOT NULL,
  state text NOT NULL CONSTRAINT integrity_flag_state CHECK (state IN ('OPEN', 'DISMISSED', 'UPHELD', 'OBSOLETE')),
  found_at timestamptz(3) NOT NULL,
  decided_at timestamptz(3) NULL
);
COMMENT ON TABLE integrity_flag IS 'Projection: leads about tests and repairs with what officers made of them; the fact has the evidence';
CREATE INDEX integrity_flag_vehicle ON integrity_flag (vehicle_id);
CREATE INDEX integrity_flag_province ON integrity_flag (left(division, 2), found_at DESC, fact_id DESC);
CREATE INDEX integrity_flag_open ON integrity_flag (left(division, 2), found_at DESC, fact_id DESC) WHERE state = 'OPEN';

GRANT SELECT, INSERT, UPDATE, DELETE ON integrity_threshold, integrity_flag TO qingtu_app;
`;

const DOWN = `
DROP TABLE integrity_flag, integrity_threshold;
DROP INDEX test_report_recorded, test_report_series;
ALTER TABLE test_report DROP COLUMN series_sha256;
`;

/** The integrity of stations: thresholds and flags, and the process series by which tests are compared. */
export class WatchStations1795497000000 implements MigrationInterface {
  name = 'WatchStations1795497000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
