import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE import_run (
  id uuid PRIMARY KEY,
  file_id uuid NULL,
  file_name text NOT NULL,
  file_sha256 bytea NOT NULL CONSTRAINT import_run_sha256 CHECK (octet_length(file_sha256) = 32),
  file_bytes bigint NOT NULL,
  feed text NOT NULL,
  swapped boolean NOT NULL,
  account_id uuid NULL,
  role text NULL,
  organisation_id uuid NULL,
  division text NOT NULL CONSTRAINT import_run_division_code CHECK (division ~ '^[0-9]{6}$'),
  operator text NULL,
  purpose text NULL,
  reference text NULL,
  state text NOT NULL CONSTRAINT import_run_state_known
    CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
  attempt integer NOT NULL,
  reading jsonb NULL,
  committed_line integer NOT NULL,
  done_bytes bigint NOT NULL,
  done_rows integer NOT NULL,
  registered integer NOT NULL,
  flagged integer NOT NULL,
  unchanged integer NOT NULL,
  held integer NOT NULL,
  refused integer NOT NULL,
  new_energy integer NOT NULL,
  contradicting integer NOT NULL,
  problem jsonb NULL,
  created_at timestamptz(3) NOT NULL,
  started_at timestamptz(3) NULL,
  updated_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3) NULL,
  CONSTRAINT import_run_has_author CHECK (account_id IS NOT NULL OR operator IS NOT NULL),
  CONSTRAINT import_run_counts CHECK (done_rows = registered + unchanged + held + refused AND flagged <= registered)
);
COMMENT ON TABLE import_run IS 'One reading of a file into the registry: who, how far, and what came of it';
COMMENT ON COLUMN import_run.committed_line IS 'Every row up to this line is settled; whoever goes on begins after it';
COMMENT ON COLUMN import_run.attempt IS 'Rises with each take-over; a process with an older number must stop';
CREATE INDEX import_run_organisation ON import_run (organisation_id, id);
CREATE INDEX import_run_unfinished ON import_run (updated_at) WHERE state IN ('QUEUED', 'RUNNING');
CREATE INDEX import_run_file ON import_run (file_sha256);

CREATE TABLE import_report_row (
  run_id uuid NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
  line integer NOT NULL,
  ordinal smallint NOT NULL,
  outcome text NOT NULL CONSTRAINT import_report_row_outcome_known CHECK (outcome IN ('FLAGGED', 'HELD', 'REFUSED')),
  field text NULL,
  code text NOT NULL,
  params bytea NULL,
  PRIMARY KEY (run_id, line, ordinal)
);
COMMENT ON TABLE import_report_row IS 'What a clerk is told of a row; removed after a time';
COMMENT ON COLUMN import_report_row.params IS 'Sealed: a value that was refused may be personal';

GRANT SELECT, INSERT, UPDATE ON import_run TO qingtu_app;
GRANT SELECT, INSERT, DELETE ON import_report_row TO qingtu_app;
`;

const DOWN = 'DROP TABLE import_report_row, import_run;';

/** Files that are read into the registry, how far they are, and what a clerk is told of their rows. */
export class CreateImports1795444200000 implements MigrationInterface {
  name = 'CreateImports1795444200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
