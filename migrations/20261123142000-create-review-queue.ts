import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE held_row (
  id uuid PRIMARY KEY,
  run_id uuid NOT NULL,
  line integer NOT NULL CONSTRAINT held_row_line_positive CHECK (line > 0),
  code text NOT NULL,
  codes text[] NOT NULL,
  sealed bytea NULL,
  related_vehicles uuid[] NOT NULL,
  division text NOT NULL CONSTRAINT held_row_division_code CHECK (division ~ '^[0-9]{6}$'),
  content_hash bytea NOT NULL CONSTRAINT held_row_content_sha256 CHECK (octet_length(content_hash) = 32),
  since date NOT NULL,
  CONSTRAINT held_row_content_once UNIQUE (content_hash)
);
COMMENT ON TABLE held_row IS 'Rows of an import that may neither go in nor be thrown away until a person decides';
COMMENT ON COLUMN held_row.sealed IS 'The row and what is wrong with it, encrypted; null once it is decided';
CREATE INDEX held_row_open ON held_row (since, id) WHERE sealed IS NOT NULL;

CREATE TABLE held_row_decision (
  held_row_id uuid PRIMARY KEY,
  decision text NOT NULL,
  state text NOT NULL CONSTRAINT held_row_decision_state CHECK (state IN ('ACCEPTED', 'CORRECTED', 'REJECTED')),
  basis text NOT NULL,
  vehicles uuid[] NOT NULL,
  decided_by uuid NOT NULL,
  decided_at timestamptz(3) NOT NULL,
  fact_id uuid NOT NULL
);
COMMENT ON TABLE held_row_decision IS 'Projection: what a person decided about a held row';

CREATE TABLE review_decision (
  vehicle_id uuid NOT NULL REFERENCES vehicle (id) ON DELETE CASCADE,
  item text NOT NULL,
  decision text NOT NULL,
  value text NULL,
  considered uuid[] NOT NULL,
  decided_at timestamptz(3) NOT NULL,
  fact_id uuid NOT NULL,
  PRIMARY KEY (vehicle_id, item)
);
COMMENT ON TABLE review_decision IS 'Projection: the last decision of each review item of a vehicle, with what it considered';
CREATE INDEX vehicle_several_registrations ON vehicle (id) WHERE 'MULTIPLE_REGISTRATIONS' = ANY (flags);
CREATE INDEX review_item_since ON review_item (since, vehicle_id, code);

GRANT SELECT, INSERT ON held_row TO qingtu_app;
GRANT UPDATE (sealed) ON held_row TO qingtu_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON held_row_decision, review_decision TO qingtu_app;
`;

const DOWN = `
DROP INDEX review_item_since, vehicle_several_registrations;
DROP TABLE review_decision, held_row_decision, held_row;
`;

/** What waits for a person's decision, and what was decided. */
export class CreateReviewQueue1795443600000 implements MigrationInterface {
  name = 'CreateReviewQueue1795443600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
