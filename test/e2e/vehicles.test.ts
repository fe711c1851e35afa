import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Asking, GraphqlAnswer, TestApi } from '../support/api.js';
import { startTestApi } from '../support/api.js';
import {
  askMany,
  askVehicle,
  errorCodes,
  lookUp,
  registered,
  say,
  truck,
  valueOf,
  WITH_PURPOSE,
} from '../support/vehicle-requests.js';

interface Page {
  readonly edges: readonly {
    readonly cursor: string;
    readonly matchedPlate: string | null;
    readonly node: {
      readonly id: string;
      readonly plate: { readonly number: string };
      readonly stage: string;
    };
  }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string | null;
  };
  readonly totalCount?: number;
}

const COUNT = 47;
const STAGES = ['2', '3', '4', '5'];
const OLD_FROM = '2006-03-01';

describe('vehicles through the API', () => {
  let api: TestApi;
  let all: string[] = [];

  beforeAll(async () => {
    api = await startTestApi();
    const vehicles = Array.from({ length: COUNT }, (_, n) =>
      truck(n + 1, {
        emissionStage: STAGES[n % STAGES.length],
        firstRegisteredOn: OLD_FROM,
        manufacturedOn: null,
        vin: null,
        frameNo: `FRAME${String(n)}`,
        division: n % 3 === 0 ? '310115' : '310104',
        fuel: n === 5 ? 'O' : 'B',
      }),
    );
    const answer = valueOf(await askMany(api, vehicles), 'registerVehicles') as {
      rows: { vehicleId: string }[];
    };
    all = answer.rows.map(({ vehicleId }) => vehicleId);
  });
  afterAll(() => api.close());

  const askList = (variables: Record<string, unknown>, asking: Asking = {}): Promise<GraphqlAnswer> => {
    const query = `query ($filter: VehicleFilterInput, $first: Int, $after: String, $total: Boolean = false) {
      vehicles(filter: $filter, first: $first, after: $after) {
        edges { cursor matchedPlate node { id stage plate { number } } } pageInfo { hasNextPage hasPreviousPage endCursor }
        totalCount @include(if: $total) } }`;
    return api.ask(query, { as: 'ECOLOGY_BUREAU', variables, ...asking });
  };
  const list = async (variables: Record<string, unknown>): Promise<Page> =>
    valueOf(await askList(variables), 'vehicles') as Page;

  async function walk(filter: object, first: number): Promise<Page['edges'][number][]> {
    const edges: Page['edges'][number][] = [];
    let after: string | null = null;
    for (;;) {
      const page: Page = await list({ filter, first, after });
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      edges.push(...page.edges);
      if (!page.pageInfo.hasNextPage) return edges;
      after = page.pageInfo.endCursor;
    }
  }

  it.each([1, 7, 46, 47, 200])(
    'should give the whole list in pages of %d, each vehicle once',
    async (first) => {
      const ids = (await walk({}, first)).map(({ node }) => node.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect([...ids].sort()).toEqual([...all].sort());
      expect(await walk({}, 200).then((edges) => edges.map(({ node }) => node.id))).toEqual(ids);
    },
  );

  it('should order a wildcard search by plate and page through it', async () => {
    const found = (await walk({ platePattern: '沪a·?00?1*' }, 2)).map(({ matchedPlate }) => matchedPlate);
    expect(found).toEqual(['沪A00001', '沪A00011', '沪A00021', '沪A00031', '沪A00041']);
  });

  it('should find a vehicle by a half-read plate that it gave up', async () => {
    const { id } = await registered(api, truck(901));
    await say(
      api,
      'replate',
      { id },
      { plate: { number: '沪B00901', type: '01', color: 'YELLOW' }, on: '2026-11-02' },
    );
    const { edges } = await list({ filter: { platePattern: '沪A?0901' } });
    expect(edges).toMatchObject([{ matchedPlate: '沪A00901', node: { id, plate: { number: '沪B00901' } } }]);
    await say(api, 'scrap', { id }, { status: 'E', on: '2026-11-03' });
    all.push(id);
  });

  it('should count only when asked, and count all and not the page', async () => {
    const plain = await askList({ filter: { stages: ['G2', 'G3'] }, first: 5 });
    const counted = await askList({ filter: { stages: ['G2', 'G3'] }, first: 5, total: true });
    expect(valueOf(plain, 'vehicles')).not.toHaveProperty('totalCount');
    expect(valueOf(counted, 'vehicles')).toMatchObject({ totalCount: 24 });
    const score = ({ extensions }: GraphqlAnswer): number => (extensions['cost'] as { score: number }).score;
    expect(score(counted)).toBeGreaterThan(score(plain));
  });

  it.each([
    ['the district', { division: '310115' }, 17],
    ['the whole of 上海', { division: '310000', status: 'A' }, COUNT],
    ['the 国三 list', { reason: 'G3_DIESEL_TRUCK' }, 23],
    ['what a person must decide', { review: 'FUEL_UNKNOWN' }, 1],
    ['the scrapped', { status: 'E' }, 1],
    ['conditions that exclude each other', { stages: ['G5'], g3List: 'LISTED' }, 0],
  ])('should filter by %s', async (_what, filter, count) => {
    expect(await list({ filter, first: 1, total: true })).toMatchObject({ totalCount: count });
  });

  it.each<[what: string, variables: Record<string, unknown>, code: string, field: string]>([
    ['a page above the cap', { first: 201 }, 'PAGE_TOO_LARGE', 'first'],
    ['an empty page', { first: 0 }, 'PAGE_INVALID', 'first'],
    ['a cursor of nobody', { after: 'bm9ib2R5' }, 'CURSOR_INVALID', 'after'],
    ['a pattern of nothing', { filter: { platePattern: '*' } }, 'PATTERN_TOO_BROAD', 'filter.platePattern'],
    [
      'a pattern with an O',
      { filter: { platePattern: '沪AO*' } },
      'PLATE_ILLEGAL_LETTER',
      'filter.platePattern',
    ],
    ['a VIN of two letters', { filter: { vinPrefix: 'LZ' } }, 'PATTERN_TOO_BROAD', 'filter.vinPrefix'],
    ['a division that never was', { filter: { division: '340900' } }, 'DIVISION_UNKNOWN', 'filter.division'],
    ['a status that is none', { filter: { status: 'Y' } }, 'STATUS_UNKNOWN', 'filter.status'],
  ])('should refuse %s', async (_what, variables, code, field) => {
    const answer = await askList(variables);
    expect(answer.errors).toMatchObject([
      { extensions: { code, field, requestId: answer.extensions['requestId'] } },
    ]);
  });

  it('should refuse the cursor of another list', async () => {
    const { pageInfo } = await list({ filter: { stages: ['G3'] }, first: 2 });
    const other = await askList({ filter: { stages: ['G4'] }, first: 2, after: pageInfo.endCursor });
    expect(errorCodes(other)).toEqual(['CURSOR_INVALID']);
  });

  it('should refuse a division outside of the reach instead of answering with an empty list', async () => {
    const asking = { as: 'TRAFFIC_POLICE', headers: WITH_PURPOSE } as const;
    const answer = await askList({ filter: { division: '320100' } }, asking);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'OUT_OF_SCOPE', field: 'filter.division' } }]);
  });

  describe('one vehicle', () => {
    it('should be found by id, by VIN, by plate, and as a node', async () => {
      const { id, vin } = await registered(api, truck(902));
      const plate = { number: '沪·A00902', type: '01' };
      for (const key of [{ id }, { vin }, { plate }, { vin, plate }]) {
        expect(await lookUp(api, key)).toMatchObject({ outcome: 'FOUND', vehicle: { id, vin } });
      }
      const query = 'query ($id: ID!) { node(id: $id) { __typename id } }';
      const node = async (of: string): Promise<unknown> =>
        valueOf(await api.ask(query, { as: 'ECOLOGY_BUREAU', variables: { id: of } }), 'node');
      expect(await node(id)).toEqual({ __typename: 'Vehicle', id });
      expect(await node('bm9ib2R5')).toBeNull();
    });

    it('should not be guessed where a plate without its type may mean two', async () => {
      const plate = (type: string, color: string): object => ({ plate: { number: '沪A00903', type, color } });
      const lorry = await registered(api, truck(903, plate('01', 'YELLOW')));
      const car = await registered(
        api,
        truck(904, { ...plate('02', 'BLUE'), vehicleType: 'K33', fuel: 'A', massKg: 1800 }),
      );
      const answer = await lookUp(api, { plate: { number: '沪A00903' } });
      expect(answer).toMatchObject({ outcome: 'AMBIGUOUS', vehicle: null });
      expect(answer.candidates.map(({ id }) => id).sort()).toEqual([lorry.id, car.id].sort());
    });

    it.each<[what: string, variables: Record<string, unknown>, code: string]>([
      ['no key', {}, 'VEHICLE_KEY_INVALID'],
      ['two keys', { id: 'x', vin: 'y' }, 'VEHICLE_KEY_INVALID'],
      ['an id of nothing', { id: 'T2RkOjE' }, 'ID_INVALID'],
      ['a wrong VIN', { vin: 'LZZ5ELNB5CN123456' }, 'VIN_CHECK'],
      ['a moment to come', { vin: 'LZZ5ELNB6CN123456', asOf: '2027-01-01T00:00:00.000Z' }, 'TIME_FUTURE'],
    ])('should refuse %s', async (_what, variables, code) => {
      expect(errorCodes(await askVehicle(api, variables))).toEqual([code]);
    });
  });
});
