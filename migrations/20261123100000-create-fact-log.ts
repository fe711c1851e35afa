import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'qingtu_app') THEN
    CREATE ROLE qingtu_app NOLOGIN;
  END IF;
END $$;

DO $$ BEGIN
  EXECUTE format('GRANT qingtu_app TO %I', current_user);
EXCEPTION WHEN invalid_grant_operation OR insufficient_privilege THEN NULL;
END $$;

GRANT USAGE ON SCHEMA public TO qingtu_app;

CREATE TABLE fact (
  id uuid PRIMARY KEY,
  site text NOT NULL CONSTRAINT fact_site_known CHECK (site IN ('310000', '320000', '330000', '340000')),
  kind text NOT NULL,
  version smallint NOT NULL CONSTRAINT fact_version_positive CHECK (version > 0),
  subject_type text NOT NULL,
  subject uuid NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  payload jsonb NOT NULL CONSTRAINT fact_payload_object CHECK (jsonb_typeof(payload) = 'object'),
  supersedes uuid NULL CONSTRAINT fact_not_its_own_successor CHECK (supersedes <> id),
  content_hash bytea NOT NULL CONSTRAINT fact_content_hash_sha256 CHECK (octet_length(content_hash) = 32)
);
COMMENT ON TABLE fact IS 'What happened, written once by its author site and never changed; state is folded from it';
COMMENT ON COLUMN fact.content_hash IS 'SHA-256 of the canonical form of every other column';
CREATE UNIQUE INDEX fact_superseded_once ON fact (site, supersedes) WHERE supersedes IS NOT NULL;
CREATE INDEX fact_subject ON fact (subject, subject_type);

CREATE FUNCTION fact_check_supersession() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM fact t WHERE t.id = NEW.supersedes
             AND (t.site <> NEW.site OR t.subject <> NEW.subject OR t.subject_type <> NEW.subject_type)) THEN
    RAISE EXCEPTION 'only the author site may supersede a fact, and only with one on the same subject'
      USING ERRCODE = '23514', CONSTRAINT = 'fact_superseded_by_author';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fact_superseded_by_author BEFORE INSERT ON fact
  FOR EACH ROW WHEN (NEW.supersedes IS NOT NULL) EXECUTE FUNCTION fact_check_supersession();

CREATE TABLE fact_unstamped (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site text NOT NULL,
  fact_id uuid NOT NULL,
  content_hash bytea NOT NULL
);
COMMENT ON TABLE fact_unstamped IS 'Committed facts that the stamper has not numbered yet';

CREATE TABLE fact_stamp (
  site text NOT NULL,
  seq bigint NOT NULL CONSTRAINT fact_stamp_seq_positive CHECK (seq > 0),
  fact_id uuid NOT NULL REFERENCES fact (id),
  link bytea NOT NULL CONSTRAINT fact_stamp_link_sha256 CHECK (octet_length(link) = 32),
  PRIMARY KEY (site, seq),
  CONSTRAINT fact_stamped_once UNIQUE (fact_id)
);
COMMENT ON TABLE fact_stamp IS 'The gapless number and the hash link that a site''s stamper gave each fact after its commit';

CREATE TABLE fact_log (
  site text PRIMARY KEY,
  last_seq bigint NOT NULL,
  last_link bytea NOT NULL
);
COMMENT ON TABLE fact_log IS 'Head of each site''s chain; its row lock is what makes the stamper single';

CREATE FUNCTION stamp_facts(p_site text, p_limit integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head fact_log%ROWTYPE;
  waiting record;
  fact_ids uuid[] := '{}';
  links bytea[] := '{}';
  link bytea;
  seq bigint;
BEGIN
  SELECT * INTO head FROM fact_log WHERE site = p_site FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN -1; END IF;
  link := head.last_link;
  seq := head.last_seq;
  FOR waiting IN
    WITH taken AS (
      DELETE FROM fact_unstamped WHERE position IN (
        SELECT position FROM fact_unstamped WHERE site = p_site ORDER BY position LIMIT p_limit)
      RETURNING position, fact_id, content_hash)
    SELECT * FROM taken ORDER BY position
  LOOP
    seq := seq + 1;
    link := sha256(link || int8send(seq) || waiting.content_hash);
    fact_ids := array_append(fact_ids, waiting.fact_id);
    links := array_append(links, link);
  END LOOP;
  IF seq = head.last_seq THEN RETURN 0; END IF;
  INSERT INTO fact_stamp (site, seq, fact_id, link)
    SELECT p_site, head.last_seq + n, f, l FROM unnest(fact_ids, links) WITH ORDINALITY AS one (f, l, n);
  UPDATE fact_log SET last_seq = seq, last_link = link WHERE site = p_site;
  RETURN seq - head.last_seq;
END $$;
COMMENT ON FUNCTION stamp_facts IS
  'Numbers and chains up to p_limit committed facts of a site; -1 when another stamper holds the site';

CREATE TABLE audit_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz(3) NOT NULL,
  account_id uuid NULL,
  role text NULL,
  organisation_id uuid NULL,
  action text NOT NULL,
  purpose text NULL,
  reference text NULL,
  request_id text NOT NULL,
  subjects uuid[] NOT NULL,
  detail jsonb NOT NULL
);
COMMENT ON TABLE audit_entry IS 'Who read or did what, and why; written in the transaction of the work it tells of';
CREATE INDEX audit_entry_at ON audit_entry USING brin (at);

CREATE TABLE idempotency_key (
  account_id uuid NOT NULL,
  key text NOT NULL CONSTRAINT idempotency_key_length CHECK (length(key) BETWEEN 8 AND 128),
  operation text NOT NULL,
  request_hash bytea NOT NULL,
  response jsonb NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, key)
);
COMMENT ON TABLE idempotency_key IS 'The answer given to a mutation, to be given again when it is repeated';
CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at);

CREATE TABLE site_source (
  site text PRIMARY KEY,
  heard_at timestamptz(3) NULL
);
COMMENT ON TABLE site_source IS 'When each province was last heard of: a province not heard of for long is SILENT';

GRANT SELECT, INSERT ON fact, audit_entry TO qingtu_app;
GRANT SELECT, INSERT ON fact_unstamped TO qingtu_app;
GRANT SELECT ON fact_stamp, fact_log TO qingtu_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO qingtu_app;
GRANT SELECT, INSERT, UPDATE ON site_source TO qingtu_app;
REVOKE ALL ON FUNCTION stamp_facts(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stamp_facts(text, integer) TO qingtu_app;
`;

const DOWN = `
DROP TABLE site_source, idempotency_key, audit_entry, fact_log, fact_stamp, fact_unstamped;
DROP FUNCTION stamp_facts(text, integer);
DROP TABLE fact;
DROP FUNCTION fact_check_supersession();
REVOKE USAGE ON SCHEMA public FROM qingtu_app;
`;

/** The append-only log, its stamper, the audit and the idempotency ledger. */
export class CreateFactLog1795428000000 implements MigrationInterface {
  name = 'CreateFactLog1795428000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
