import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';
import { VehicleProjection } from '../../src/features/registry/index.js';
import { rebuildProjection } from '../../src/platform/facts/rebuild.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { openListings } from '../support/loop-requests.js';
import { vinOf } from '../support/registry-fixture.js';
import { askCheck, fieldCheck, reasonsAtRoadside, refused, sendCheck } from '../support/sensing-requests.js';
import { setLimits } from '../support/station-requests.js';
import { errorCodes, newKey, registered, truck, valueOf, WITH_PURPOSE } from '../support/vehicle-requests.js';

const AT = '2026-11-20T02:00:00.000Z';
const freeAcceleration = (...readings: readonly string[]) => ({
  items: [{ code: 'K_FA', value: readings[0], unit: 'm-1', readings }],
});

describe('checks at the roadside and on site', () => {
  let api: TestApi;
  const ids = new Map<number, string>();
  const sourceOf = async (n: number): Promise<string | undefined> =>
    (await openListings(api)).find(({ vehicleId }) => vehicleId === ids.get(n))?.source;

  beforeAll(async () => {
    api = await startTestApi();
    for (let n = 1; n <= 8; n += 1) ids.set(n, (await registered(api, truck(n))).id);
    await setLimits(api, {
      division: '310000',
      limitSet: 'B',
      from: '2026-11-15',
      basis: '沪府批〔2026〕3号',
    });
  });
  afterAll(() => api.close());

  it('should list the vehicle by a single failed test, and answer the same to a repetition', async () => {
    const key = newKey();
    const check = fieldCheck(1, AT);
    const first = await sendCheck(api, check, { key });
    expect(first).toMatchObject({ result: 'FAIL', repeated: false, vehicleId: ids.get(1) });
    expect(await sourceOf(1)).toBe('ROADSIDE_FAIL');
    expect((await reasonsAtRoadside(api, 1)).map(({ code }) => code)).toContain('OVER_LIMIT_LISTED');
    expect(await sendCheck(api, check, { key })).toEqual(first);
    expect(await sendCheck(api, check)).toEqual({ ...first, repeated: true });
    expect(refused(await sendCheck(api, { ...check, disposal: '罚款 200 元' }))).toEqual([
      ['DUPLICATE_REPORT_CONFLICT', 'recordNo'],
    ]);
    expect(errorCodes(await askCheck(api, fieldCheck(2, AT), { key }))).toEqual(['IDEMPOTENCY_CONFLICT']);
  });

  it.each([
    ['limit b of the city on the day', '2026-11-15T02:00:00.000Z', ['0.70', '0.71', '0.72'], 'FAIL'],
    ['limit b, just met', '2026-11-15T03:00:00.000Z', ['0.70', '0.70', '0.70'], 'PASS'],
    ['limit a of the day before', '2026-11-14T02:00:00.000Z', ['1.20', '1.20', '1.20'], 'PASS'],
  ])('should be judged by %s', async (_limit, at, readings, result) => {
    expect(await sendCheck(api, fieldCheck(2, at, freeAcceleration(...readings)))).toMatchObject({ result });
  });

  it('should be void with an instrument whose verification had expired, and list nobody', async () => {
    const sent = await sendCheck(api, fieldCheck(3, AT, { instrumentValidTo: '2026-11-19' }));
    expect([sent.result, await sourceOf(3)]).toEqual(['VOID', undefined]);
    const last = await sendCheck(
      api,
      fieldCheck(3, '2026-11-20T03:00:00.000Z', { instrumentValidTo: '2026-11-20' }),
    );
    expect([last.result, await sourceOf(3)]).toEqual(['FAIL', 'ROADSIDE_FAIL']);
  });

  it('should be made on site by the ecology bureau only', async () => {
    const check = fieldCheck(4, AT, { place: 'ONSITE' });
    expect(refused(await sendCheck(api, check))).toEqual([['ONSITE_BY_ECOLOGY', 'place']]);
    expect(await sendCheck(api, check, { as: 'ECOLOGY_BUREAU' })).toMatchObject({ result: 'FAIL' });
    expect(await sourceOf(4)).toBe('ONSITE_FAIL');
  });

  it('should find the vehicle by its VIN, and wait for one that nobody has registered yet', async () => {
    expect(await sendCheck(api, fieldCheck(5, AT, { plate: null, vin: vinOf(5) }))).toMatchObject({
      vehicleId: ids.get(5),
    });
    const early = await sendCheck(api, fieldCheck(40, AT, { plate: null, vin: vinOf(40) }));
    const { id } = await registered(api, truck(40));
    expect(early.vehicleId).toBe(id);
    expect((await reasonsAtRoadside(api, 40)).map(({ code }) => code)).toContain('OVER_LIMIT_LISTED');
  });

  it.each([
    ['one officer', { officers: ['P001'] }, 'OFFICERS_TOO_FEW', 'officers'],
    ['one officer twice', { officers: ['P001', ' P001'] }, 'OFFICERS_TOO_FEW', 'officers'],
    ['no instrument', { instrument: null }, 'FIELD_MISSING', 'instrument'],
    [
      'an instrument without its verification',
      { instrumentValidTo: null },
      'FIELD_MISSING',
      'instrumentValidTo',
    ],
    ['neither plate nor VIN', { plate: null }, 'VEHICLE_KEY_INVALID', 'vin'],
    ['an unknown plate', { plate: { number: '沪A98765', type: '01' } }, 'VEHICLE_UNKNOWN', 'plate.number'],
    ['a place in another province', { division: '320100' }, 'OUT_OF_SCOPE', 'division'],
    ['two runs only', freeAcceleration('1.6', '1.6'), 'READINGS_TOO_FEW', 'items'],
    ['a moment ahead', { checkedAt: '2026-11-24T02:00:00.000Z' }, 'TIME_FUTURE', 'checkedAt'],
    ['no number', freeAcceleration('1,6', '1.6', '1.6'), 'DECIMAL_FORMAT', 'items[0].value'],
    ['a signature that is no digest', { signatureSha256: 'x' }, 'SHA256_FORMAT', 'signatureSha256'],
  ])('should be refused with %s', async (_what, changes, code, field) => {
    const answer = await sendCheck(api, fieldCheck(6, AT, changes));
    expect(refused(answer)[0]).toEqual([
      code,
      expect.stringMatching(new RegExp(`^${field.replace(/[[\]]/g, '\\$&')}`)) as unknown,
    ]);
    expect(await sourceOf(6)).toBeUndefined();
  });

  it.each(['INSPECTION_STATION', 'REPAIR_STATION', 'TRANSPORT_BUREAU'] as const)(
    'should not be taken from %s',
    async (as) => {
      expect(errorCodes(await askCheck(api, fieldCheck(7, AT), { as }))).toEqual(['FORBIDDEN']);
    },
  );

  it('should be listed by vehicle and by province, with the judgement of the service', async () => {
    const query = `query ($vehicle: ID, $division: String, $first: Int, $after: String) {
      fieldChecks(vehicle: $vehicle, division: $division, first: $first, after: $after) { edges { cursor node {
        place result officers instrument items { code value limit pass } flags { code } division } } } }`;
    const ask = async (variables: object) => {
      const answer = await api.ask(query, {
        as: 'TRAFFIC_POLICE',
        headers: WITH_PURPOSE,
        variables: { ...variables },
      });
      return (valueOf(answer, 'fieldChecks') as { edges: { cursor: string; node: object }[] }).edges;
    };
    const own = await ask({ vehicle: ids.get(3) });
    expect(own.map(({ node }) => node)).toEqual([
      {
        place: 'ROADSIDE',
        result: 'FAIL',
        officers: ['P001', 'E001'],
        instrument: 'SM-01',
        items: expect.arrayContaining([
          { code: 'K_FA', value: '1.6200', limit: '0.7', pass: false },
        ]) as unknown,
        flags: [],
        division: '310115',
      },
      expect.objectContaining({
        result: 'VOID',
        flags: [{ code: 'INSTRUMENT_EXPIRED' }, { code: 'TEST_INVALID' }],
      }),
    ]);
    const all = await ask({ division: '310115', first: 50 });
    const [first] = await ask({ first: 1 });
    expect((await ask({ first: 50, after: first?.cursor })).length).toBe(all.length - 1);
    expect(
      errorCodes(await api.ask('{ fieldChecks { edges { cursor } } }', { as: 'REPAIR_STATION' })),
    ).toEqual(['FORBIDDEN']);
  });

  it('should come out the same when all rows are made anew from the facts', async () => {
    const report = await rebuildProjection(api.test.owner, new VehicleProjection(VEHICLE_EXTENSIONS), {
      apply: false,
      onProgress: () => undefined,
    });
    expect(Object.values(report.differing).filter((count) => count > 0)).toEqual([]);
  });
});
