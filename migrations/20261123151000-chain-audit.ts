import type { MigrationInterface, QueryRunner } from 'typeorm';

const AUDIT_CHAIN = `
ALTER TABLE audit_entry ADD COLUMN tx xid8 NOT NULL DEFAULT pg_current_xact_id();
COMMENT ON COLUMN audit_entry.tx IS
  'The transaction that wrote it: all that ended before the oldest one under way are seen by the stamper, whatever their ids';
CREATE INDEX audit_entry_tx ON audit_entry (tx, id);
CREATE INDEX audit_entry_about ON audit_entry USING gin ((subjects || account_id || organisation_id))
  WITH (fastupdate = on, gin_pending_list_limit = 65536);
COMMENT ON INDEX audit_entry_about IS
  'Who and about whom; writers only append to its pending list, which the stamper merges in the background';
REVOKE INSERT ON audit_entry FROM qingtu_app;
GRANT INSERT (at, account_id, role, organisation_id, action, purpose, reference, request_id, subjects, detail)
  ON audit_entry TO qingtu_app;

CREATE TABLE audit_block (
  number bigint PRIMARY KEY CONSTRAINT audit_block_number_positive CHECK (number > 0),
  entry_ids bigint[] NOT NULL CONSTRAINT audit_block_not_empty CHECK (cardinality(entry_ids) > 0),
  entry_hashes bytea NOT NULL,
  link bytea NOT NULL CONSTRAINT audit_block_link_sha256 CHECK (octet_length(link) = 32),
  CONSTRAINT audit_block_hash_each CHECK (octet_length(entry_hashes) = 32 * cardinality(entry_ids))
);
COMMENT ON TABLE audit_block IS 'Audit entries in the order of their stamping; each block is chained to the one before';
COMMENT ON COLUMN audit_block.entry_hashes IS 'SHA-256 of each entry, one after another';

CREATE TABLE audit_head (
  single boolean CONSTRAINT audit_head_pkey PRIMARY KEY DEFAULT true CONSTRAINT audit_head_single CHECK (single),
  site text NOT NULL CONSTRAINT audit_head_site_known CHECK (site IN ('310000', '320000', '330000', '340000')),
  blocks bigint NOT NULL DEFAULT 0,
  entries bigint NOT NULL DEFAULT 0,
  link bytea NOT NULL CONSTRAINT audit_head_link_sha256 CHECK (octet_length(link) = 32),
  last_tx xid8 NOT NULL DEFAULT '0',
  last_id bigint NOT NULL DEFAULT 0,
  floor_id bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE audit_head IS 'Head of the site''s audit chain; its row lock is what makes the stamper single';
COMMENT ON COLUMN audit_head.floor_id IS 'After a restore into another server: entries up to here are stamped, whatever their tx';

CREATE FUNCTION audit_entry_hash(e audit_entry) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(json_build_array(e.id, (extract(epoch FROM e.at) * 1000)::bigint, e.account_id,
    e.role, e.organisation_id, e.action, e.purpose, e.reference, e.request_id, e.subjects, e.detail)::text, 'UTF8'))
$$;

CREATE FUNCTION stamp_audit(p_site text, p_limit integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head audit_head%ROWTYPE;
  ended xid8 := pg_snapshot_xmin(pg_current_snapshot());
  ids bigint[];
  hashes bytea;
BEGIN
  SELECT * INTO head FROM audit_head;
  IF NOT FOUND THEN
    INSERT INTO audit_head (site, link) VALUES (p_site, sha256(convert_to('qingtu/audit-chain/1/' || p_site, 'UTF8')))
      ON CONFLICT DO NOTHING;
  ELSIF head.last_tx < ended AND NOT EXISTS
      (SELECT FROM audit_entry e WHERE (e.tx, e.id) > (head.last_tx, head.last_id) AND e.tx < ended) THEN
    RETURN 0;
  END IF;
  SELECT * INTO head FROM audit_head WHERE site = p_site FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN -1; END IF;
  IF head.last_tx >= pg_snapshot_xmax(pg_current_snapshot()) THEN
    SELECT array_agg(e.id ORDER BY e.id), string_agg(audit_entry_hash(e), ''::bytea ORDER BY e.id)
      INTO ids, hashes FROM audit_entry e
      WHERE NOT EXISTS (SELECT FROM audit_block b WHERE e.id = ANY (b.entry_ids));
    head.last_tx := '0';
    head.last_id := 0;
    SELECT coalesce(max(e.id), 0) INTO head.floor_id FROM audit_entry e;
  ELSE
    SELECT array_agg(t.id ORDER BY t.tx, t.id), string_agg(t.hash, ''::bytea ORDER BY t.tx, t.id),
        (array_agg(t.tx ORDER BY t.tx DESC))[1] INTO ids, hashes, head.last_tx FROM (
      SELECT e.tx, e.id, audit_entry_hash(e) AS hash FROM audit_entry e
      WHERE (e.tx, e.id) > (head.last_tx, head.last_id) AND e.tx < ended AND e.id > head.floor_id
      ORDER BY e.tx, e.id LIMIT p_limit) t;
    IF ids IS NULL THEN RETURN 0; END IF;
    head.last_id := ids[cardinality(ids)];
  END IF;
  IF ids IS NOT NULL THEN
    head.blocks := head.blocks + 1;
    head.entries := head.entries + cardinality(ids);
    head.link := sha256(head.link || int8send(head.blocks) || hashes);
    INSERT INTO audit_block (number, entry_ids, entry_hashes, link) VALUES (head.blocks, ids, hashes, head.link);
  END IF;
  UPDATE audit_head SET blocks = head.blocks, entries = head.entries, link = head.link, last_tx = head.last_tx,
    last_id = head.last_id, floor_id = head.floor_id;
  RETURN coalesce(cardinality(ids), 0);
END $$;
COMMENT ON FUNCTION stamp_audit IS
  'Chains up to p_limit audit entries of transactions that have ended; -1 when another stamper is at work';

CREATE FUNCTION tidy_audit_index() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT gin_clean_pending_list('audit_entry_about') $$;
COMMENT ON FUNCTION tidy_audit_index IS 'Merges what writers appended to the index, so that none of them ever has to';

GRANT SELECT ON audit_block, audit_head TO qingtu_app;
REVOKE ALL ON FUNCTION audit_entry_hash(audit_entry), stamp_audit(text, integer), tidy_audit_index()
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stamp_audit(text, integer), tidy_audit_index() TO qingtu_app;
`;

const EXPORTS = `
CREATE TABLE export_request (
  id uuid CONSTRAINT export_request_pkey PRIMARY KEY,
  list text NOT NULL CONSTRAINT export_list_known CHECK (list IN ('VEHICLES', 'G3', 'OVER_LIMIT', 'REVIEW', 'AUDIT')),
  filter jsonb NOT NULL,
  format text NOT NULL CONSTRAINT export_format_known CHECK (format IN ('CSV', 'XLSX')),
  encoding text NOT NULL CONSTRAINT export_encoding_known CHECK (encoding IN ('UTF-8', 'GB18030')),
  language text NOT NULL CONSTRAINT export_language_known CHECK (language IN ('zh', 'en')),
  account_id uuid NOT NULL CONSTRAINT export_request_account_id_fkey REFERENCES account (id),
  organisation_id uuid NOT NULL CONSTRAINT export_request_organisation_id_fkey REFERENCES organisation (id),
  role text NOT NULL,
  division character(6) NOT NULL,
  purpose text NOT NULL,
  reference text NULL,
  state text NOT NULL CONSTRAINT export_state_known CHECK (state IN
    ('WAITING_FOR_APPROVAL', 'QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED', 'REJECTED', 'EXPIRED')),
  total_rows integer NOT NULL,
  done_rows integer NOT NULL DEFAULT 0,
  requested_at timestamptz(3) NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  decide_by timestamptz(3) NULL,
  decided_by uuid NULL CONSTRAINT export_request_decided_by_fkey REFERENCES account (id),
  decision_reason text NULL,
  approved_rows integer NULL,
  approved_until timestamptz(3) NULL,
  run_id uuid NULL,
  file_id uuid NULL,
  file_expires_at timestamptz(3) NULL,
  problem text NULL,
  CONSTRAINT export_decided_by_another CHECK (decided_by <> account_id),
  CONSTRAINT export_approval_whole CHECK ((approved_rows IS NULL) = (approved_until IS NULL)
    AND (approved_rows IS NULL OR decided_by IS NOT NULL)),
  CONSTRAINT export_waiting_until CHECK (state <> 'WAITING_FOR_APPROVAL' OR decide_by IS NOT NULL),
  CONSTRAINT export_done_has_file CHECK (state <> 'DONE' OR (file_id IS NOT NULL AND file_expires_at IS NOT NULL))
);
COMMENT ON TABLE export_request IS 'A list that somebody asked to be written into a file, and who let it happen';
COMMENT ON COLUMN export_request.approved_rows IS 'The number of rows that the second person saw; a grown list is asked about again';
COMMENT ON COLUMN export_request.run_id IS 'The run that may go on; any other stops at its next step';
CREATE INDEX export_request_account ON export_request (account_id, id);
CREATE INDEX export_request_unfinished ON export_request (state, id)
  WHERE state IN ('WAITING_FOR_APPROVAL', 'QUEUED', 'RUNNING');
GRANT SELECT, INSERT, UPDATE ON export_request TO qingtu_app;
`;

const DOWN = `
DROP TABLE export_request;
DROP FUNCTION tidy_audit_index();
DROP FUNCTION stamp_audit(text, integer);
DROP FUNCTION audit_entry_hash(audit_entry);
DROP TABLE audit_block, audit_head;
REVOKE INSERT (at, account_id, role, organisation_id, action, purpose, reference, request_id, subjects, detail)
  ON audit_entry FROM qingtu_app;
DROP INDEX audit_entry_about, audit_entry_tx;
ALTER TABLE audit_entry DROP COLUMN tx;
GRANT INSERT ON audit_entry TO qingtu_app;
`;

/** The hash chain and the index of the audit, and exports that may need a second person. */
export class ChainAudit1795446600000 implements MigrationInterface {
  name = 'ChainAudit1795446600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(AUDIT_CHAIN);
    await runner.query(EXPORTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
