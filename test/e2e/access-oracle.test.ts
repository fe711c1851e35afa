import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KIND_OF_ROLE, ROLES, type Role } from '../../src/domain/access/roles.js';
import { DEMO_PASSWORD } from '../../src/features/access/index.js';
import { statement } from '../../src/platform/database/statement.js';
import {
  foundByOwner,
  listSeenBy,
  vehicleSeenBy,
  type Asker,
  type KnownVehicle,
  type VehicleSeen,
} from '../support/access-oracle.js';
import { startTestApi, type GraphqlAnswer, type TestApi } from '../support/api.js';
import { vinOf } from '../support/registry-fixture.js';
import { errorCodes, registered, say, truck, valueOf, WITH_PURPOSE } from '../support/vehicle-requests.js';

/** Organisations of every level, in all four provinces. */
const PLACES = ['310115', '310000', '320500', '320583', '330000', '330106', '340100', '340104'] as const;
const OWNERS = [
  {
    ownerKind: 'PERSON',
    ownerUscc: null,
    owner: { name: '张三', phone: '13912340001', address: '江苏省苏州市昆山市前进路1号' },
    masked: { name: '张*', phone: '139****0001', address: '苏州市昆山市' },
  },
  {
    ownerKind: 'INDIVIDUAL_BUSINESS',
    ownerUscc: '92340122MA8PQ3R659',
    owner: { name: '欧阳娜娜', phone: '13912340002', address: '浙江省杭州市西湖区文一路2号' },
    masked: { name: '欧阳**', phone: '139****0002', address: '杭州市西湖区' },
  },
  {
    ownerKind: 'ORG',
    ownerUscc: '91310115MA1FAKE00Y',
    owner: { name: '清途测试物流有限公司', phone: '0512-65000003', address: '上海市浦东新区张江路3号' },
    masked: { name: '清途测试物流有限公司', phone: '0512-******03', address: '上海市浦东新区' },
  },
] as const;

const ADD_ORGANISATION = statement(
  'test_oracle_organisation',
  `INSERT INTO organisation (id, name_zh, name_en, kind, division) VALUES (gen_random_uuid(), $1, $1, $2, $3) RETURNING id`,
);
const ADD_ACCOUNT = statement(
  'test_oracle_account',
  `INSERT INTO account (id, login, password_hash, role, organisation_id, created_at, password_changed_at)
   SELECT gen_random_uuid(), $1, password_hash, $2, $3, created_at, password_changed_at FROM account WHERE login = 'police'`,
);
const LOOK = `query ($vin: String!, $plate: PlateKeyInput) { vehicle(vin: $vin, plate: $plate) { outcome vehicle {
  vin ownerUscc hiddenFields owner { name phone address idNumber uscc } } } }`;
const LIST = '{ vehicles(first: 100) { edges { node { vin } } } }';
const SEARCH =
  'query ($name: String!) { vehiclesByOwner(name: $name, first: 100) { edges { node { vin } } } }';

interface Listed {
  readonly edges: readonly { readonly node: { readonly vin: string } }[];
}

interface Looked {
  readonly outcome: string;
  readonly vehicle: {
    readonly vin: string;
    readonly ownerUscc: string | null;
    readonly hiddenFields: readonly string[];
    readonly owner: Extract<VehicleSeen, { vin: string }>['owner'];
  } | null;
}

describe('what the API shows', () => {
  let api: TestApi;
  const vehicles: KnownVehicle[] = [];
  const tokens = new Map<string, string>();
  const loginOf = (role: Role, place: string): string =>
    `${role.toLowerCase().replaceAll('_', '-')}-${place}`;
  const plateOf = (vehicle: KnownVehicle): string =>
    `沪A${String(vehicles.indexOf(vehicle) + 1).padStart(5, '0')}`;

  /** Registered in 上海 and then moved, so that every province has vehicles of every kind of owner. */
  async function addVehicle(n: number, division: string, known: (typeof OWNERS)[number]): Promise<void> {
    const { owner: ownerParticulars, ownerKind, ownerUscc } = known;
    const { id } = await registered(api, truck(n, { ownerKind, ownerUscc, ownerParticulars }));
    const input = { division, ownerKind, ownerUscc, ownerParticulars, on: '2026-11-20' };
    if (division !== '310115') await say(api, 'transfer', { vin: vinOf(n) }, input);
    vehicles.push({ id, vin: vinOf(n), division, ...known });
  }

  async function addCaller(role: Role, place: string): Promise<void> {
    const login = loginOf(role, place);
    const kind = KIND_OF_ROLE[role];
    const [organisation] = await api.test.owner.query<{ id: string }>(ADD_ORGANISATION, [
      `${kind} ${place}`,
      kind,
      place,
    ]);
    await api.test.owner.query(ADD_ACCOUNT, [login, role, organisation?.id]);
    const query = `mutation { signIn(login: "${login}", password: "${DEMO_PASSWORD}") { ... on SignInSucceeded { token } } }`;
    const { token } = valueOf(await api.ask(query), 'signIn') as { token: string };
    tokens.set(login, token);
  }

  beforeAll(async () => {
    api = await startTestApi({ RATE_LIMITS: 'off' });
    let n = 0;
    for (const division of ['310115', '320583', '330106', '340104']) {
      for (const known of OWNERS) await addVehicle((n += 1), division, known);
    }
    for (const role of ROLES) for (const place of PLACES) await addCaller(role, place);
  }, 120_000);
  afterAll(() => api.close());

  const asker = fc.record({
    role: fc.constantFrom(...ROLES),
    division: fc.constantFrom(...PLACES),
    saysWhy: fc.boolean(),
  });
  const askAs = (caller: Asker, query: string, variables = {}): Promise<GraphqlAnswer> => {
    const authorization = `Bearer ${tokens.get(loginOf(caller.role, caller.division)) ?? ''}`;
    return api.ask(query, { variables, headers: { authorization, ...(caller.saysWhy ? WITH_PURPOSE : {}) } });
  };
  const refusalOf = (answer: GraphqlAnswer): { code: string } | null => {
    const [code] = errorCodes(answer) as readonly string[];
    return code === undefined ? null : { code };
  };
  const settings = { seed: 20261123, numRuns: 150 };

  async function look(caller: Asker, vehicle: KnownVehicle, withPlate: boolean): Promise<VehicleSeen> {
    const plate = withPlate ? { number: plateOf(vehicle), type: '01' } : null;
    const answer = await askAs(caller, LOOK, { vin: vehicle.vin, plate });
    const refusal = refusalOf(answer);
    if (refusal !== null) return refusal;
    const { outcome, vehicle: found } = valueOf(answer, 'vehicle') as Looked;
    if (found === null) return { code: outcome };
    const { vin, ownerUscc, owner, hiddenFields } = found;
    return { vin, ownerUscc, owner, seesHistory: !hiddenFields.includes('plates') };
  }

  async function listed(caller: Asker, query: string, field: string, variables = {}): Promise<unknown> {
    const answer = await askAs(caller, query, variables);
    return refusalOf(answer) ?? (valueOf(answer, field) as Listed).edges.map(({ node }) => node.vin).sort();
  }

  it('should be of any vehicle what an independent reading of the rules allows', async () => {
    await fc.assert(
      fc.asyncProperty(
        asker,
        fc.constantFrom(...vehicles),
        fc.boolean(),
        async (caller, vehicle, withPlate) => {
          expect(await look(caller, vehicle, withPlate)).toEqual(vehicleSeenBy(caller, vehicle, withPlate));
        },
      ),
      { ...settings, numRuns: 400 },
    );
  }, 120_000);

  it('should be in any list just those vehicles', async () => {
    await fc.assert(
      fc.asyncProperty(asker, async (caller) => {
        expect(await listed(caller, LIST, 'vehicles')).toEqual(listSeenBy(caller, vehicles));
      }),
      settings,
    );
  }, 120_000);

  it('should be found by the name of an owner only by whom, and where, the rules allow', async () => {
    await fc.assert(
      fc.asyncProperty(asker, fc.constantFrom(...OWNERS.slice(0, 2)), async (caller, { owner }) => {
        const theirs = vehicles.filter((vehicle) => vehicle.owner.name === owner.name);
        const found = await listed(caller, SEARCH, 'vehiclesByOwner', { name: owner.name });
        expect(found).toEqual(foundByOwner(caller, theirs));
      }),
      settings,
    );
  }, 120_000);
});
