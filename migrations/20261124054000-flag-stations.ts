import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE station_flag (
  fact_id uuid NOT NULL CONSTRAINT station_flag_pkey PRIMARY KEY,
  site text NOT NULL,
  station_code text NOT NULL,
  division text NOT NULL,
  month text NOT NULL,
  code text NOT NULL,
  state text NOT NULL CONSTRAINT station_flag_state CHECK (state IN ('OPEN', 'DISMISSED', 'UPHELD')),
  found_at timestamptz(3) NOT NULL,
  decided_at timestamptz(3) NULL
);
COMMENT ON TABLE station_flag IS 'Projection: leads about stations as a whole with what officers made of them; the fact has the evidence';
CREATE UNIQUE INDEX station_flag_once ON station_flag (station_code, month, code, site);
CREATE INDEX station_flag_page ON station_flag (found_at DESC, fact_id DESC);

GRANT SELECT, INSERT, UPDATE, DELETE ON station_flag TO qingtu_app;
`;

const DOWN = 'DROP TABLE station_flag;';

/** Leads about stations as a whole. */
export class FlagStations1795498800000 implements MigrationInterface {
  name = 'FlagStations1795498800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
