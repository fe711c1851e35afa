import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE list_release (
  id uuid CONSTRAINT list_release_pkey PRIMARY KEY,
  list text NOT NULL CONSTRAINT list_release_list_known CHECK (list IN ('G3_DIESEL_TRUCKS', 'OVER_LIMIT')),
  edition text NOT NULL CONSTRAINT list_release_edition_known CHECK (edition IN ('PARTNER', 'PUBLIC')),
  number integer NOT NULL CONSTRAINT list_release_number_from_one CHECK (number >= 1),
  previous_number integer NULL,
  made_on date NOT NULL,
  made_at timestamptz(3) NOT NULL,
  row_count integer NOT NULL,
  added integer NOT NULL,
  removed integer NOT NULL,
  changed integer NOT NULL,
  key_id text NOT NULL,
  public_key text NOT NULL,
  manifest_sha256 text NOT NULL CONSTRAINT list_release_manifest_hash CHECK (manifest_sha256 ~ '^[0-9a-f]{64}$'),
  CONSTRAINT list_release_numbered_once UNIQUE (list, edition, number),
  CONSTRAINT list_release_follows_one CHECK (previous_number IS NOT DISTINCT FROM nullif(number - 1, 0)),
  CONSTRAINT list_release_without_gap FOREIGN KEY (list, edition, previous_number)
    REFERENCES list_release (list, edition, number)
);
COMMENT ON TABLE list_release IS 'Signed releases of the shared lists, numbered without a gap by list and edition; never changed';

CREATE TABLE list_release_file (
  release_id uuid NOT NULL CONSTRAINT list_release_file_release_fkey REFERENCES list_release (id),
  name text NOT NULL CONSTRAINT list_release_file_name_known
    CHECK (name IN ('rows.ndjson', 'rows.csv', 'difference.ndjson', 'manifest.json', 'manifest.sig')),
  file_id uuid NOT NULL CONSTRAINT list_release_file_once UNIQUE
    CONSTRAINT list_release_file_fkey REFERENCES stored_file (id),
  row_count integer NULL,
  byte_count bigint NOT NULL,
  sha256 text NOT NULL,
  CONSTRAINT list_release_file_pkey PRIMARY KEY (release_id, name)
);
COMMENT ON TABLE list_release_file IS 'The files of a release; a file that belongs to one cannot be removed';

CREATE TABLE plate_pack (
  id uuid CONSTRAINT plate_pack_pkey PRIMARY KEY,
  number integer NOT NULL CONSTRAINT plate_pack_numbered_once UNIQUE
    CONSTRAINT plate_pack_number_from_one CHECK (number >= 1),
  previous_number integer NULL CONSTRAINT plate_pack_without_gap REFERENCES plate_pack (number),
  made_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  plates integer NOT NULL,
  key_id text NOT NULL,
  public_key text NOT NULL,
  file_id uuid NOT NULL CONSTRAINT plate_pack_file_fkey REFERENCES stored_file (id),
  byte_count bigint NOT NULL,
  sha256 text NOT NULL,
  delta_file_id uuid NULL CONSTRAINT plate_pack_delta_file_fkey REFERENCES stored_file (id),
  delta_base_number integer NULL CONSTRAINT plate_pack_delta_base REFERENCES plate_pack (number),
  delta_byte_count bigint NULL,
  delta_sha256 text NULL,
  CONSTRAINT plate_pack_follows_one CHECK (previous_number IS NOT DISTINCT FROM nullif(number - 1, 0)),
  CONSTRAINT plate_pack_delta_whole CHECK (num_nulls(delta_file_id, delta_base_number, delta_byte_count, delta_sha256) IN (0, 4))
);
COMMENT ON TABLE plate_pack IS 'Signed packs of all plates under supervision for hand-held devices, with the change since an earlier one';

GRANT SELECT, INSERT ON list_release, list_release_file, plate_pack TO qingtu_app;
`;

const DOWN = 'DROP TABLE plate_pack, list_release_file, list_release;';

/** Releases of the shared lists and packs for hand-held devices. */
export class CreateReleases1795444800000 implements MigrationInterface {
  name = 'CreateReleases1795444800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
