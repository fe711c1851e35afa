import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statement } from '../../src/platform/database/statement.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { openListings } from '../support/loop-requests.js';
import { rebuiltDiffers } from '../support/rebuilt.js';
import { vinOf } from '../support/registry-fixture.js';
import {
  askReport,
  askReports,
  flagsOf,
  lugdownItems,
  refusedFor,
  reportInput,
  submit,
  submitMany,
} from '../support/report-requests.js';
import {
  fileStation,
  inspectionStation,
  issueCode,
  repairStation,
  setLimits,
  setStatus,
} from '../support/station-requests.js';
import { errorCodes, newKey, registered, say, truck } from '../support/vehicle-requests.js';

const COUNT = statement(
  'test_reports_of_number',
  `SELECT count(*)::int AS count FROM fact WHERE kind = 'inspection.reported' AND payload->>'reportNo' = $1`,
);
const AUDITED = statement(
  'test_reports_audited',
  `SELECT role, purpose, detail FROM audit_entry WHERE action = 'inspection.report' ORDER BY id DESC LIMIT 1`,
);

describe('test reports in our own form', () => {
  let api: TestApi;
  const factsOf = async (reportNo: unknown): Promise<number> =>
    (await api.test.database.query<{ count: number }>(COUNT, [reportNo]))[0]?.count ?? 0;

  beforeAll(async () => {
    api = await startTestApi();
    for (const n of [1, 2, 3]) await fileStation(api, inspectionStation(n));
    await fileStation(api, inspectionStation(9, { organisationId: null }));
    await fileStation(api, repairStation(1));
    for (let n = 1; n <= 40; n += 1) await registered(api, truck(n, { ratedPowerKw: undefined }));
  });
  afterAll(() => api.close());

  it('should be judged by the service, and written once whatever key they come with', async () => {
    const key = newKey();
    const first = await submit(api, reportInput(1), { key });
    expect(first).toMatchObject({
      outcome: 'ACCEPTED',
      judgement: { result: 'PASS', limitSet: 'A', flags: [] },
    });
    expect(first.judgement?.clause).toMatchObject({ id: 'GB3847_LUGDOWN' });
    expect(first.judgement?.items).toContainEqual({
      code: 'MAX_POWER',
      value: '120',
      limit: '82.4000',
      pass: true,
    });
    expect(await submit(api, reportInput(1), { key })).toEqual(first);
    expect(await submit(api, reportInput(1))).toEqual({ ...first, outcome: 'REPEATED' });
    // The same report, written another way.
    const alike = {
      vin: ` ${vinOf(1).toLowerCase()} `,
      reportNo: 'r-2026-000001',
      startedAt: '2026-11-22T04:00:00Z',
    };
    expect(await submit(api, reportInput(1, alike))).toEqual({ ...first, outcome: 'REPEATED' });
    expect(refusedFor(await submit(api, reportInput(1, { odometerKm: 352_001 })))).toEqual([
      ['DUPLICATE_REPORT_CONFLICT', 'input.reportNo'],
    ]);
    expect(await factsOf('R-2026-000001')).toBe(1);
    const [audit] = await api.test.database.query<{ role: string; purpose: string }>(AUDITED);
    expect(audit).toMatchObject({ role: 'INSPECTION_STATION', purpose: 'PERIODIC_TEST' });
  });

  it('should list a vehicle that fails, whatever its station says of it', async () => {
    const answer = await submit(api, reportInput(2, { items: lugdownItems({ K80: '1.21' }) }));
    expect(answer.judgement?.result).toBe('FAIL');
    expect(flagsOf(answer)).toEqual(['VERDICT_DISAGREES']);
    const listed = (await openListings(api)).map(({ vin }) => vin);
    expect(listed).toContain(vinOf(2));
    expect(listed).not.toContain(vinOf(1));
  });

  it.each([
    ['a report number that is none', { reportNo: 'R 1' }, 'REPORT_NO_FORMAT', 'reportNo'],
    ['a filler for a report number', { reportNo: '000000' }, 'SENTINEL_VALUE', 'reportNo'],
    ['a station nobody filed', { stationCode: '310115-I0404' }, 'STATION_UNKNOWN', 'stationCode'],
    ['a repair station', { stationCode: '310115-M0001' }, 'STATION_UNKNOWN', 'stationCode'],
    ['a station of others', { stationCode: '310115-I0009' }, 'STATION_NOT_YOURS', 'stationCode'],
    ['a wrong VIN', { vin: 'LZZ5ELNB5CN123456' }, 'VIN_CHECK', 'vin'],
    ['no vehicle', { vin: null, plate: null }, 'VEHICLE_UNKNOWN', 'vin'],
    [
      'a plate of nobody',
      { vin: null, plate: { number: '沪B99999', type: '01' } },
      'VEHICLE_UNKNOWN',
      'plate',
    ],
    ['a wrong plate', { plate: { number: '沪A1234O', type: '01' } }, 'PLATE_ILLEGAL_LETTER', 'plate.number'],
    ['an end before the start', { endedAt: '2026-11-22T11:59:00+08:00' }, 'TIME_ORDER', 'endedAt'],
    ['a test of tomorrow', { endedAt: '2026-11-24T12:00:00+08:00' }, 'TIME_FUTURE', 'endedAt'],
    ['a time without its offset', { startedAt: '2026-11-22T12:00:00' }, 'TIME_OFFSET_MISSING', 'startedAt'],
    ['an odometer at zero', { odometerKm: 0 }, 'SENTINEL_VALUE', 'odometerKm'],
    ['a rated power of nothing', { ratedPowerKw: '0.0' }, 'SENTINEL_VALUE', 'ratedPowerKw'],
    [
      'a value that was not measured',
      { items: lugdownItems({ K80: '-1' }) },
      'SENTINEL_VALUE',
      'items[1].value',
    ],
    [
      'a value that is no number',
      { items: lugdownItems({ NOX80: '8e' }) },
      'DECIMAL_FORMAT',
      'items[2].value',
    ],
    ['smoke in per cent as k', { items: lugdownItems({ K100: '40' }) }, 'UNIT_MISMATCH', 'items[0]'],
    ['an item twice', { items: [...lugdownItems(), ...lugdownItems()] }, 'ITEM_TWICE', 'items[4]'],
    ['a code nobody issued', { contingencyCode: 'AAAA-BBBB' }, 'CONTINGENCY_CODE_INVALID', 'contingencyCode'],
    ['a hash that is none', { seriesSha256: 'abc' }, 'FIELD_VALUE', 'seriesSha256'],
    ['nothing for an inspector', { inspector: '无' }, 'SENTINEL_VALUE', 'inspector'],
  ])('should be refused with %s, and leave nothing behind', async (_what, changes, code, field) => {
    const input = reportInput(3, { reportNo: 'R-REFUSED-1', ...changes });
    expect(refusedFor(await submit(api, input))).toContainEqual([code, `input.${field}`]);
    expect(await factsOf('R-REFUSED-1')).toBe(0);
  });

  it('should come from stations and the ecology bureau of the province only', async () => {
    expect(errorCodes(await askReport(api, reportInput(3), { as: 'TRAFFIC_POLICE' }))).toEqual(['FORBIDDEN']);
    expect(errorCodes(await askReport(api, reportInput(3), { as: 'REPAIR_STATION' }))).toEqual(['FORBIDDEN']);
    const elsewhere = await submit(api, reportInput(3, { stationCode: '310115-I0009' }), {
      as: 'ECOLOGY_BUREAU',
    });
    expect(elsewhere.outcome).toBe('ACCEPTED');
  });

  it('should wait for the registration of a vehicle that is known by its VIN alone', async () => {
    const answer = await submit(api, reportInput(90, { plate: null }));
    expect(answer).toMatchObject({ outcome: 'ACCEPTED', judgement: { result: 'PASS' } });
    expect((await registered(api, truck(90))).id).toBe(answer.vehicleId);
    expect(await rebuiltDiffers(api, 'vehicle')).toEqual([]);
  });

  it('should find the vehicle that carried the plate on the day of the test', async () => {
    const { id } = await registered(api, truck(91));
    const plate = { number: '沪B00091', type: '01', color: 'YELLOW' };
    await say(api, 'replate', { id }, { on: '2026-11-20', plate });
    const now = await submit(api, reportInput(91, { vin: null, plate }));
    expect(now.vehicleId).toBe(id);
    const former = { number: '沪A00091', type: '01' };
    const before = { startedAt: '2026-11-18T12:00:00+08:00', endedAt: '2026-11-18T12:03:00+08:00' };
    const then = await submit(api, reportInput(92, { vin: null, plate: former, ...before }));
    expect(then.vehicleId).toBe(id);
    expect(refusedFor(await submit(api, reportInput(93, { vin: null, plate: former })))).toEqual([
      ['VEHICLE_UNKNOWN', 'input.plate'],
    ]);
    expect(flagsOf(await submit(api, reportInput(94, { vin: vinOf(91), plate: former })))).toEqual([
      'PLATE_NOT_OF_VEHICLE',
    ]);
  });

  it('should be judged by the limits that the city had adopted on that day', async () => {
    await setLimits(api, {
      division: '310000',
      limitSet: 'B',
      from: '2026-11-10',
      basis: '沪环规〔2026〕9号',
    });
    const items = lugdownItems({ NOX80: '901' });
    const after = await submit(api, reportInput(4, { items }));
    expect(after.judgement).toMatchObject({ result: 'FAIL', limitSet: 'B' });
    const early = { startedAt: '2026-11-09T12:00:00+08:00', endedAt: '2026-11-09T12:03:00+08:00' };
    const before = await submit(api, reportInput(5, { items, ...early }));
    expect(before.judgement).toMatchObject({ result: 'PASS', limitSet: 'A' });
  });

  it('should be kept as evidence from a station that was suspended, and list nobody', async () => {
    const suspended = { code: '310115-I0002', status: 'SUSPENDED', basis: '沪环函〔2026〕1号' };
    await setStatus(api, { ...suspended, from: '2026-11-21T00:00:00+08:00' });
    const items = lugdownItems({ K80: '2.00' });
    const input = reportInput(6, { stationCode: '310115-I0002', items, stationResult: 'FAIL' });
    const answer = await submit(api, input);
    expect(answer).toMatchObject({ outcome: 'ACCEPTED', judgement: { result: 'FAIL' } });
    expect(flagsOf(answer)).toEqual(['STATION_INACTIVE']);
    expect((await openListings(api)).map(({ vin }) => vin)).not.toContain(vinOf(6));
  });

  it('should be marked when a code of the bureau let the station test through an outage', async () => {
    const span = { from: '2026-11-22T00:00:00+08:00', until: '2026-11-23T00:00:00+08:00' };
    const { contingencyCode } = await issueCode(api, { code: '310115-I0001', basis: '系统中断', ...span });
    const answer = await submit(api, reportInput(7, { contingencyCode }));
    expect(answer.outcome).toBe('ACCEPTED');
    const late = { startedAt: '2026-11-23T00:00:00+08:00', endedAt: '2026-11-23T00:03:00+08:00' };
    expect(refusedFor(await submit(api, reportInput(8, { contingencyCode, ...late })))).toEqual([
      ['CONTINGENCY_CODE_INVALID', 'input.contingencyCode'],
    ]);
  });

  it('should be answered one by one when many come at once', async () => {
    const bad = reportInput(12, { items: lugdownItems({ K100: 'x' }) });
    const strange = reportInput(13, { vin: null, plate: { number: '沪C00013', type: '01' } });
    const batch = [
      reportInput(10),
      reportInput(11),
      bad,
      strange,
      reportInput(10),
      reportInput(11, { odometerKm: 1 }),
      reportInput(1),
    ];
    const key = newKey();
    const answer = await submitMany(api, batch, { key });
    expect(answer.rows.map(({ outcome }) => outcome)).toEqual([
      'ACCEPTED',
      'ACCEPTED',
      'REFUSED',
      'REFUSED',
      'REPEATED',
      'REFUSED',
      'REPEATED',
    ]);
    expect(answer).toMatchObject({ accepted: 2, repeated: 2, refused: 3 });
    expect(answer.rows.map(refusedFor)).toMatchObject([
      [],
      [],
      [['DECIMAL_FORMAT', 'reports[2].items[0].value']],
      [['VEHICLE_UNKNOWN', 'reports[3].plate']],
      [],
      [['DUPLICATE_REPORT_CONFLICT', 'reports[5].reportNo']],
      [],
    ]);
    expect(answer.rows[4]?.report).toBe(answer.rows[0]?.report);
    expect(answer.rows[0]?.judgement?.result).toBe('PASS');
    expect(await submitMany(api, batch, { key })).toEqual(answer);
    expect(await factsOf('R-2026-000010')).toBe(1);
    expect(await rebuiltDiffers(api, 'vehicle')).toEqual([]);
  });

  it('should not come in greater numbers than can be written at once', async () => {
    const many = Array.from({ length: 201 }, (_, n) => reportInput(n));
    expect(errorCodes(await askReports(api, many))).toEqual(['BATCH_TOO_LARGE']);
    expect(await submitMany(api, [])).toMatchObject({ rows: [], accepted: 0 });
  });
});
