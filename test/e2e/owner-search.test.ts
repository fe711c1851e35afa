import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statement } from '../../src/platform/database/statement.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { PERSON, vehiclesOf, WHY } from '../support/owners.js';
import { vinOf, type AuditRow } from '../support/registry-fixture.js';
import { registered, say, truck, valueOf } from '../support/vehicle-requests.js';

const AUDIT = statement(
  'test_audit_of_search',
  "SELECT * FROM audit_entry WHERE action = 'owner.search' ORDER BY id",
);
const FORGET = statement('test_forget_search', 'DELETE FROM audit_entry');
const person = (n: number, changes: object = {}) =>
  truck(n, { ownerKind: 'PERSON', ownerUscc: null, ownerParticulars: PERSON, ...changes });

describe('vehicles by their owner', () => {
  let api: TestApi;
  const audit = (): Promise<AuditRow[]> => api.test.owner.query<AuditRow>(AUDIT);

  const police = { as: 'TRAFFIC_POLICE', headers: WHY } as const;

  beforeAll(async () => {
    api = await startTestApi();
    await registered(api, truck(10, { ownerParticulars: { name: '上海测试物流有限公司' } }));
    await registered(api, person(1));
    await registered(api, person(2));
    const away = { division: '330106', ownerKind: 'PERSON', on: '2026-11-20', ownerParticulars: PERSON };
    await say(api, 'transfer', { vin: vinOf(2) }, away);
    for (const n of [40, 41, 42]) {
      await registered(
        api,
        person(n, { ownerParticulars: { ...PERSON, name: '赵搜索', phone: '13800004040' } }),
      );
    }
  });

  afterAll(() => api.close());

  it.each([
    ['name', { name: ' 赵 搜索' }],
    ['phone', { phone: '+86 138-0000-4040' }],
  ])('the %s should be found in pages, each audited', async (by, key) => {
    await api.test.owner.query(FORGET);
    const query = `query ($name: String, $phone: String, $after: String) {
        vehiclesByOwner(name: $name, phone: $phone, first: 2, after: $after) {
          totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { node { vin } } } }`;
    interface Page {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
      edges: { node: { vin: string } }[];
    }
    const page = async (after: string | null): Promise<Page> =>
      valueOf(await api.ask(query, { ...police, variables: { ...key, after } }), 'vehiclesByOwner') as Page;
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    expect(second).toMatchObject({
      totalCount: 3,
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    const vins = [...first.edges, ...second.edges].map(({ node }) => node.vin).sort();
    expect(vins).toEqual([vinOf(40), vinOf(41), vinOf(42)].sort());
    const lines = await audit();
    expect(lines.map(({ detail }) => detail['by'])).toEqual([by, by]);
    expect(lines.flatMap(({ subjects }) => subjects)).toHaveLength(3);
  });

  it.each([
    ['without a purpose', { phone: '13800004040' }, { as: 'TRAFFIC_POLICE' }, 'PURPOSE_REQUIRED'],
    [
      'for a purpose that opens no personal data',
      { phone: '13800004040' },
      { as: 'ECOLOGY_BUREAU', headers: { ...WHY, 'x-purpose': 'PORT_GATE' } },
      'PERSON_DATA_DENIED',
    ],
    ['by a station', { phone: '13800004040' }, { as: 'REPAIR_STATION', headers: WHY }, 'FORBIDDEN'],
    ['with two keys', { phone: '13800004040', name: '赵搜索' }, police, 'OWNER_SEARCH_KEY_INVALID'],
    ['with none', {}, police, 'OWNER_SEARCH_KEY_INVALID'],
    ['with half a number', { phone: '1380000' }, police, 'OWNER_PHONE_FORMAT'],
    ['with an old identity number', { idNumber: '110105491231002' }, police, 'ID_NUMBER_OLD'],
  ] as const)('something %s should be refused', async (_, key, asking, code) => {
    expect(await vehiclesOf(api, key, asking)).toEqual([code]);
  });

  it('should find a company by its name, and only what is registered in the own province', async () => {
    expect(await vehiclesOf(api, { name: '上海测试物流有限公司' }, police)).toEqual([vinOf(10)]);
    const found = await vehiclesOf(api, { idNumber: PERSON.idNumber }, police);
    expect(found).toContain(vinOf(1));
    expect(found).not.toContain(vinOf(2));
  });
});
