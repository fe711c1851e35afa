import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FactIngestService, VehicleProjection } from '../../src/features/registry/index.js';
import { globalId } from '../../src/platform/graphql/relay.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { stampAllAudit } from '../support/audit-chain.js';
import { plate } from '../support/vehicle-fact-builder.js';
import { truck, vehicleId, vinOf } from '../support/registry-fixture.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';

const WHY = { 'x-purpose': 'CASE_INVESTIGATION', 'x-case-no': 'D-2026-1' };

const ROADSIDE_FIELDS = `
  verdict verdictText ambiguous plateNumber at checkedAt
  reasons { code text verdict clause { id document article text } since evidenceAt evidenceAgeDays
    nextStep nextStepText vehicleId province }
  vehicle { id match vin frameNo plate { number type typeName color from to } vehicleType vehicleTypeName useNature
    useNatureName fuel fuelName isDiesel emissionClass stage stageSource massKg engineModel firstRegisteredOn division
    divisionName ownerKind status statusNames scrappedOn retrofit { kind on certificateNo } flags { code text } recordedAt }
  vehicles { id }
  sources { province name status asOf }
  warnings { code text }`;

describe('questions to the registry over HTTP', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi();
    const ingest = new FactIngestService(
      api.parts.database,
      api.parts.facts,
      new VehicleProjection(VEHICLE_EXTENSIONS),
    );
    const old = {
      emissionStage: 'G3',
      firstRegisteredOn: '2010-03-01',
      manufacturedOn: '2010-01-15',
    } as const;
    await ingest.ingest([
      truck(1, '沪A00001', { ...old, division: '310115' }, { site: '310000' }),
      truck(2, '皖K12345', { division: '341200' }, { site: '340000' }),
      truck(3, '皖K12345', {
        plate: plate('皖K12345', '02', 'BLUE'),
        vehicleType: 'K33',
        division: '341200',
      }),
      ...Array.from({ length: 30 }, (_, n) =>
        truck(100 + n, `沪B2300${n}`.slice(0, 7), { division: '310115' }),
      ).slice(0, 10),
    ]);
  });
  afterAll(() => api.close());

  const QUESTION = `query ($number: String!, $type: String, $color: PlateColor, $at: Instant, $location: GeoPoint) {
    roadsideCheck(plateNumber: $number, plateType: $type, plateColor: $color, at: $at, location: $location) {
      ${ROADSIDE_FIELDS} } }`;
  /** With a second field the operation takes the general way through the resolvers. */
  const GENERAL = QUESTION.replace('{\n    roadsideCheck', '{ __typename\n    roadsideCheck');

  it.each([
    [
      'a listed truck',
      { number: '沪A·00001', type: '01', color: 'YELLOW', location: { lon: 121.4, lat: 31.2 } },
    ],
    ['two vehicles', { number: '皖K12345' }],
    ['no record', { number: '浙C99999', at: '2026-11-20T12:00:00+08:00' }],
  ])('should answer %s alike on the fast and on the general way', async (_, variables) => {
    const [fast, general] = await Promise.all(
      [QUESTION, GENERAL].map((query) => api.ask(query, { as: 'TRAFFIC_POLICE', variables })),
    );
    expect(fast!.errors).toBeUndefined();
    expect(fast!.status).toBe(200);
    expect(general!.data).toEqual({ __typename: 'Query', ...fast!.data });
    expect(fast!.extensions).toHaveProperty('cost.score');
  });

  it.each([
    ['zh', '字段 plateNumber'],
    ['en', 'plateNumber:'],
  ])('should refuse a wrong plate with its code in %s', async (language, words) => {
    const asked = {
      as: 'TRAFFIC_POLICE',
      variables: { number: '苏A1234O' },
      headers: { 'accept-language': language },
    } as const;
    for (const query of [QUESTION, GENERAL]) {
      const { errors } = await api.ask(query, asked);
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.message).toContain(words);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'PLATE_ILLEGAL_LETTER', field: 'plateNumber' });
    }
  });

  it('should not answer without a token or to another role', async () => {
    const asked = { variables: { number: '沪A00001' } };
    await expect(api.ask(QUESTION, asked)).resolves.toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    const refused = await api.ask(QUESTION, { ...asked, as: 'REPAIR_STATION' });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('should find one vehicle by each of its names and by its global id', async () => {
    const query = `query ($id: ID, $vin: String, $plate: PlateKeyInput, $asOf: Instant) {
      vehicle(id: $id, vin: $vin, plate: $plate, asOf: $asOf) {
        outcome candidates { id } vehicle { id vin g3List reasons { code facts } plates { number } hiddenFields } } }`;
    const keys = [
      { id: globalId('Vehicle', vehicleId(1)) },
      { vin: vinOf(1) },
      { plate: { number: '沪A00001', type: '01' } },
      { vin: vinOf(1), plate: { number: '沪A00001' }, asOf: '2026-11-01T00:00:00Z' },
    ];
    for (const variables of keys) {
      const answer = await api.ask(query, { as: 'TRAFFIC_POLICE', variables, headers: WHY });
      expect(answer).toMatchObject({
        data: {
          vehicle: { outcome: 'FOUND', vehicle: { id: keys[0]?.id, g3List: 'LISTED', hiddenFields: [] } },
        },
      });
    }
    const node = `query ($id: ID!) { node(id: $id) { __typename id ... on Vehicle { stage } } }`;
    const variables = { id: keys[0]?.id };
    await expect(api.ask(node, { as: 'TRAFFIC_POLICE', variables, headers: WHY })).resolves.toMatchObject({
      data: { node: { __typename: 'Vehicle', id: keys[0]?.id, stage: 'G3' } },
    });
  });

  it('should ask police for a purpose before it shows a vehicle', async () => {
    const query = `query ($vin: String) { vehicle(vin: $vin) { outcome } }`;
    const { errors } = await api.ask(query, { as: 'TRAFFIC_POLICE', variables: { vin: vinOf(1) } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'PURPOSE_REQUIRED' });
  });

  it('should give lists in pages, with a total only when it is asked for', async () => {
    const query = `query ($filter: VehicleFilterInput, $first: Int, $after: String, $total: Boolean!) {
      vehicles(filter: $filter, first: $first, after: $after) {
        edges { cursor matchedPlate node { id plate { number } } } pageInfo { hasNextPage hasPreviousPage endCursor }
        totalCount @include(if: $total) } }`;
    const filter = { platePattern: '沪B·?3*', stages: ['G5'], division: '310000' };
    const first = await api.ask(query, {
      as: 'ECOLOGY_BUREAU',
      variables: { filter, first: 6, total: true },
    });
    expect(first).toMatchObject({ data: { vehicles: { totalCount: 10, pageInfo: { hasNextPage: true } } } });
    const { pageInfo } = (first.data as unknown as { vehicles: { pageInfo: { endCursor: string } } })
      .vehicles;
    const variables = { filter, first: 6, after: pageInfo.endCursor, total: false };
    const rest = await api.ask(query, { as: 'ECOLOGY_BUREAU', variables });
    const { vehicles } = rest.data as unknown as { vehicles: { edges: { matchedPlate: string }[] } };
    expect(vehicles.edges.map((edge) => edge.matchedPlate)).toEqual([
      '沪B23006',
      '沪B23007',
      '沪B23008',
      '沪B23009',
    ]);
    expect(vehicles).not.toHaveProperty('totalCount');
    const above = await api.ask(query, { as: 'ECOLOGY_BUREAU', variables: { first: 201, total: false } });
    expect(above.errors?.[0]?.extensions).toMatchObject({ code: 'PAGE_TOO_LARGE', field: 'first' });
  });

  it('should show the review queue and the state of the site to those who work on them', async () => {
    const queue = `{ reviewQueue(filter: {kinds: [FUEL_UNKNOWN]}, first: 5) { totalCount edges { node { code vehicle { id } } } } }`;
    const review = await api.ask(queue, { as: 'ECOLOGY_BUREAU' });
    expect(review).toMatchObject({ data: { reviewQueue: { totalCount: 0, edges: [] } } });
    const status = `{ siteStatus { site logs { site unstamped lastSequence } sources { province status } auditChain { head entries waiting } } }`;
    const answer = await api.ask(status, { as: 'SITE_OPERATOR' });
    expect(answer).toMatchObject({ data: { siteStatus: { site: '310000' } } });
    const { link, entries } = await stampAllAudit(api.test.database);
    const chained = await api.ask(status, { as: 'SITE_OPERATOR' });
    expect(chained).toMatchObject({
      data: { siteStatus: { auditChain: { head: link, entries, waiting: 0 } } },
    });
    const refused = await api.ask(status, { as: 'TRAFFIC_POLICE' });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('should check ten thousand plates in one call, alike on both ways', async () => {
    const fields = `checkPlates(plates: $plates) { checkedAt sources { province status }
      rows { index plateNumber code message verdict reasons ambiguous vehicleId } }`;
    const plates = Array.from({ length: 10_000 }, (_, n) =>
      n % 2 === 0
        ? { plateNumber: `沪B${23_000 + n}` }
        : { plateNumber: `沪Ａ·${String(n).padStart(5, '0')}`, plateType: '01' },
    );
    const asked = { as: 'TRAFFIC_POLICE', variables: { plates } } as const;
    const fast = await api.ask(`query ($plates: [PlateToCheckInput!]!) { ${fields} }`, asked);
    const general = await api.ask(`query ($plates: [PlateToCheckInput!]!) { __typename ${fields} }`, asked);
    expect(fast.errors).toBeUndefined();
    expect(general.data).toEqual({ __typename: 'Query', ...fast.data });
    const { rows } = (fast.data as unknown as { checkPlates: { rows: { code: string }[] } }).checkPlates;
    expect(rows).toHaveLength(10_000);
    expect(rows[1]?.code).toBe('CHECK');
    const variables = { plates: [...plates, { plateNumber: '沪A00001' }] };
    const above = await api.ask(`query ($plates: [PlateToCheckInput!]!) { ${fields} }`, {
      ...asked,
      variables,
    });
    expect(above.errors?.[0]?.extensions).toMatchObject({ code: 'BATCH_TOO_LARGE', field: 'plates' });
  });
});
