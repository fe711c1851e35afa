import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
ALTER TABLE raw_message
  ADD COLUMN sha256 bytea NOT NULL CONSTRAINT raw_message_sha256 CHECK (length(sha256) = 32),
  ADD COLUMN part text NOT NULL
    CONSTRAINT raw_message_part CHECK (part IN ('TEST', 'OBD', 'VISUAL', 'UNREAD')),
  ADD COLUMN check_method text NOT NULL,
  ADD COLUMN station_code text NULL,
  ADD COLUMN report_no text NULL,
  ADD CONSTRAINT raw_message_named
    CHECK ((part = 'UNREAD') = (station_code IS NULL) AND (station_code IS NULL) = (report_no IS NULL));
CREATE UNIQUE INDEX raw_message_once ON raw_message (feed, account_id, sha256, check_method);
CREATE INDEX raw_message_report ON raw_message (station_code, report_no) WHERE station_code IS NOT NULL;
`;

const DOWN = `
DROP INDEX raw_message_report, raw_message_once;
ALTER TABLE raw_message DROP CONSTRAINT raw_message_named, DROP COLUMN report_no, DROP COLUMN station_code,
  DROP COLUMN check_method, DROP COLUMN part, DROP COLUMN sha256;
`;

/** Messages of feeds are found by the report that they are about, and the same message is kept once. */
export class KeepRawMessages1795497600000 implements MigrationInterface {
  name = 'KeepRawMessages1795497600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
