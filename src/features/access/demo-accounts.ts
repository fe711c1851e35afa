import type { SiteCode } from '../../domain/sync/fact.js';
import { KIND_OF_ROLE, ORGANISATION_KINDS, ROLES, type Role } from '../../domain/access/roles.js';
import type { Database, Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { hashPassword } from './password.js';

/** The password of every demo account, shown in the banner; the accounts exist in a demonstration only. */
export const DEMO_PASSWORD = 'qingtu-demo-2026';

interface DemoAccount {
  readonly login: string;
  readonly zh: string;
  readonly en: string;
  /** A provincial body, or one of the province's capital. */
  readonly level: 'PROVINCE' | 'CITY';
}

const DEMO: Readonly<Record<Role, DemoAccount>> = {
  TRAFFIC_POLICE: { login: 'police', zh: '公安交警', en: 'traffic police', level: 'CITY' },
  INSPECTION_STATION: { login: 'istation', zh: '示范检验站', en: 'sample inspection station', level: 'CITY' },
  REPAIR_STATION: { login: 'mstation', zh: '示范维修站', en: 'sample repair station', level: 'CITY' },
  PORT_AUTHORITY: { login: 'port', zh: '港口管理局', en: 'port authority', level: 'CITY' },
  MARITIME: { login: 'maritime', zh: '海事局', en: 'maritime safety administration', level: 'PROVINCE' },
  ECOLOGY_BUREAU: { login: 'ecology', zh: '生态环境厅（局）', en: 'ecology bureau', level: 'PROVINCE' },
  TRANSPORT_BUREAU: { login: 'transport', zh: '交通运输厅（委）', en: 'transport bureau', level: 'PROVINCE' },
  SITE_OPERATOR: { login: 'operator', zh: '清途运行中心', en: 'Qingtu operations', level: 'PROVINCE' },
  ADMINISTRATOR: { login: 'admin', zh: '清途运行中心', en: 'Qingtu operations', level: 'PROVINCE' },
};

const PLACES: Readonly<
  Record<SiteCode, { readonly zh: string; readonly en: string; readonly city: string }>
> = {
  '310000': { zh: '上海', en: 'Shanghai', city: '310100' },
  '320000': { zh: '江苏', en: 'Jiangsu', city: '320100' },
  '330000': { zh: '浙江', en: 'Zhejiang', city: '330100' },
  '340000': { zh: '安徽', en: 'Anhui', city: '340100' },
};

/** Fixed ids, so that a second start finds what the first one made; `kind` 1: organisation, 2: account. */
const demoId = (kind: 1 | 2, site: SiteCode, number: number): string =>
  `00000000-0000-7000-800${kind}-${site}${String(number).padStart(6, '0')}`;

const PRESENT = statement(
  'demo_accounts_present',
  'SELECT login FROM account WHERE id = ANY($1::uuid[]) OR login = ANY($2)',
);
const ADD_ORGANISATION = statement(
  'demo_organisation',
  `INSERT INTO organisation (id, name_zh, name_en, kind, division, station_code)
   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
);
const ADD_ACCOUNT = statement(
  'demo_account',
  `INSERT INTO account (id, login, password_hash, role, organisation_id, created_at, password_changed_at)
   VALUES ($1, $2, $3, $4, $5, now(), now()) ON CONFLICT DO NOTHING`,
);

/** What the banner shows: a login for each role; the password is `DEMO_PASSWORD`. */
export const DEMO_LOGINS: readonly { readonly role: Role; readonly login: string }[] = ROLES.map((role) => ({
  role,
  login: DEMO[role].login,
}));

/** The organisation of a role's demo account. Both roles of the operations centre share theirs, as KIND_OF_ROLE says. */
export const demoOrganisation = (site: SiteCode, role: Role): string =>
  demoId(1, site, ORGANISATION_KINDS.indexOf(KIND_OF_ROLE[role]) + 1);
const accountId = (site: SiteCode, role: Role): string => demoId(2, site, ROLES.indexOf(role) + 1);

async function addOrganisation(tx: Tx, site: SiteCode, role: Role): Promise<void> {
  const { zh, en, level } = DEMO[role];
  const place = PLACES[site];
  const kind = KIND_OF_ROLE[role];
  const division = level === 'CITY' ? place.city : site;
  const stationCode = kind.endsWith('_STATION') ? `${division}-${kind.charAt(0)}0001` : null;
  const names = [`${place.zh}${zh}（演示）`, `${place.en} ${en} (demo)`];
  await tx.query(ADD_ORGANISATION, [demoOrganisation(site, role), ...names, kind, division, stationCode]);
}

/**
 * Makes the demo organisations and one account a role in the site's province, those that are not there yet.
 * @returns how many accounts were made: 0 on a second start
 */
export async function seedDemoAccounts(database: Database, site: SiteCode): Promise<number> {
  const present = await database.query<{ login: string }>(PRESENT, [
    ROLES.map((role) => accountId(site, role)),
    ROLES.map((role) => DEMO[role].login),
  ]);
  const known = new Set(present.map((row) => row.login));
  const missing = ROLES.filter((role) => !known.has(DEMO[role].login));
  const hashes = await Promise.all(missing.map(() => hashPassword(DEMO_PASSWORD)));
  await database.transaction(async (tx) => {
    for (const [index, role] of missing.entries()) {
      await addOrganisation(tx, site, role);
      const account = [accountId(site, role), DEMO[role].login, hashes[index], role];
      await tx.query(ADD_ACCOUNT, [...account, demoOrganisation(site, role)]);
    }
  });
  return missing.length;
}
