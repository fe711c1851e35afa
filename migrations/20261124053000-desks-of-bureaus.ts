import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE contingency_test (
  fact_id uuid NOT NULL CONSTRAINT contingency_test_pkey PRIMARY KEY,
  vehicle_id uuid NOT NULL,
  station_code text NOT NULL,
  division text NOT NULL,
  ended_at timestamptz(3) NOT NULL,
  state text NOT NULL
    CONSTRAINT contingency_test_state_known CHECK (state IN ('UNRECONCILED', 'RECONCILED', 'INVALID'))
);
COMMENT ON TABLE contingency_test IS 'Projection: retests through an outage, with whether the repair that they must follow is known';
CREATE INDEX contingency_test_vehicle ON contingency_test (vehicle_id);
CREATE INDEX contingency_test_page ON contingency_test (ended_at DESC, fact_id DESC);
CREATE INDEX loop_reminder_page ON loop_reminder (created_at DESC, id DESC);

GRANT SELECT, INSERT, UPDATE, DELETE ON contingency_test TO qingtu_app;
`;

const DOWN = `
DROP INDEX loop_reminder_page;
DROP TABLE contingency_test;
`;

/** What bureaus look after: retests through an outage, and what became of reminders. */
export class DeskOfBureaus1795498200000 implements MigrationInterface {
  name = 'DeskOfBureaus1795498200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
