import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE loop_rule (
  division text NOT NULL CONSTRAINT loop_rule_division_code CHECK (division ~ '^[0-9]{6}$'),
  valid_from date NOT NULL,
  rules text NOT NULL,
  basis text NOT NULL,
  fact_id uuid NOT NULL,
  site text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT loop_rule_pkey PRIMARY KEY (division, valid_from)
);
COMMENT ON TABLE loop_rule IS 'Projection: rules of the I/M loop by division and day; the rules are JSON text';

CREATE TABLE over_limit_listing (
  id uuid CONSTRAINT over_limit_listing_pkey PRIMARY KEY,
  vehicle_id uuid NOT NULL,
  state text NOT NULL,
  cycle integer NOT NULL CONSTRAINT over_limit_listing_cycle_from_one CHECK (cycle >= 1),
  source text NOT NULL,
  since timestamptz(3) NOT NULL,
  discovered_site text NOT NULL,
  discovered_division text NULL,
  notice_queue text NOT NULL,
  notice_site text NULL,
  notice_division text NULL,
  failure_fact uuid NOT NULL,
  failure_at timestamptz(3) NOT NULL,
  failure_station text NULL,
  notice_due_on date NULL,
  notice_served_at timestamptz(3) NULL,
  due_on date NULL,
  due_note text NULL,
  intake_station text NULL,
  intake_at timestamptz(3) NULL,
  repair_station text NULL,
  repaired_at timestamptz(3) NULL,
  overdue_since date NULL,
  ended_at timestamptz(3) NULL,
  ended_by uuid NULL,
  cleared_station text NULL,
  CONSTRAINT over_limit_listing_end_whole CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  CONSTRAINT over_limit_listing_span CHECK (ended_at >= since)
);
COMMENT ON TABLE over_limit_listing IS 'Projection: stays on the over-limit list, one row each, named by its first failure';
CREATE INDEX over_limit_listing_vehicle ON over_limit_listing (vehicle_id);
CREATE UNIQUE INDEX over_limit_listing_open_once ON over_limit_listing (vehicle_id) WHERE ended_at IS NULL;
CREATE INDEX over_limit_listing_due ON over_limit_listing (due_on, id) WHERE ended_at IS NULL AND due_on IS NOT NULL;
CREATE INDEX over_limit_listing_open ON over_limit_listing (since, id) WHERE ended_at IS NULL;
CREATE INDEX over_limit_listing_intake ON over_limit_listing (intake_station, since, id)
  WHERE ended_at IS NULL AND intake_station IS NOT NULL;
CREATE INDEX over_limit_listing_repaired ON over_limit_listing (repair_station, since, id)
  WHERE ended_at IS NULL AND repair_station IS NOT NULL;

CREATE TABLE loop_repair (
  fact_id uuid CONSTRAINT loop_repair_pkey PRIMARY KEY,
  vehicle_id uuid NOT NULL,
  listing_id uuid NOT NULL,
  cycle integer NOT NULL,
  station_code text NOT NULL,
  completed_at timestamptz(3) NOT NULL,
  result text NOT NULL CONSTRAINT loop_repair_result_known CHECK (result IN ('OPEN', 'PASSED', 'FAILED', 'ENDED')),
  cleared_at timestamptz(3) NULL,
  relisted_at timestamptz(3) NULL
);
COMMENT ON TABLE loop_repair IS 'Projection: repairs that counted, with what came of them at the retest';
CREATE INDEX loop_repair_vehicle ON loop_repair (vehicle_id);
CREATE INDEX loop_repair_station ON loop_repair (station_code, completed_at);

CREATE TABLE loop_reminder (
  id uuid CONSTRAINT loop_reminder_pkey PRIMARY KEY,
  listing_id uuid NOT NULL,
  vehicle_id uuid NOT NULL,
  cycle integer NOT NULL,
  kind text NOT NULL CONSTRAINT loop_reminder_kind_known CHECK (kind IN ('NOTICE_DUE', 'REPAIR_DUE', 'OVERDUE')),
  division text NOT NULL,
  due_on date NOT NULL,
  created_at timestamptz(3) NOT NULL,
  state text NOT NULL CONSTRAINT loop_reminder_state_known CHECK (state IN ('PENDING', 'DELIVERED', 'OBSOLETE')),
  attempts integer NOT NULL,
  settled_at timestamptz(3) NULL,
  CONSTRAINT loop_reminder_once UNIQUE (listing_id, cycle, kind),
  CONSTRAINT loop_reminder_settled CHECK ((state = 'PENDING') = (settled_at IS NULL))
);
COMMENT ON TABLE loop_reminder IS 'Reminders of the loop to the bureau that owns the notice, with what came of each; each is made once a cycle';
CREATE INDEX loop_reminder_pending ON loop_reminder (created_at, id) WHERE state = 'PENDING';
CREATE INDEX loop_reminder_delivered ON loop_reminder (division, settled_at, id) WHERE state = 'DELIVERED';

GRANT SELECT, INSERT, UPDATE, DELETE ON loop_rule, over_limit_listing, loop_repair TO qingtu_app;
GRANT SELECT, INSERT, UPDATE ON loop_reminder TO qingtu_app;
`;

const DOWN = 'DROP TABLE loop_reminder, loop_repair, over_limit_listing, loop_rule;';

/** The I/M loop: rules, listings, repairs and reminders. */
export class CreateLoops1795450200000 implements MigrationInterface {
  name = 'CreateLoops1795450200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
