import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SiteCode } from '../../src/domain/sync/fact.js';
import { statement } from '../../src/platform/database/statement.js';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  askRoadside,
  errorCodes,
  reasonCodes,
  registered,
  roadside,
  truck,
} from '../support/vehicle-requests.js';

const HEARD = statement(
  'test_heard_of',
  'INSERT INTO site_source VALUES ($1, $2) ON CONFLICT (site) DO UPDATE SET heard_at = excluded.heard_at',
);
const OLD = { emissionStage: '3', firstRegisteredOn: '2010-03-01', manufacturedOn: null };
const CAR = { vehicleType: 'K33', fuel: 'A', massKg: 1800, emissionStage: '5' };

describe('the roadside question through the API', () => {
  let api: TestApi;
  let lorry: string;
  let car: string;

  beforeAll(async () => {
    api = await startTestApi();
    ({ id: lorry } = await registered(
      api,
      truck(1, { ...OLD, plate: { number: '沪K12345', type: '01', color: 'YELLOW' } }),
    ));
    ({ id: car } = await registered(
      api,
      truck(2, { ...CAR, plate: { number: '沪K12345', type: '02', color: 'BLUE' } }),
    ));
    await registered(api, truck(3));
    await registered(api, truck(4, { status: 'GQ' }));
    await registered(api, truck(5, { status: 'C' }));
  });
  afterAll(() => api.close());

  describe('a number that two vehicles share', () => {
    it('should return both and say so, whoever of them it is', async () => {
      const answer = await roadside(api, '沪K12345');
      expect(answer).toMatchObject({ ambiguous: true, verdict: 'UNKNOWN', vehicle: null });
      expect(reasonCodes(answer)).toEqual(['TWO_VEHICLES_SHARE_NUMBER', 'G3_DIESEL_TRUCK']);
      expect(answer.vehicles.map(({ id }) => id).sort()).toEqual([lorry, car].sort());
      expect(answer.reasons[0]?.nextStep).toBe('ASK_TYPE_OR_COLOR');
    });

    const narrowed: [what: string, more: Record<string, unknown>, which: () => string, verdict: string][] = [
      ['the type of the lorry', { plateType: '01' }, () => lorry, 'CHECK'],
      ['the type of the car', { plateType: '02' }, () => car, 'PASS'],
      ['a yellow plate', { plateColor: 'YELLOW' }, () => lorry, 'CHECK'],
      ['a blue plate', { plateColor: 'BLUE' }, () => car, 'PASS'],
    ];
    it.each(narrowed)('should be told apart by %s', async (_what, more, which, verdict) => {
      const answer = await roadside(api, '沪K12345', more);
      expect(answer).toMatchObject({ ambiguous: false, verdict, vehicle: { id: which() } });
    });

    it('should not be narrowed by a colour that nobody could tell', async () => {
      expect(await roadside(api, '沪K12345', { plateColor: 'UNKNOWN' })).toMatchObject({ ambiguous: true });
    });

    it('should say that the number is known under another type', async () => {
      const other = await roadside(api, '沪K12345', { plateType: '13' });
      expect(other).toMatchObject({ verdict: 'UNKNOWN', vehicle: null });
      expect(reasonCodes(other)).toEqual(expect.arrayContaining(['PLATE_UNDER_OTHER_TYPE', 'NO_RECORD']));
    });
  });

  it('should doubt a plate of another colour than the record says', async () => {
    const answer = await roadside(api, '沪A00003', { plateColor: 'BLUE' });
    expect(answer).toMatchObject({ verdict: 'CHECK' });
    expect(reasonCodes(answer)).toEqual(['PLATE_COLOR_MISMATCH']);
  });

  it.each([
    ['沪A00003', 'PASS', []],
    ['沪A00004', 'CHECK', ['INSPECTION_OVERDUE']],
    ['沪A00005', 'STOP', ['STATUS_STOLEN']],
  ])('should answer for %s with %s', async (number, verdict, codes) => {
    const answer = await roadside(api, number);
    expect([answer.verdict, reasonCodes(answer)]).toEqual([verdict, codes]);
  });

  it('should read the plate as it is written on the road', async () => {
    for (const written of ['沪k12345', '沪Ｋ·１２３４５', ' 沪K-12345 ']) {
      expect(await roadside(api, written)).toMatchObject({ plateNumber: '沪K12345', ambiguous: true });
    }
  });

  describe('the four provinces', () => {
    const statusOf = async (number: string): Promise<string> => {
      const { sources } = await roadside(api, number);
      return sources.map(({ province, status }) => `${province.slice(0, 2)} ${status}`).join(', ');
    };
    const heard = (site: SiteCode, at: string): Promise<unknown[]> =>
      api.parts.database.query(HEARD, [site, at]);

    it('should name those that were never heard of, beside a record and beside none', async () => {
      const silent = '32 SILENT, 33 SILENT, 34 SILENT';
      expect(await statusOf('沪A00003')).toBe(`31 ANSWERED, ${silent}`);
      expect(await statusOf('浙B77777')).toBe(`31 NO_RECORD, ${silent}`);
      const answer = await roadside(api, '浙B77777');
      expect(answer.verdict).toBe('UNKNOWN');
      expect(reasonCodes(answer)).toEqual(['NO_RECORD', 'SOURCE_SILENT', 'SOURCE_SILENT', 'SOURCE_SILENT']);
      expect(answer.reasons.map(({ province }) => province)).toEqual([null, '320000', '330000', '340000']);
    });

    it('should tell who was heard of within the day from who was not', async () => {
      await heard('320000', '2026-11-22T05:00:00.000Z');
      await heard('330000', '2026-11-22T03:00:00.000Z');
      expect(await statusOf('浙B77777')).toBe('31 NO_RECORD, 32 NO_RECORD, 33 SILENT, 34 SILENT');
      const { sources, reasons } = await roadside(api, '浙B77777');
      expect(sources[2]).toMatchObject({ asOf: '2026-11-22T03:00:00.000Z' });
      expect(reasons.find(({ province }) => province === '330000')).toMatchObject({ evidenceAgeDays: 1 });
    });
  });

  it.each([
    ['zh-CN,zh;q=0.9', '国三'],
    ['en-GB', 'diesel truck'],
  ])('should speak the language of the caller: %s', async (language, reason) => {
    const answer = await roadside(
      api,
      '沪K12345',
      { plateType: '01' },
      { headers: { 'accept-language': language } },
    );
    expect(answer.reasons[0]).toMatchObject({
      code: 'G3_DIESEL_TRUCK',
      text: expect.stringContaining(reason),
    });
    expect(answer.reasons[0]?.clause).toMatchObject({
      document: expect.any(String),
      article: expect.any(String),
    });
  });

  it('should ask about a past moment and not about the future', async () => {
    const past = await roadside(api, '沪A00003', { at: '2012-01-01T00:00:00.000Z' });
    expect(past).toMatchObject({ verdict: 'UNKNOWN', vehicle: { match: 'FUTURE' } });
    const future = await askRoadside(api, { plateNumber: '沪A00003', at: '2026-11-24T00:00:00.000Z' });
    expect(future.errors).toMatchObject([{ extensions: { code: 'TIME_FUTURE', field: 'at' } }]);
  });

  const locations: [string, object, unknown, unknown][] = [
    ['in the delta', { lon: 121.47, lat: 31.23 }, [], []],
    ['far away', { lon: 116.4, lat: 39.9 }, ['LOCATION_OUTSIDE_DELTA'], []],
    ['nowhere', { lon: 200, lat: 31 }, null, ['LOCATION_INVALID']],
  ];
  it.each(locations)('should take a place %s', async (_where, location, warnings, errors) => {
    const answer = await askRoadside(api, { plateNumber: '沪A00003', location });
    expect(errorCodes(answer)).toEqual(errors);
    const data = answer.data as Readonly<Record<string, { warnings: { code: string }[] } | undefined>> | null;
    expect(data?.['roadsideCheck']?.warnings.map(({ code }) => code) ?? null).toEqual(warnings);
  });

  it('should tell its cost and a request id that the caller may choose', async () => {
    const headers = { 'x-request-id': 'patrol-17-0042' };
    const { extensions } = await askRoadside(api, { plateNumber: '沪A00003' }, { headers });
    expect(extensions).toMatchObject({ requestId: 'patrol-17-0042', cost: { maximum: 20_000 } });
    const { score } = extensions['cost'] as { score: number };
    expect(score).toBeGreaterThan(0);
  });
});
