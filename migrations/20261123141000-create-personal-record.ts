import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE personal_record (
  id uuid PRIMARY KEY,
  vehicle_id uuid NOT NULL,
  key_id text NULL,
  sealed bytea NULL,
  name_hash bytea NULL,
  phone_hash bytea NULL,
  id_number_hash bytea NULL,
  recorded_at timestamptz(3) NOT NULL,
  erased_at timestamptz(3) NULL,
  CONSTRAINT personal_record_sealed_or_erased CHECK (CASE WHEN erased_at IS NULL
    THEN sealed IS NOT NULL AND key_id IS NOT NULL
    ELSE num_nonnulls(sealed, key_id, name_hash, phone_hash, id_number_hash) = 0 END)
);
COMMENT ON TABLE personal_record IS
  'Particulars of owners, sealed: the facts know them by id and commitment only; erasing destroys the particulars and keeps the row';
COMMENT ON COLUMN personal_record.vehicle_id IS 'The vehicle of the fact; no reference, because vehicles are a projection that may be rebuilt';
CREATE INDEX personal_record_name_hash ON personal_record (name_hash) WHERE name_hash IS NOT NULL;
CREATE INDEX personal_record_phone_hash ON personal_record (phone_hash) WHERE phone_hash IS NOT NULL;
CREATE INDEX personal_record_id_number_hash ON personal_record (id_number_hash) WHERE id_number_hash IS NOT NULL;
CREATE INDEX personal_record_key_id ON personal_record (key_id, id) WHERE key_id IS NOT NULL;

CREATE FUNCTION personal_record_stay_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was erased stays erased' USING ERRCODE = '23514', CONSTRAINT = 'personal_record_stays_erased';
END $$;
CREATE TRIGGER personal_record_stays_erased BEFORE UPDATE ON personal_record
  FOR EACH ROW WHEN (OLD.erased_at IS NOT NULL) EXECUTE FUNCTION personal_record_stay_erased();

CREATE TABLE vehicle_owner (
  vehicle_id uuid PRIMARY KEY REFERENCES vehicle (id) ON DELETE CASCADE,
  organisation_name text NULL,
  record uuid NULL,
  erased boolean NOT NULL,
  recorded_on date NOT NULL,
  fact_id uuid NOT NULL,
  site text NOT NULL
);
COMMENT ON TABLE vehicle_owner IS 'Projection: what is recorded of the present owner of a vehicle, nothing of it about a person';
CREATE INDEX vehicle_owner_record ON vehicle_owner (record) WHERE record IS NOT NULL;
CREATE INDEX vehicle_owner_organisation_name ON vehicle_owner (organisation_name) WHERE organisation_name IS NOT NULL;

GRANT SELECT, INSERT ON personal_record TO qingtu_app;
GRANT UPDATE (key_id, sealed, name_hash, phone_hash, id_number_hash, erased_at) ON personal_record TO qingtu_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON vehicle_owner TO qingtu_app;
`;

const DOWN = `
DROP TABLE vehicle_owner, personal_record;
DROP FUNCTION personal_record_stay_erased();
`;

/** Owners' particulars, sealed, and which of them is the present owner of a vehicle. */
export class CreatePersonalRecord1795443000000 implements MigrationInterface {
  name = 'CreatePersonalRecord1795443000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
