import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  askRemote,
  passage,
  reasonsAtRoadside,
  sendRemote,
  setLoopRules,
  SITE,
  type EvidenceAnswer,
} from '../support/sensing-requests.js';
import { errorCodes, newKey, registered, truck, valueOf, WITH_PURPOSE } from '../support/vehicle-requests.js';

const problemsOf = ({ rows }: EvidenceAnswer): readonly unknown[] =>
  rows.flatMap(({ problems }) => problems.map(({ code, field, row }) => [row, code, field]));
const outcomes = ({ rows }: EvidenceAnswer): readonly string[] => rows.map(({ status }) => status);
const notCounted = ({ rows }: EvidenceAnswer): readonly (string | null)[] =>
  rows.map((row) => row.notCounted?.code ?? null);

const OPACITY = [{ pollutant: 'OPACITY', value: '35.0' }];
const CLEAN = [{ pollutant: 'OPACITY', value: '12.5' }];

describe('remote sensing', () => {
  let api: TestApi;
  const ids = new Map<number, string>();

  const reasonCodes = async (n: number): Promise<readonly string[]> =>
    (await reasonsAtRoadside(api, n)).map(({ code }) => code).filter((code) => code !== 'G3_DIESEL_TRUCK');
  const records = async (variables: object): Promise<readonly Record<string, unknown>[]> => {
    const answer = await api.ask(
      `query ($vehicle: ID, $division: String, $notCounted: RemoteNotCounted, $first: Int, $after: String) {
        remoteSensingRecords(vehicle: $vehicle, division: $division, notCounted: $notCounted, first: $first, after: $after) {
          edges { cursor node { recordNo passedAt notCounted { code } readings { pollutant value exceeds } plate { number type } } } } }`,
      { as: 'ECOLOGY_BUREAU', variables: { ...variables } },
    );
    const { edges } = valueOf(answer, 'remoteSensingRecords') as {
      edges: { cursor: string; node: Record<string, unknown> }[];
    };
    return edges.map(({ cursor, node }) => ({ ...node, cursor }));
  };

  beforeAll(async () => {
    api = await startTestApi();
    for (let n = 1; n <= 12; n += 1) ids.set(n, (await registered(api, truck(n))).id);
  });
  afterAll(() => api.close());

  it('should keep what does not count, and say why', async () => {
    const rules = {
      division: '310000',
      from: '2026-01-01',
      basis: '沪环规〔2026〕3号',
      remotePlateConfidencePct: 90,
    };
    await setLoopRules(api, rules);
    const at = (day: number): string => `2026-10-${String(day).padStart(2, '0')}T02:00:00.000Z`;
    const sent = await sendRemote(api, [
      passage(10, at(1), { plateConfidencePct: 89 }),
      passage(10, at(2), { calibrationValidTo: '2026-10-01' }),
      passage(10, at(3), { weather: 'RAIN' }),
      passage(10, at(4), { co2Pct: '0.00' }),
      passage(10, at(5), { valid: false, invalidReason: '仪器故障', readings: [] }),
    ]);
    expect(notCounted(sent)).toEqual([
      'PLATE_CONFIDENCE_LOW',
      'CALIBRATION_EXPIRED',
      'WEATHER_UNFIT',
      'NO_PLUME',
      'SOURCE_SAYS_INVALID',
    ]);
    expect(await reasonCodes(10)).toEqual([]);
    const counts = await sendRemote(api, [
      passage(10, at(6), {
        plateConfidencePct: 90,
        calibrationValidTo: '2026-10-06',
        weather: 'CLEAR',
        co2Pct: '3.1',
      }),
    ]);
    expect(notCounted(counts)).toEqual([null]);
    expect(await reasonCodes(10)).toEqual(['RS_SINGLE_EXCEED']);
  });

  it('should answer a record that comes again as before, and refuse another one under its number', async () => {
    const record = passage(11, '2026-10-05T02:00:00.000Z');
    const key = newKey();
    const first = await sendRemote(api, [record, record], { key });
    expect(outcomes(first)).toEqual(['ACCEPTED', 'REPEATED']);
    expect(await sendRemote(api, [record, record], { key })).toEqual(first);
    const again = await sendRemote(api, [record]);
    expect([outcomes(again), again.rows[0]?.recordId]).toEqual([['REPEATED'], first.rows[0]?.recordId]);
    const other = { ...record, readings: CLEAN };
    expect(problemsOf(await sendRemote(api, [other]))).toEqual([
      [0, 'DUPLICATE_REPORT_CONFLICT', 'recordNo'],
    ]);
    const elsewhere = { ...record, siteCode: '310115-RS02' };
    expect(outcomes(await sendRemote(api, [elsewhere]))).toEqual(['ACCEPTED']);
    expect(errorCodes(await askRemote(api, [other], { key }))).toEqual(['IDEMPOTENCY_CONFLICT']);
  });

  it('should write one of two that come at the same moment with the same number', async () => {
    const record = passage(12, '2026-10-06T02:00:00.000Z');
    const both = await Promise.all([sendRemote(api, [record]), sendRemote(api, [record])]);
    expect(both.flatMap(outcomes).sort()).toEqual(['ACCEPTED', 'REPEATED']);
  });

  it.each([
    [
      'a number whose colour was not seen',
      { plate: { number: '沪A00001' } },
      'PLATE_TYPE_AMBIGUOUS',
      'plate.type',
    ],
    [
      'a colour that contradicts the type',
      { plate: { number: '沪A00001', type: '01', color: 'BLUE' } },
      'PLATE_COLOR_MISMATCH',
      'plate.color',
    ],
    [
      'an I in the plate',
      { plate: { number: '沪A0000I', color: 'YELLOW' } },
      'PLATE_ILLEGAL_LETTER',
      'plate.number',
    ],
    [
      'a plate that no vehicle bears',
      { plate: { number: '沪A99999', color: 'YELLOW' } },
      'VEHICLE_UNKNOWN',
      'plate.number',
    ],
    [
      'a blue plate of the same number',
      { plate: { number: '沪A00001', color: 'BLUE' } },
      'VEHICLE_UNKNOWN',
      'plate.number',
    ],
    ['no site', { siteCode: 'S1' }, 'SITE_CODE_FORMAT', 'siteCode'],
    ['a site of another province', { siteCode: '320115-RS01' }, 'OUT_OF_SCOPE', 'siteCode'],
    ['a moment ahead', { passedAt: '2026-11-24T04:00:00.000Z' }, 'TIME_FUTURE', 'passedAt'],
    ['no reading', { readings: [] }, 'FIELD_MISSING', 'readings'],
    [
      'an opacity above the whole',
      { readings: [{ pollutant: 'OPACITY', value: '100.1' }] },
      'REMOTE_VALUE_RANGE',
      'readings[0].value',
    ],
    ['one pollutant twice', { readings: [...OPACITY, ...OPACITY] }, 'ITEM_TWICE', 'readings[1].pollutant'],
    ['no number', { readings: [{ pollutant: 'NO', value: '1,8' }] }, 'DECIMAL_FORMAT', 'readings[0].value'],
    ['an invalid record without a reason', { valid: false }, 'FIELD_MISSING', 'invalidReason'],
    ['a digest that is none', { imageSha256: ['xyz'] }, 'SHA256_FORMAT', 'imageSha256[0]'],
  ])('should refuse a record with %s, and take the others in', async (what, changes, code, field) => {
    const at = '2026-10-07T02:00:00.000Z';
    const good = passage(12, at, { recordNo: `good beside ${what}` });
    const bad = passage(1, at, { recordNo: `bad with ${what}`, ...changes });
    const sent = await sendRemote(api, [good, bad]);
    expect(outcomes(sent)).toEqual(['ACCEPTED', 'REFUSED']);
    expect(problemsOf(sent)).toEqual([[1, code, field]]);
  });

  it('should take in no more than 500 at once, loudly', async () => {
    const records = Array.from({ length: 501 }, (_, n) =>
      passage(1, '2026-10-08T02:00:00.000Z', { recordNo: `R${n}` }),
    );
    expect(errorCodes(await askRemote(api, records))).toEqual(['BATCH_TOO_LARGE']);
  });

  it.each(['TRAFFIC_POLICE', 'INSPECTION_STATION', 'TRANSPORT_BUREAU'] as const)(
    'should take nothing from %s',
    async (as) => {
      expect(errorCodes(await askRemote(api, [passage(1, '2026-10-08T02:00:00.000Z')], { as }))).toEqual([
        'FORBIDDEN',
      ]);
    },
  );

  it('should list the records of a vehicle and of a province page by page, and tell the audit', async () => {
    await sendRemote(api, [
      passage(2, '2026-06-01T02:00:00.000Z'),
      passage(2, '2026-07-01T02:00:00.000Z', { readings: CLEAN }),
      passage(2, '2026-08-01T02:00:00.000Z'),
    ]);
    const all = await records({ vehicle: ids.get(2), first: 10 });
    expect(all.map(({ passedAt }) => passedAt)).toEqual([
      '2026-08-01T02:00:00.000Z',
      '2026-07-01T02:00:00.000Z',
      '2026-06-01T02:00:00.000Z',
    ]);
    expect(all[1]).toMatchObject({
      readings: [{ pollutant: 'OPACITY', value: '12.5', exceeds: false }],
      plate: { number: '沪A00002', type: '01' },
    });
    const [first] = await records({ vehicle: ids.get(2), first: 1 });
    expect(await records({ vehicle: ids.get(2), first: 2, after: first?.['cursor'] })).toEqual([
      { ...all[1], cursor: expect.any(String) as unknown },
      { ...all[2], cursor: expect.any(String) as unknown },
    ]);
    expect((await records({ division: '310115', first: 50 })).length).toBeGreaterThan(10);
    const [audited] = await api.test.database.query<{ detail: { list: string } }>({
      name: '',
      text: `SELECT detail FROM audit_entry WHERE action = 'remote-sensing.list' ORDER BY at DESC, request_id LIMIT 1`,
    });
    expect(audited?.detail.list).toContain('remote sensing');
  });

  it('should show where vehicles were seen to the officers of the province only, police with a purpose', async () => {
    const query = '{ remoteSensingRecords(first: 1) { edges { node { siteCode } } } }';
    expect(errorCodes(await api.ask(query, { as: 'INSPECTION_STATION' }))).toEqual(['FORBIDDEN']);
    expect(errorCodes(await api.ask(query, { as: 'TRAFFIC_POLICE' }))).toEqual(['PURPOSE_REQUIRED']);
    const answer = await api.ask(query, { as: 'TRAFFIC_POLICE', headers: WITH_PURPOSE });
    expect(valueOf(answer, 'remoteSensingRecords')).toMatchObject({ edges: [{ node: { siteCode: SITE } }] });
    const other = '{ remoteSensingRecords(division: "320000") { edges { node { siteCode } } } }';
    expect(errorCodes(await api.ask(other, { as: 'ECOLOGY_BUREAU' }))).toEqual(['OUT_OF_SCOPE']);
  });
});
