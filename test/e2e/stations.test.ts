import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LimitSetProjection, StationProjection } from '../../src/features/inspections/index.js';
import { statement } from '../../src/platform/database/statement.js';
import { rebuildProjection } from '../../src/platform/facts/rebuild.js';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  activeStations,
  askStation,
  fileStation,
  inspectionStation,
  issueCode,
  repairStation,
  setLimits,
  setStatus,
  type StationWrite,
} from '../support/station-requests.js';
import { errorCodes, newKey } from '../support/vehicle-requests.js';

const USCC = '91310115MA1FAKE00Y';
const codes = ({ problems = [] }: StationWrite): readonly unknown[] =>
  problems.map(({ code, field }) => [code, field]);

describe('stations', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it('should be filed once, corrected by a later filing, and answered the same to a repetition', async () => {
    const key = newKey();
    const first = await fileStation(api, inspectionStation(1), { key });
    expect(first.station).toMatchObject({ code: '310115-I0001', role: 'INSPECTION', status: 'ACTIVE' });
    expect(await fileStation(api, inspectionStation(1), { key })).toEqual(first);
    const corrected = await fileStation(api, inspectionStation(1, { activeFrom: '2021-06-01' }));
    expect(corrected.station?.spans).toEqual([
      { status: 'ACTIVE', from: '2021-05-31T16:00:00.000Z', until: null },
    ]);
  });

  it.each([
    ['a code that is none', { code: '31-1' }, 'STATION_CODE_FORMAT', 'code'],
    ['a division that never was', { code: '310999-I1' }, 'DIVISION_UNKNOWN', 'code'],
    ['a wrong credit code', { uscc: '91310115MA1FAKE00X' }, 'USCC_CHECK', 'uscc'],
    ['no name', { name: '无' }, 'SENTINEL_VALUE', 'name'],
  ])('should be refused with %s', async (_what, changes, code, field) => {
    expect(codes(await fileStation(api, inspectionStation(2, changes)))).toEqual([[code, field]]);
  });

  it('should be refused when its people are those of another kind of organisation', async () => {
    const { organisationId } = repairStation(1);
    expect(codes(await fileStation(api, inspectionStation(2, { organisationId })))).toEqual([
      ['STATION_ORGANISATION_MISMATCH', 'organisationId'],
    ]);
  });

  it('should not be of both kinds by one body, whoever comes first', async () => {
    await fileStation(api, inspectionStation(3, { uscc: USCC }));
    expect(codes(await fileStation(api, repairStation(3, { uscc: USCC })))).toEqual([
      ['STATION_ROLE_CONFLICT', 'uscc'],
    ]);
    expect(codes(await fileStation(api, inspectionStation(4, { uscc: USCC })))).toEqual([]);
  });

  it('should be filed by the side that they belong to, within its reach', async () => {
    expect(errorCodes(await askStation(api, inspectionStation(5), { as: 'TRANSPORT_BUREAU' }))).toEqual([
      'FORBIDDEN',
    ]);
    expect(errorCodes(await askStation(api, inspectionStation(5), { as: 'INSPECTION_STATION' }))).toEqual([
      'FORBIDDEN',
    ]);
    const elsewhere = inspectionStation(5, { code: '320115-I0005' });
    expect(errorCodes(await askStation(api, elsewhere))).toEqual(['OUT_OF_SCOPE']);
  });

  it('should be on the public list while they are at work, by city and kind', async () => {
    await fileStation(api, inspectionStation(6));
    await fileStation(api, repairStation(6));
    const suspended = { code: '310115-I0006', status: 'SUSPENDED', basis: '沪环函〔2026〕1号' };
    const { station } = await setStatus(api, { ...suspended, from: '2026-11-23T03:00:00.000Z' });
    expect(station).toMatchObject({ status: 'SUSPENDED' });
    expect(station?.spans.map(({ status, until }) => [status, until])).toEqual([
      ['ACTIVE', '2026-11-23T03:00:00.000Z'],
      ['SUSPENDED', null],
    ]);
    expect(await activeStations(api, '310000', 'INSPECTION')).not.toContain('310115-I0006');
    expect(await activeStations(api, '310115', 'REPAIR')).toEqual(['310115-M0006']);
    expect(await activeStations(api, '320100', null)).toEqual([]);
    api.clock.at = '2026-11-23T02:00:00.000Z';
    expect(await activeStations(api, '310000', 'INSPECTION')).toContain('310115-I0006');
    api.clock.at = '2026-11-23T04:00:00.000Z';
  });

  it('should not change before they were filed for, nor without a document', async () => {
    const change = { code: '310115-I0001', status: 'CLOSED', from: '2019-01-01T00:00:00.000Z' };
    expect(codes(await setStatus(api, { ...change, basis: '无' }))).toEqual([
      ['SENTINEL_VALUE', 'basis'],
      ['TIME_ORDER', 'from'],
    ]);
    expect(codes(await setStatus(api, { ...change, code: '310115-I9999', basis: 'x' }))).toEqual([
      ['STATION_UNKNOWN', 'code'],
    ]);
  });

  it('should get a contingency code that is shown once and nowhere kept', async () => {
    const key = newKey();
    const order = {
      code: '310115-I0001',
      from: '2026-11-23T00:00:00.000Z',
      until: '2026-11-24T00:00:00.000Z',
      basis: '专线中断',
    };
    const { contingencyCode } = await issueCode(api, order, key);
    expect(contingencyCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
    expect((await issueCode(api, order, key)).contingencyCode).toBeNull();
    const kept = await api.test.owner.query<{ all: string }>(
      statement(
        'test_contingency_kept',
        `SELECT (SELECT string_agg(payload::text, '') FROM fact) || (SELECT string_agg(state, '') FROM station)
           || (SELECT string_agg(response::text, '') FROM idempotency_key) AS all`,
      ),
    );
    expect(kept[0]?.all).toMatch(/codeHash/);
    expect(kept[0]?.all).not.toContain(contingencyCode);
    expect(codes(await issueCode(api, { ...order, until: order.from }))).toEqual([['TIME_ORDER', 'until']]);
  });

  it('should be judged by the limits that their city adopted', async () => {
    const adopted = { division: '310000', limitSet: 'B', from: '2026-01-01', basis: '沪环规〔2025〕9号' };
    expect((await setLimits(api, adopted)).decisions).toMatchObject([{ limitSet: 'B', from: '2026-01-01' }]);
    const back = await setLimits(api, { ...adopted, limitSet: 'A', from: '2025-01-01' });
    expect(back.decisions?.map(({ limitSet }) => limitSet)).toEqual(['A', 'B']);
    expect(codes(await setLimits(api, { ...adopted, division: '310115' }))).toEqual([
      ['LIMIT_SET_DIVISION', 'division'],
    ]);
  });

  it('should be the same when their tables are built anew', async () => {
    const options = { apply: false, onProgress: () => undefined };
    for (const projection of [new StationProjection(), new LimitSetProjection()]) {
      const { examples, subjects } = await rebuildProjection(api.test.owner, projection, options);
      expect({ examples, some: subjects > 0 }).toEqual({ examples: [], some: true });
    }
  });
});
