import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE restriction_rule (
  id uuid NOT NULL CONSTRAINT restriction_rule_pkey PRIMARY KEY,
  site text NOT NULL,
  city text NOT NULL CONSTRAINT restriction_rule_city_code CHECK (city ~ '^[0-9]{6}$'),
  rule_set text NULL,
  valid_from timestamptz(3) NOT NULL,
  valid_until timestamptz(3) NULL,
  fact_id uuid NOT NULL,
  rule text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT restriction_rule_span CHECK (valid_until IS NULL OR valid_until >= valid_from)
);
COMMENT ON TABLE restriction_rule IS 'Projection: restrictions (限行) as their facts leave them; the rule is JSON text';

CREATE TABLE rule_set_activation (
  id uuid NOT NULL CONSTRAINT rule_set_activation_pkey PRIMARY KEY,
  site text NOT NULL,
  rule_set text NOT NULL,
  divisions text[] NOT NULL CONSTRAINT rule_set_activation_somewhere CHECK (divisions <> '{}'),
  level text NOT NULL CONSTRAINT rule_set_activation_level CHECK (level IN ('BLUE', 'YELLOW', 'ORANGE', 'RED')),
  from_at timestamptz(3) NOT NULL,
  until_at timestamptz(3) NOT NULL,
  activation text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT rule_set_activation_span CHECK (until_at >= from_at)
);
COMMENT ON TABLE rule_set_activation IS 'Projection: heavy-pollution days, each switching a set of restrictions on for a time';

CREATE TABLE zone_version (
  single boolean NOT NULL DEFAULT true CONSTRAINT zone_version_pkey PRIMARY KEY
    CONSTRAINT zone_version_one_row CHECK (single),
  version bigint NOT NULL
);
COMMENT ON TABLE zone_version IS 'Rises with every change of restrictions and heavy-pollution days, so that a process knows what it holds is out of date';
INSERT INTO zone_version (version) VALUES (1);

GRANT SELECT, INSERT, UPDATE, DELETE ON restriction_rule, rule_set_activation TO qingtu_app;
GRANT SELECT, UPDATE ON zone_version TO qingtu_app;
`;

const DOWN = 'DROP TABLE zone_version, rule_set_activation, restriction_rule;';

/** Restriction zones and heavy-pollution days, folded from their facts. */
export class CreateRestrictionZones1795445400000 implements MigrationInterface {
  name = 'CreateRestrictionZones1795445400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
