import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FactIngestService, VehicleProjection } from '../../src/features/registry/index.js';
import { statement } from '../../src/platform/database/statement.js';
import { globalId } from '../../src/platform/graphql/relay.js';
import { startTestApi, type Asking, type TestApi } from '../support/api.js';
import { truck, vehicleId, vinOf } from '../support/registry-fixture.js';
import { errorCodes, valueOf } from '../support/vehicle-requests.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';

const TRAIL = `query ($filter: AuditFilterInput, $first: Int, $after: String) {
  auditTrail(filter: $filter, first: $first, after: $after) {
    edges { cursor node { id at account login role organisation organisationName action purpose reference subjects
      shown { fields subjects } detail } }
    pageInfo { hasNextPage endCursor } } }`;
const CASE = { 'x-purpose': 'CASE_INVESTIGATION', 'x-case-no': 'A-2026-77' };

interface Entry {
  readonly id: string;
  readonly account: string | null;
  readonly login: string | null;
  readonly organisation: string;
  readonly organisationName: string;
  readonly action: string;
  readonly purpose: string;
  readonly reference: string | null;
  readonly subjects: readonly string[];
  readonly shown: readonly {
    readonly fields: readonly string[];
    readonly subjects: readonly string[] | null;
  }[];
  readonly detail: string;
}
interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Entry }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

describe('the audit trail', () => {
  let api: TestApi;
  const trail = async (variables: Record<string, unknown> = {}, asking: Asking = {}): Promise<Page> =>
    valueOf(await api.ask(TRAIL, { as: 'ADMINISTRATOR', variables, ...asking }), 'auditTrail') as Page;
  const entries = async (filter: Record<string, unknown>): Promise<readonly Entry[]> =>
    (await trail({ filter, first: 200 })).edges.map(({ node }) => node);

  beforeAll(async () => {
    api = await startTestApi();
    const ingest = new FactIngestService(
      api.parts.database,
      api.parts.facts,
      new VehicleProjection(VEHICLE_EXTENSIONS),
    );
    await ingest.ingest([
      truck(1, '沪A00001', { division: '310115' }, { site: '310000' }),
      truck(2, '苏A00002', {}, { site: '320000' }),
    ]);
    await api.ask('{ roadsideCheck(plateNumber: "沪A00001") { verdict } }', { as: 'TRAFFIC_POLICE' });
    await api.ask(`{ vehicle(vin: "${vinOf(1)}") { outcome } }`, { as: 'TRAFFIC_POLICE', headers: CASE });
    await api.ask('{ vehicles(first: 10) { edges { cursor } } }', { as: 'ECOLOGY_BUREAU' });
    await api.ask('{ checkPlates(plates: [{ plateNumber: "苏A00002" }]) { checkedAt } }', {
      as: 'TRAFFIC_POLICE',
    });
  });
  afterAll(() => api.close());

  it('should tell who read a vehicle, when, why, and which fields', async () => {
    const read = await entries({ subject: globalId('Vehicle', vehicleId(1)) });
    const readers = read.filter(({ action }) => action !== 'audit.read');
    expect(readers.map(({ action, login }) => [action, login])).toEqual([
      ['vehicle.list', 'ecology'],
      ['vehicle.read', 'police'],
      ['vehicle.roadside-check', 'police'],
    ]);
    const [listed, opened, stopped] = readers;
    expect(opened).toMatchObject({
      purpose: 'CASE_INVESTIGATION',
      reference: 'A-2026-77',
      organisationName: '上海公安交警（演示）',
      subjects: [vehicleId(1)],
    });
    expect(opened?.shown[0]?.fields).toEqual(expect.arrayContaining(['status', 'vin', 'plates']));
    expect(opened?.detail).not.toContain(vinOf(1));
    expect(stopped?.shown[0]?.fields).toContain('vin');
    expect(listed?.shown).toHaveLength(2);
    const elsewhere = listed?.shown.find(({ subjects }) => subjects?.includes(vehicleId(2)));
    expect(elsewhere?.fields).toContain('vin');
    expect(elsewhere?.fields).not.toContain('plates');
  });

  it('should be asked by account, organisation, action, purpose and time', async () => {
    const [mine] = await entries({ action: 'vehicle.check-plates' });
    expect(mine).toMatchObject({ login: 'police', subjects: [vehicleId(2)] });
    const police = await entries({ account: mine?.account });
    expect(new Set(police.map(({ login }) => login))).toEqual(new Set(['police']));
    const ofOrganisation = await entries({ organisation: mine?.organisation });
    expect(ofOrganisation.map(({ id }) => id)).toEqual(police.map(({ id }) => id));
    const both = await entries({ account: mine?.account, subject: globalId('Vehicle', vehicleId(1)) });
    expect(both.map(({ action }) => action)).toEqual(['vehicle.read', 'vehicle.roadside-check']);
    const byPurpose = await entries({ purpose: 'CASE_INVESTIGATION' });
    expect(byPurpose.map(({ action }) => action)).toEqual(['vehicle.read']);
    const now = '2026-11-23T12:00:00+08:00';
    expect(await entries({ to: now })).toEqual([]);
    expect((await entries({ from: now, to: '2026-11-23T12:00:01+08:00' })).length).toBeGreaterThan(4);
  });

  it('should be an entry itself', async () => {
    await trail({ filter: { subject: globalId('Vehicle', vehicleId(2)) }, first: 3 });
    const [asked] = await entries({ action: 'audit.read', subject: globalId('Vehicle', vehicleId(2)) });
    expect(asked).toMatchObject({ login: 'admin', role: 'ADMINISTRATOR', purpose: 'AUDIT' });
    expect(JSON.parse(asked?.detail ?? '{}')).toMatchObject({ size: 3, isFirst: true });
  });

  it('should go through all entries page by page, none twice', async () => {
    const filter = { purpose: 'ROADSIDE_CHECK' };
    for (let n = 0; n < 7; n += 1) {
      await api.ask('{ roadsideCheck(plateNumber: "沪A00009") { verdict } }', { as: 'PORT_AUTHORITY' });
      await api.ask('{ roadsideCheck(plateNumber: "沪A00009") { verdict } }', { as: 'ECOLOGY_BUREAU' });
    }
    const all = (await entries(filter)).map(({ id }) => id);
    const paged: string[] = [];
    for (let after: string | null = null; ;) {
      const page: Page = await trail({ filter, first: 3, after });
      paged.push(...page.edges.map(({ node }) => node.id));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(paged).toEqual(all);
    expect(paged.length).toBeGreaterThan(7);
  });

  it('should end at the border of the province and show what the command line did', async () => {
    await api.test.owner.query(
      statement(
        'other_province',
        `WITH o AS (INSERT INTO organisation (id, name_zh, name_en, kind, division)
           VALUES ('0190b000-0000-7000-8000-0000000000aa', '南京', 'Nanjing', 'TRAFFIC_POLICE', '320100') RETURNING id)
         INSERT INTO audit_entry (at, organisation_id, action, request_id, subjects, detail)
         SELECT '2026-11-23T04:00:00Z'::timestamptz, id, 'border.test', 'r', '{}'::uuid[], '{}'::jsonb FROM o
         UNION ALL SELECT '2026-11-23T04:00:00Z', NULL, 'border.test', 'command-line', '{}', '{}'`,
      ),
    );
    const found = await entries({ action: 'border.test' });
    expect(found.map(({ login, organisation }) => [login, organisation])).toEqual([[null, null]]);
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['an id of another type', { account: globalId('Vehicle', vehicleId(1)) }, 'ID_INVALID', 'filter.account'],
    ['no id', { subject: 'x' }, 'ID_INVALID', 'filter.subject'],
    ['no action', { action: "'; DROP" }, 'BAD_INPUT', 'filter.action'],
    ['an unknown purpose', { purpose: 'CURIOSITY' }, 'PURPOSE_UNKNOWN', 'filter.purpose'],
    ['an empty time', { from: '2026-01-02T00:00:00Z', to: '2026-01-02T00:00:00Z' }, 'BAD_INPUT', 'filter.to'],
  ])('should refuse %s', async (_, filter, code, field) => {
    const answer = await api.ask(TRAIL, { as: 'ADMINISTRATOR', variables: { filter } });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code, field });
  });

  it('should be closed to those who are watched', async () => {
    for (const as of ['TRAFFIC_POLICE', 'ECOLOGY_BUREAU', 'SITE_OPERATOR'] as const) {
      expect(errorCodes(await api.ask(TRAIL, { as }))).toEqual(['FORBIDDEN']);
    }
  });
});
