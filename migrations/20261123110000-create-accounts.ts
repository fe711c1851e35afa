import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE organisation (
  id uuid CONSTRAINT organisation_pkey PRIMARY KEY,
  name_zh text NOT NULL CONSTRAINT organisation_name_zh_given CHECK (name_zh <> ''),
  name_en text NOT NULL CONSTRAINT organisation_name_en_given CHECK (name_en <> ''),
  kind text NOT NULL CONSTRAINT organisation_kind_known CHECK (kind IN
    ('TRAFFIC_POLICE', 'INSPECTION_STATION', 'REPAIR_STATION', 'PORT_AUTHORITY', 'MARITIME', 'ECOLOGY_BUREAU',
     'TRANSPORT_BUREAU', 'SITE_OPERATOR')),
  division character(6) NOT NULL CONSTRAINT organisation_division_form CHECK (division ~ '^[0-9]{6}$'),
  station_code text NULL CONSTRAINT organisation_station_code_once UNIQUE,
  uscc text NULL,
  CONSTRAINT organisation_station_code_of_station
    CHECK (station_code IS NULL OR kind IN ('INSPECTION_STATION', 'REPAIR_STATION'))
);
COMMENT ON TABLE organisation IS 'Who employs the accounts; its division (GB/T 2260) decides how far they reach';
COMMENT ON COLUMN organisation.station_code IS 'Opaque code that the province gave the inspection or repair station';

CREATE TABLE account (
  id uuid CONSTRAINT account_pkey PRIMARY KEY,
  login text NOT NULL CONSTRAINT account_login_once UNIQUE
    CONSTRAINT account_login_form CHECK (login ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
  password_hash text NOT NULL CONSTRAINT account_password_argon2id CHECK (password_hash LIKE '$argon2id$%'),
  role text NOT NULL CONSTRAINT account_role_known CHECK (role IN
    ('TRAFFIC_POLICE', 'INSPECTION_STATION', 'REPAIR_STATION', 'PORT_AUTHORITY', 'MARITIME', 'ECOLOGY_BUREAU',
     'TRANSPORT_BUREAU', 'SITE_OPERATOR', 'ADMINISTRATOR')),
  organisation_id uuid NOT NULL CONSTRAINT account_organisation_fkey REFERENCES organisation (id),
  disabled_at timestamptz(3) NULL,
  created_at timestamptz(3) NOT NULL,
  password_changed_at timestamptz(3) NOT NULL
);
COMMENT ON TABLE account IS 'One person or machine that may sign in, with one role';
COMMENT ON COLUMN account.login IS 'Lower case only, so that it is unique whatever the capitals';
CREATE INDEX account_organisation ON account (organisation_id);

GRANT SELECT, INSERT ON organisation, account TO qingtu_app;
GRANT UPDATE (name_zh, name_en, station_code, uscc) ON organisation TO qingtu_app;
GRANT UPDATE (password_hash, password_changed_at, disabled_at) ON account TO qingtu_app;
`;

const DOWN = 'DROP TABLE account, organisation;';

/** Organisations and their accounts; nobody is deleted, an account is disabled. */
export class CreateAccounts1795431600000 implements MigrationInterface {
  name = 'CreateAccounts1795431600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
