import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The head of sealed data is a version, the length of the key's name and the name, of 32 characters at most. */
const UP = `
CREATE FUNCTION sealed_key_id(sealed bytea) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN octet_length(head) > 2 THEN encode(substring(head FROM 3 FOR get_byte(head, 1)), 'escape') ELSE '' END
  FROM (SELECT substring(sealed FROM 1 FOR 34) AS head) AS first
$$;
CREATE FUNCTION sealed_bytes(sealed bytea) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT octet_length(sealed) - octet_length(sealed_key_id(sealed))
$$;
COMMENT ON FUNCTION sealed_key_id(bytea) IS 'Name of the key that sealed something';
COMMENT ON FUNCTION sealed_bytes(bytea) IS 'Length of what is sealed, and of what every seal adds whatever its key is called';
CREATE FUNCTION refuse_but_sealing_anew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is sealed may only be sealed anew' USING ERRCODE = '23514', CONSTRAINT = 'only_sealed_anew';
END $$;
REVOKE ALL ON FUNCTION sealed_key_id(bytea), sealed_bytes(bytea), refuse_but_sealing_anew() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sealed_key_id(bytea), sealed_bytes(bytea) TO qingtu_app;

CREATE TRIGGER stored_file_chunk_only_sealed_anew BEFORE UPDATE ON stored_file_chunk FOR EACH ROW
  WHEN (sealed_bytes(NEW.sealed) <> sealed_bytes(OLD.sealed) OR sealed_key_id(NEW.sealed) = sealed_key_id(OLD.sealed))
  EXECUTE FUNCTION refuse_but_sealing_anew();
GRANT UPDATE (sealed) ON stored_file_chunk TO qingtu_app;

CREATE TRIGGER import_report_row_only_sealed_anew BEFORE UPDATE ON import_report_row FOR EACH ROW
  WHEN (sealed_bytes(NEW.params) IS DISTINCT FROM sealed_bytes(OLD.params)
    OR sealed_key_id(NEW.params) IS NOT DISTINCT FROM sealed_key_id(OLD.params))
  EXECUTE FUNCTION refuse_but_sealing_anew();
GRANT UPDATE (params) ON import_report_row TO qingtu_app;

ALTER TABLE held_row ADD digest bytea NULL, ADD owner_hashes bytea[] NULL,
  ADD CONSTRAINT held_row_owner_of_open CHECK (sealed IS NOT NULL OR owner_hashes IS NULL);
COMMENT ON COLUMN held_row.digest IS
  'SHA-256 of the content, sealed: of it the keyed content_hash is made under another key; null where the hash has no key';
COMMENT ON COLUMN held_row.owner_hashes IS
  'Keyed hashes of the name, phone and identity number of the owner whose particulars wait in the row';
CREATE TRIGGER held_row_stays_decided BEFORE UPDATE ON held_row FOR EACH ROW
  WHEN (OLD.sealed IS NULL AND NEW.sealed IS NOT NULL) EXECUTE FUNCTION refuse_but_sealing_anew();
CREATE TRIGGER held_row_same_content BEFORE UPDATE ON held_row FOR EACH ROW
  WHEN (NEW.content_hash <> OLD.content_hash
    AND sealed_key_id(NEW.digest) IS NOT DISTINCT FROM sealed_key_id(OLD.digest))
  EXECUTE FUNCTION refuse_but_sealing_anew();
GRANT UPDATE (digest, content_hash, owner_hashes) ON held_row TO qingtu_app;
`;

const DOWN = `
REVOKE UPDATE (digest, content_hash, owner_hashes) ON held_row FROM qingtu_app;
DROP TRIGGER held_row_same_content ON held_row;
DROP TRIGGER held_row_stays_decided ON held_row;
ALTER TABLE held_row DROP CONSTRAINT held_row_owner_of_open, DROP digest, DROP owner_hashes;
REVOKE UPDATE (params) ON import_report_row FROM qingtu_app;
DROP TRIGGER import_report_row_only_sealed_anew ON import_report_row;
REVOKE UPDATE (sealed) ON stored_file_chunk FROM qingtu_app;
DROP TRIGGER stored_file_chunk_only_sealed_anew ON stored_file_chunk;
DROP FUNCTION refuse_but_sealing_anew(), sealed_bytes(bytea), sealed_key_id(bytea);
`;

/** Lets the application bring everything that is sealed under another key, and change nothing else of it. */
export class SealAnew1795447800000 implements MigrationInterface {
  name = 'SealAnew1795447800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
