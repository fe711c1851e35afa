import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '../../src/domain/access/roles.js';
import { statement } from '../../src/platform/database/statement.js';
import { startApi } from '../../src/apps/api/start-api.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  CLEAR_TEXTS,
  eraseOwner,
  ownerSeen,
  PERSON,
  recordOwner,
  REQUESTED,
  vehiclesOf,
  WHY,
  type OwnerShown,
} from '../support/owners.js';
import { vinOf, type AuditRow } from '../support/registry-fixture.js';
import { register, registered, say, truck, valueOf } from '../support/vehicle-requests.js';

const AUDIT = statement(
  'test_audit_of_owners',
  "SELECT * FROM audit_entry WHERE action LIKE 'owner.%' ORDER BY id",
);
const FORGET = statement('test_forget_owners', 'DELETE FROM audit_entry');

const person = (n: number, changes: object = {}) =>
  truck(n, { ownerKind: 'PERSON', ownerUscc: null, ownerParticulars: PERSON, ...changes });
const presented = (n: number) => ({
  vin: vinOf(n),
  plate: { number: `沪A${String(n).padStart(5, '0')}`, type: '01' },
});
const brief = (owner: OwnerShown | null): string | null =>
  owner &&
  [owner.name, owner.phone, owner.address, owner.idNumber, owner.maskedBecause?.code]
    .map((part) => part ?? '-')
    .join(' ');

const WHOLE = '欧阳测试甲 13912345678 上海市浦东新区测试花园路77弄8号901室 1101**********2X -';
const HIDDEN = (because: string) => `欧阳*** 139****5678 上海市浦东新区 - ${because}`;
const NOT_FOUND = null;

/** What each role sees of one person: at home and elsewhere, each with a purpose and without. */
const SEEN: Readonly<Partial<Record<Role, readonly (string | null)[]>>> = {
  TRAFFIC_POLICE: [WHOLE, 'PURPOSE_REQUIRED', HIDDEN('PERSON_DATA_DENIED'), 'PURPOSE_REQUIRED'],
  ECOLOGY_BUREAU: [
    WHOLE,
    HIDDEN('PURPOSE_REQUIRED'),
    HIDDEN('PERSON_DATA_DENIED'),
    HIDDEN('PERSON_DATA_DENIED'),
  ],
  INSPECTION_STATION: Array<string>(4).fill(HIDDEN('PERSON_DATA_DENIED')),
  REPAIR_STATION: Array<string>(4).fill(HIDDEN('PERSON_DATA_DENIED')),
  TRANSPORT_BUREAU: [HIDDEN('PERSON_DATA_DENIED'), HIDDEN('PERSON_DATA_DENIED'), NOT_FOUND, NOT_FOUND],
};

describe('the owner of a vehicle', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi();
    await registered(api, person(1));
    await registered(api, person(2));
    const away = {
      division: '330106',
      ownerKind: 'PERSON',
      on: '2026-11-20',
      ownerParticulars: PERSON,
    };
    await say(api, 'transfer', { vin: vinOf(2) }, away);
  });
  afterAll(() => api.close());

  const audit = (): Promise<AuditRow[]> => api.test.owner.query<AuditRow>(AUDIT);

  describe('as each role sees the same person', () => {
    const look = async (as: Role, n: number, headers: Record<string, string>): Promise<string | null> => {
      try {
        return brief(await ownerSeen(api, presented(n), { as, headers }));
      } catch (error) {
        return /"code":"([A-Z_]+)"/.exec(String(error))?.[1] ?? String(error);
      }
    };

    it.each(ROLES)(
      'should show %s what the sheet allows, at home and elsewhere, with and without a purpose',
      async (as) => {
        const seen = [
          await look(as, 1, WHY),
          await look(as, 1, {}),
          await look(as, 2, WHY),
          await look(as, 2, {}),
        ];
        expect(seen).toEqual(SEEN[as] ?? Array<string>(4).fill('FORBIDDEN'));
      },
    );
  });

  it('should be audited with the fields that were shown, and only when he is asked for', async () => {
    await api.test.owner.query(FORGET);
    const asking = { as: 'ECOLOGY_BUREAU', headers: WHY } as const;
    await api.ask(`{ vehicles(first: 5) { edges { node { id vin } } } }`, asking);
    await api.ask(`{ vehicles(first: 5) { edges { node { owner { kind erased } } } } }`, asking);
    expect(await audit()).toEqual([]);
    const answer = await api.ask(
      `{ vehicles(first: 5) { edges { node { ...F } } } } fragment F on Vehicle { owner { name } }`,
      asking,
    );
    expect(JSON.stringify(answer)).toContain(PERSON.name);
    const lines = await audit();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      action: 'owner.read',
      purpose: 'CASE_INVESTIGATION',
      reference: 'C-2026-60',
      detail: {
        shown: expect.arrayContaining([
          { sight: 'FULL', fields: ['name'], vehicles: [expect.any(String)] },
          { sight: 'MASKED', fields: ['name'], vehicles: [expect.any(String)] },
        ]),
      },
    });
    expect(lines[0]?.subjects).toHaveLength(2);
  });

  it('should show a company to everybody and mask an individual business like a person', async () => {
    const company = { ownerParticulars: { name: '上海测试物流有限公司', phone: '021-58123456' } };
    await registered(api, truck(10, company));
    const shop = {
      ownerKind: 'INDIVIDUAL_BUSINESS',
      ownerUscc: '92340122MA8PQ3R659',
      ownerParticulars: { name: '李四' },
    };
    await registered(api, truck(11, shop));
    const station = { as: 'REPAIR_STATION' } as const;
    expect(await ownerSeen(api, presented(10), station)).toMatchObject({
      kind: 'ORG',
      name: '上海测试物流有限公司',
      phone: '021-******56',
      uscc: '91310115MA1FAKE00Y',
      masked: true,
    });
    expect(await ownerSeen(api, presented(11), station)).toMatchObject({ name: '李*', uscc: null });
    const police = { as: 'TRAFFIC_POLICE', headers: WHY } as const;
    expect(await ownerSeen(api, presented(11), police)).toMatchObject({
      name: '李四',
      uscc: '92340122MA8PQ3R659',
      masked: false,
      maskedBecause: null,
    });
  });

  it('should be unknown, not wrong, where nothing is recorded', async () => {
    await registered(api, truck(12, { ownerKind: 'PERSON', ownerUscc: null }));
    expect(await ownerSeen(api, presented(12), { as: 'ECOLOGY_BUREAU', headers: WHY })).toEqual({
      kind: 'PERSON',
      name: null,
      phone: null,
      address: null,
      idNumber: null,
      uscc: null,
      erased: false,
      recordedOn: null,
      masked: false,
      maskedBecause: null,
    });
  });

  it('should not be the former one after a transfer (case 60), neither shown nor found', async () => {
    const police = { as: 'TRAFFIC_POLICE', headers: WHY } as const;
    const phone = '13700000020';
    await registered(api, person(20, { ownerParticulars: { ...PERSON, phone } }));
    expect(await vehiclesOf(api, { phone }, police)).toEqual([vinOf(20)]);
    api.clock.at = '2026-11-23T04:06:00.000Z';
    const bought = { division: '310115', ownerKind: 'PERSON', on: '2026-11-23' };
    await say(api, 'transfer', { vin: vinOf(20) }, bought);
    expect(await ownerSeen(api, presented(20), police)).toMatchObject({
      name: null,
      phone: null,
      recordedOn: null,
    });
    expect(await vehiclesOf(api, { phone }, police)).toEqual([]);
    expect((await recordOwner(api, vinOf(20), { name: '王新主' })).problems).toEqual([]);
    expect(await ownerSeen(api, presented(20), police)).toMatchObject({ name: '王新主', phone: null });
    const before = { ...presented(20), asOf: '2026-11-23T04:03:00.000Z' };
    expect(await ownerSeen(api, before, police)).toMatchObject({ phone });
  });

  it('should be refused with code and field, and without a word of what was given', async () => {
    const bad = { name: '张', phone: '12345678901', address: '路', idNumber: '11010519491231003X' };
    const { problems } = await register(api, person(30, { ownerParticulars: bad }));
    expect(problems.map(({ code, field }) => `${code} ${field ?? ''}`)).toEqual([
      'OWNER_NAME_FORMAT ownerParticulars.name',
      'OWNER_PHONE_FORMAT ownerParticulars.phone',
      'OWNER_ADDRESS_FORMAT ownerParticulars.address',
      'ID_NUMBER_CHECK ownerParticulars.idNumber',
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/12345678901|11010519491231003/);
    expect((await recordOwner(api, vinOf(1), { name: '早主' }, { on: '2020-01-01' })).problems).toMatchObject(
      [{ code: 'TIME_ORDER', field: 'on' }],
    );
  });

  it('should be in no line of the log, however much is logged', async () => {
    const lines: string[] = [];
    const logger = createLogger('trace', { write: (line: string) => void lines.push(line) });
    const loud = await startApi(api.parts, api.jobs, logger);
    const ask = async (query: string): Promise<string> => {
      const response = await fetch(`http://127.0.0.1:${loud.port}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await api.token('TRAFFIC_POLICE')}`,
          ...WHY,
        },
        body: JSON.stringify({ query }),
      });
      return response.text();
    };
    const given = `{ name: "${PERSON.name}", phone: "${PERSON.phone}", address: "${PERSON.address}", idNumber: "1" }`;
    await ask(
      `mutation { recordVehicleOwner(idempotencyKey: "key-of-the-log", vehicle: { vin: "${vinOf(1)}" }, ownerParticulars: ${given}) { problems { code } } }`,
    );
    expect(
      await ask(`{ vehiclesByOwner(idNumber: "${PERSON.idNumber}") { edges { node { owner { name } } } } }`),
    ).toContain(PERSON.name);
    await ask(`{ vehiclesByOwner(phone: "${PERSON.phone}", name: "${PERSON.name}") { totalCount } }`);
    await loud.stop();
    expect(lines.length).toBeGreaterThan(3);
    expect(CLEAR_TEXTS.filter((text) => lines.join('').includes(text))).toEqual([]);
  });

  describe('erased', () => {
    it('should only be for the purpose of it, and then be gone for everybody', async () => {
      await registered(api, person(50, { ownerParticulars: { ...PERSON, phone: '13600000050' } }));
      const refused = await eraseOwner(api, vinOf(50), { as: 'ECOLOGY_BUREAU', headers: WHY });
      expect(refused.errors?.[0]?.extensions['code']).toBe('ERASURE_PURPOSE');
      const asking = { as: 'ECOLOGY_BUREAU', headers: REQUESTED } as const;
      const done = valueOf(await eraseOwner(api, vinOf(50), asking), 'eraseOwner');
      expect(done).toMatchObject({
        problems: [],
        vehicle: { owner: { erased: true, name: null, masked: false } },
      });
      const police = { as: 'TRAFFIC_POLICE', headers: WHY } as const;
      expect(await ownerSeen(api, presented(50), police)).toMatchObject({ erased: true, phone: null });
      expect(await vehiclesOf(api, { phone: '13600000050' }, police)).toEqual([]);
      const again = valueOf(await eraseOwner(api, vinOf(50), asking), 'eraseOwner');
      expect(again).toMatchObject({
        vehicle: null,
        problems: [{ code: 'OWNER_ALREADY_ERASED', field: 'vehicle' }],
      });
      const none = valueOf(await eraseOwner(api, vinOf(12), asking), 'eraseOwner');
      expect(none).toMatchObject({ problems: [{ code: 'OWNER_NOT_RECORDED' }] });
    });
  });
});
