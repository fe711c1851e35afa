import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE division (
  code text NOT NULL CONSTRAINT division_code_form CHECK (code ~ '^[0-9]{6}$'),
  level text NOT NULL CONSTRAINT division_level_known CHECK (level IN ('PROVINCE', 'CITY', 'COUNTY')),
  parent text NULL,
  name text NOT NULL,
  valid_from date NULL,
  valid_to date NULL,
  successor text[] NOT NULL,
  CONSTRAINT division_pkey PRIMARY KEY (code),
  CONSTRAINT division_parent_fkey FOREIGN KEY (parent) REFERENCES division (code) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT division_retired_has_successor CHECK ((valid_to IS NULL) = (successor = '{}'))
);
COMMENT ON TABLE division IS 'GB/T 2260 divisions of the delta, those given up included; loaded from the rules of the service';
COMMENT ON COLUMN division.valid_from IS 'Null: in the tables since before they were first compared';
COMMENT ON COLUMN division.valid_to IS 'First day on which the code was no longer listed; null while it is in force';
CREATE INDEX division_parent ON division (parent);

CREATE TABLE code_entry (
  code_table text NOT NULL,
  code text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  CONSTRAINT code_entry_pkey PRIMARY KEY (code_table, code)
);
COMMENT ON TABLE code_entry IS 'Names of the GA/T 16 codes in both languages; loaded from the rules of the service';

CREATE TABLE reference_version (
  name text NOT NULL CONSTRAINT reference_version_pkey PRIMARY KEY,
  content_hash text NOT NULL,
  loaded_at timestamptz(3) NOT NULL
);
COMMENT ON TABLE reference_version IS 'What was loaded last: an unchanged hash means that there is nothing to do';

CREATE TABLE seed_state (
  name text NOT NULL CONSTRAINT seed_state_pkey PRIMARY KEY,
  detail jsonb NOT NULL,
  done_at timestamptz(3) NULL
);
COMMENT ON TABLE seed_state IS 'Which demonstration data were begun, and since when they are complete';

GRANT SELECT ON division, code_entry, reference_version TO qingtu_app;
GRANT SELECT, INSERT, UPDATE ON seed_state TO qingtu_app;
`;

const DOWN = 'DROP TABLE seed_state, reference_version, code_entry, division;';

/** Divisions and code names for lookup, and the marks of what has been loaded. */
export class CreateReference1795438800000 implements MigrationInterface {
  name = 'CreateReference1795438800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
