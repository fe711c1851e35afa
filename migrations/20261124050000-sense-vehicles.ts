import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
ALTER TABLE supervision_reason ADD COLUMN until_at timestamptz(3) NULL;

ALTER TABLE remote_sensing_record ADD COLUMN set_aside text NULL;
CREATE INDEX remote_sensing_record_province ON remote_sensing_record (left(site_code, 2), passed_at DESC, fact_id DESC)
  WHERE in_force;
CREATE INDEX remote_sensing_record_set_aside
  ON remote_sensing_record (left(site_code, 2), set_aside, passed_at DESC, fact_id DESC)
  WHERE in_force AND set_aside IS NOT NULL;

ALTER TABLE smoke_capture ADD COLUMN confirmations smallint NOT NULL DEFAULT 0
  CONSTRAINT smoke_capture_confirmations CHECK (confirmations >= 0);
ALTER TABLE smoke_capture ALTER COLUMN confirmations DROP DEFAULT;
ALTER TABLE smoke_capture DROP CONSTRAINT smoke_capture_review;
ALTER TABLE smoke_capture ADD CONSTRAINT smoke_capture_review
  CHECK (review IN ('PENDING', 'CONFIRMED', 'REJECTED', 'NOT_BLACK', 'REPLACED'));

ALTER TABLE loop_reminder DROP CONSTRAINT loop_reminder_kind_known;
ALTER TABLE loop_reminder ADD CONSTRAINT loop_reminder_kind_known
  CHECK (kind IN ('NOTICE_DUE', 'REPAIR_DUE', 'OVERDUE', 'FIRST_EXCEEDANCE'));

ALTER TABLE field_check ADD COLUMN division text NULL CONSTRAINT field_check_division CHECK (division ~ '^[0-9]{6}$');
CREATE INDEX field_check_province ON field_check (left(coalesce(division, site), 2), checked_at DESC, fact_id DESC)
  WHERE in_force;
`;

const DOWN = `
DROP INDEX field_check_province;
ALTER TABLE field_check DROP COLUMN division;
DELETE FROM loop_reminder WHERE kind = 'FIRST_EXCEEDANCE';
ALTER TABLE loop_reminder DROP CONSTRAINT loop_reminder_kind_known;
ALTER TABLE loop_reminder ADD CONSTRAINT loop_reminder_kind_known CHECK (kind IN ('NOTICE_DUE', 'REPAIR_DUE', 'OVERDUE'));
UPDATE smoke_capture SET review = 'REJECTED' WHERE review IN ('NOT_BLACK', 'REPLACED');
ALTER TABLE smoke_capture DROP CONSTRAINT smoke_capture_review;
ALTER TABLE smoke_capture ADD CONSTRAINT smoke_capture_review CHECK (review IN ('PENDING', 'CONFIRMED', 'REJECTED'));
ALTER TABLE smoke_capture DROP COLUMN confirmations;
DROP INDEX remote_sensing_record_set_aside, remote_sensing_record_province;
ALTER TABLE remote_sensing_record DROP COLUMN set_aside;
ALTER TABLE supervision_reason DROP COLUMN until_at;
`;

/** What sensors and officers see of vehicles, as it is listed; and reasons that run out by themselves. */
export class SenseVehicles1795496400000 implements MigrationInterface {
  name = 'SenseVehicles1795496400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
