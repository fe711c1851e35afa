import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE stored_file (
  id uuid CONSTRAINT stored_file_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT stored_file_name_given CHECK (name <> ''),
  media_type text NOT NULL,
  purpose text NOT NULL CONSTRAINT stored_file_purpose_known
    CHECK (purpose IN ('IMPORT', 'REPORT', 'EXPORT', 'RELEASE', 'PACK')),
  read_action text NOT NULL,
  only_account uuid NULL,
  size bigint NULL,
  sha256 bytea NULL CONSTRAINT stored_file_sha256 CHECK (octet_length(sha256) = 32),
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NULL,
  CONSTRAINT stored_file_complete_or_not CHECK ((size IS NULL) = (sha256 IS NULL))
);
COMMENT ON TABLE stored_file IS 'Files that came in or go out; without a size one is still being written and nobody sees it';
COMMENT ON COLUMN stored_file.read_action IS 'The action that a caller must be permitted in order to read it';
COMMENT ON COLUMN stored_file.only_account IS 'The one account that may read it; null: everybody who is permitted the action';
CREATE INDEX stored_file_expires_at ON stored_file (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX stored_file_unfinished ON stored_file (created_at) WHERE size IS NULL;

CREATE TABLE stored_file_chunk (
  file_id uuid NOT NULL CONSTRAINT stored_file_chunk_file_fkey REFERENCES stored_file (id) ON DELETE CASCADE,
  ordinal integer NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT stored_file_chunk_pkey PRIMARY KEY (file_id, ordinal)
);
ALTER TABLE stored_file_chunk ALTER COLUMN sealed SET STORAGE EXTERNAL;
COMMENT ON TABLE stored_file_chunk IS 'The content, sealed piece by piece, each piece but the last of 256 KiB before it was sealed';

GRANT SELECT, INSERT, DELETE ON stored_file, stored_file_chunk TO qingtu_app;
GRANT UPDATE (size, sha256, expires_at) ON stored_file TO qingtu_app;
`;

const DOWN = 'DROP TABLE stored_file_chunk, stored_file;';

/** Files in the database, sealed, so that every process of a site has them. */
export class CreateStoredFiles1795442400000 implements MigrationInterface {
  name = 'CreateStoredFiles1795442400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
