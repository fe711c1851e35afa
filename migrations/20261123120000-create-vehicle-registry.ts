import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE vehicle (
  id uuid PRIMARY KEY,
  site text NOT NULL,
  vin text NULL,
  frame_no text NULL,
  plate_number text NOT NULL,
  plate_type text NOT NULL,
  plate_color text NOT NULL,
  vehicle_type text NOT NULL,
  use_nature text NOT NULL,
  fuel text NOT NULL,
  is_diesel text NOT NULL,
  emission_class text NOT NULL,
  stage text NOT NULL,
  g3_list boolean NULL,
  first_registered_on date NOT NULL,
  division text NOT NULL CONSTRAINT vehicle_division_code CHECK (division ~ '^[0-9]{6}$'),
  owner_kind text NOT NULL,
  owner_uscc text NULL,
  status text NOT NULL,
  scrapped_on date NULL,
  flags text[] NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT vehicle_has_identity CHECK (vin IS NOT NULL OR frame_no IS NOT NULL)
);
COMMENT ON TABLE vehicle IS 'Projection: one row a vehicle, for search and lists; the facts are the truth';
CREATE UNIQUE INDEX vehicle_vin_once_a_site ON vehicle (vin, site) WHERE vin IS NOT NULL;
CREATE INDEX vehicle_frame_no ON vehicle (frame_no) WHERE frame_no IS NOT NULL;
CREATE INDEX vehicle_division_id ON vehicle (left(division, 4), id);
CREATE INDEX vehicle_province_id ON vehicle (left(division, 2), id);

CREATE TABLE vehicle_plate (
  vehicle_id uuid NOT NULL REFERENCES vehicle (id) ON DELETE CASCADE,
  ordinal smallint NOT NULL,
  number text NOT NULL,
  type text NOT NULL CONSTRAINT vehicle_plate_type_code CHECK (type ~ '^[0-9]{2}$'),
  color text NOT NULL,
  valid_from date NOT NULL,
  valid_to date NULL,
  site text NOT NULL,
  PRIMARY KEY (vehicle_id, ordinal),
  CONSTRAINT vehicle_plate_span CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
COMMENT ON TABLE vehicle_plate IS 'Projection: every plate that a vehicle held, from its first day until but not including its last';
CREATE INDEX vehicle_plate_number ON vehicle_plate (number text_pattern_ops, type);
CREATE UNIQUE INDEX vehicle_plate_held_once ON vehicle_plate (number, type, site) WHERE valid_to IS NULL;
COMMENT ON INDEX vehicle_plate_held_once IS 'A site never gives one plate to two vehicles at a time';

CREATE TABLE roadside_card (
  vehicle_id uuid PRIMARY KEY REFERENCES vehicle (id) ON DELETE CASCADE,
  card text NOT NULL
);
COMMENT ON TABLE roadside_card IS 'Projection: what the roadside answer shows of a vehicle, as finished JSON text';

CREATE TABLE supervision_reason (
  vehicle_id uuid NOT NULL REFERENCES vehicle (id) ON DELETE CASCADE,
  code text NOT NULL,
  since date NOT NULL,
  clause text NOT NULL,
  facts uuid[] NOT NULL,
  evidence_at timestamptz(3) NOT NULL,
  PRIMARY KEY (vehicle_id, code)
);
COMMENT ON TABLE supervision_reason IS 'Projection: why a vehicle is under key supervision, each reason on its own';
CREATE INDEX supervision_reason_code ON supervision_reason (code, vehicle_id);

CREATE TABLE review_item (
  vehicle_id uuid NOT NULL REFERENCES vehicle (id) ON DELETE CASCADE,
  code text NOT NULL,
  since date NOT NULL,
  facts uuid[] NOT NULL,
  PRIMARY KEY (vehicle_id, code)
);
COMMENT ON TABLE review_item IS 'Projection: what a person must decide because the rules may not';
CREATE INDEX review_item_code ON review_item (code, vehicle_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON vehicle, vehicle_plate, roadside_card, supervision_reason, review_item
  TO qingtu_app;
`;

const DOWN = 'DROP TABLE review_item, supervision_reason, roadside_card, vehicle_plate, vehicle;';

/** What is asked of vehicles, folded from their facts. */
export class CreateVehicleRegistry1795435200000 implements MigrationInterface {
  name = 'CreateVehicleRegistry1795435200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
