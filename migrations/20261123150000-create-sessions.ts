import type { MigrationInterface, QueryRunner } from 'typeorm';

const ACCOUNTS = `
ALTER TABLE account
  ADD COLUMN kind text NOT NULL DEFAULT 'PERSON'
    CONSTRAINT account_kind_known CHECK (kind IN ('PERSON', 'MACHINE')),
  ADD COLUMN must_change_password boolean NOT NULL DEFAULT false,
  ALTER COLUMN password_hash DROP NOT NULL,
  ADD CONSTRAINT account_password_of_person CHECK ((kind = 'PERSON') = (password_hash IS NOT NULL));
COMMENT ON COLUMN account.must_change_password IS 'Somebody else chose the password: nothing but changing it is open';
GRANT UPDATE (must_change_password) ON account TO qingtu_app;

CREATE TABLE password_history (
  account_id uuid NOT NULL REFERENCES account (id),
  password_hash text NOT NULL CONSTRAINT password_history_argon2id CHECK (password_hash LIKE '$argon2id$%'),
  replaced_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, password_hash)
);
COMMENT ON TABLE password_history IS 'The last passwords of an account, as hashes, which may not be chosen again';

CREATE TABLE sign_in_guard (
  kind text NOT NULL CONSTRAINT sign_in_guard_kind_known CHECK (kind IN ('LOGIN', 'ADDRESS')),
  subject bytea NOT NULL CONSTRAINT sign_in_guard_keyed_hash CHECK (octet_length(subject) = 32),
  failures integer NOT NULL CONSTRAINT sign_in_guard_counted CHECK (failures >= 0),
  last_at timestamptz(3) NOT NULL,
  blocked_until timestamptz(3) NULL,
  PRIMARY KEY (kind, subject)
);
COMMENT ON TABLE sign_in_guard IS 'Failed attempts to sign in, by keyed hash of what was typed or where it came from';
CREATE INDEX sign_in_guard_last_at ON sign_in_guard (last_at);
`;

const SESSIONS = `
CREATE TABLE session (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id),
  method text NOT NULL CONSTRAINT session_method_known CHECK (method IN ('PASSWORD', 'OPENID')),
  device text NULL CONSTRAINT session_device_length CHECK (length(device) <= 120),
  created_at timestamptz(3) NOT NULL,
  last_used_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3) NULL,
  ended_because text NULL CONSTRAINT session_end_known CHECK (ended_because IN
    ('SIGNED_OUT', 'SIGNED_OUT_EVERYWHERE', 'REFRESH_REUSED', 'PASSWORD_CHANGED', 'PASSWORD_RESET', 'ACCOUNT_DISABLED')),
  CONSTRAINT session_end_has_reason CHECK ((ended_at IS NULL) = (ended_because IS NULL))
);
COMMENT ON TABLE session IS 'A sign-in and all that was refreshed from it; ended once, never reopened';
CREATE INDEX session_account ON session (account_id, created_at) WHERE ended_at IS NULL;
CREATE INDEX session_expires_at ON session (expires_at);

CREATE TABLE refresh_token (
  hash bytea PRIMARY KEY CONSTRAINT refresh_token_sha256 CHECK (octet_length(hash) = 32),
  session_id uuid NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  expires_at timestamptz(3) NOT NULL,
  used_at timestamptz(3) NULL
);
COMMENT ON TABLE refresh_token IS 'SHA-256 of 256 random bits; used once, a second use ends the session';
CREATE INDEX refresh_token_session ON refresh_token (session_id);

CREATE TABLE token_key (
  id text PRIMARY KEY CONSTRAINT token_key_id_form CHECK (id ~ '^[0-9a-f]{16}$'),
  sealed bytea NOT NULL,
  created_at timestamptz(3) NOT NULL,
  verify_until timestamptz(3) NULL
);
COMMENT ON TABLE token_key IS 'Keys that sign tokens, sealed; the current one has no end, others verify until their last token has expired';
CREATE UNIQUE INDEX token_key_one_current ON token_key ((true)) WHERE verify_until IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON password_history, sign_in_guard, session, refresh_token, token_key
  TO qingtu_app;
`;

const CLIENTS = `
CREATE TABLE api_client (
  account_id uuid PRIMARY KEY REFERENCES account (id),
  name text NOT NULL CONSTRAINT api_client_name_length CHECK (length(name) BETWEEN 2 AND 80),
  actions text[] NOT NULL CONSTRAINT api_client_actions_given CHECK (cardinality(actions) > 0),
  address_ranges cidr[] NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3) NULL,
  last_used_at timestamptz(3) NULL
);
COMMENT ON TABLE api_client IS 'A program of a station or gate; it acts under a machine account of its own';

CREATE TABLE api_client_key (
  hash bytea PRIMARY KEY CONSTRAINT api_client_key_sha256 CHECK (octet_length(hash) = 32),
  account_id uuid NOT NULL REFERENCES api_client (account_id),
  created_at timestamptz(3) NOT NULL,
  valid_until timestamptz(3) NULL
);
COMMENT ON TABLE api_client_key IS 'SHA-256 of 256 random bits: nothing to guess, so a slow hash would protect nothing';
CREATE UNIQUE INDEX api_client_key_one_current ON api_client_key (account_id) WHERE valid_until IS NULL;

CREATE TABLE openid_link (
  issuer text NOT NULL,
  subject text NOT NULL,
  account_id uuid NOT NULL REFERENCES account (id),
  linked_at timestamptz(3) NOT NULL,
  PRIMARY KEY (issuer, subject),
  CONSTRAINT openid_link_one_of_account UNIQUE (account_id, issuer)
);
COMMENT ON TABLE openid_link IS 'Who of an external issuer is which account: linked by an administrator, never by a claim';

GRANT SELECT, INSERT, UPDATE ON api_client, api_client_key TO qingtu_app;
GRANT SELECT, INSERT, DELETE ON openid_link TO qingtu_app;
`;

/** Every process that verifies callers listens; what it remembers of the named one is asked anew. */
const NEWS = `
CREATE FUNCTION access_news_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('qingtu_access', 'account ' || NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER account_changed AFTER UPDATE ON account
  FOR EACH ROW WHEN (ROW(OLD.role, OLD.organisation_id, OLD.disabled_at, OLD.must_change_password)
    IS DISTINCT FROM ROW(NEW.role, NEW.organisation_id, NEW.disabled_at, NEW.must_change_password))
  EXECUTE FUNCTION access_news_account();

CREATE FUNCTION access_news_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('qingtu_access', 'account ' || id) FROM account WHERE organisation_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER organisation_moved AFTER UPDATE OF division ON organisation
  FOR EACH ROW WHEN (OLD.division <> NEW.division) EXECUTE FUNCTION access_news_organisation();

CREATE FUNCTION access_news_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('qingtu_access', 'session ' || NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER session_ended AFTER UPDATE ON session
  FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION access_news_session();

CREATE FUNCTION access_news_client() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('qingtu_access', 'account ' || NEW.account_id);
  RETURN NULL;
END $$;
CREATE TRIGGER api_client_changed AFTER UPDATE ON api_client
  FOR EACH ROW WHEN (ROW(OLD.actions, OLD.address_ranges, OLD.expires_at, OLD.revoked_at)
    IS DISTINCT FROM ROW(NEW.actions, NEW.address_ranges, NEW.expires_at, NEW.revoked_at))
  EXECUTE FUNCTION access_news_client();
CREATE TRIGGER api_client_key_changed AFTER UPDATE ON api_client_key
  FOR EACH ROW EXECUTE FUNCTION access_news_client();

CREATE FUNCTION access_news_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('qingtu_access', 'keys');
  RETURN NULL;
END $$;
CREATE TRIGGER token_keys_changed AFTER INSERT OR UPDATE OR DELETE ON token_key
  FOR EACH STATEMENT EXECUTE FUNCTION access_news_keys();
`;

const DOWN = `
DROP TABLE openid_link, api_client_key, api_client, token_key, refresh_token, session, sign_in_guard, password_history;
DROP TRIGGER organisation_moved ON organisation;
DROP TRIGGER account_changed ON account;
DROP FUNCTION access_news_account(), access_news_organisation(), access_news_session(), access_news_client(),
  access_news_keys();
DELETE FROM account WHERE kind = 'MACHINE';
ALTER TABLE account DROP CONSTRAINT account_password_of_person, ALTER COLUMN password_hash SET NOT NULL,
  DROP COLUMN must_change_password, DROP COLUMN kind;
`;

/** Sessions that can be cut off, keys that rotate, guessing that ends, and programs with keys of their own. */
export class CreateSessions1795446000000 implements MigrationInterface {
  name = 'CreateSessions1795446000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ACCOUNTS);
    await runner.query(SESSIONS);
    await runner.query(CLIENTS);
    await runner.query(NEWS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
