import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statement } from '../../src/platform/database/statement.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { openListings } from '../support/loop-requests.js';
import { rebuiltDiffers } from '../support/rebuilt.js';
import { vinOf } from '../support/registry-fixture.js';
import {
  correctReport,
  idOf,
  lugdownItems,
  refusedFor,
  reportInput,
  submit,
  submitMany,
  type ReportAnswer,
} from '../support/report-requests.js';
import { fileStation, inspectionStation } from '../support/station-requests.js';
import { newKey, registered, truck } from '../support/vehicle-requests.js';

const COUNT = statement(
  'test_reports_of_number',
  `SELECT count(*)::int AS count FROM fact WHERE kind = 'inspection.reported' AND payload->>'reportNo' = $1`,
);

describe('a test report that comes again', () => {
  let api: TestApi;
  const factsOf = async (reportNo: unknown): Promise<number> =>
    (await api.test.database.query<{ count: number }>(COUNT, [reportNo]))[0]?.count ?? 0;

  beforeAll(async () => {
    api = await startTestApi();
    for (const n of [1, 3]) await fileStation(api, inspectionStation(n));
    for (let n = 20; n <= 32; n += 1) await registered(api, truck(n));
  });
  afterAll(() => api.close());

  it('should be written once when the same ones come at the same time, alone and in batches', async () => {
    const one = reportInput(20);
    const alone = await Promise.all([1, 2, 3, 4].map(() => submit(api, one)));
    expect(alone.map(({ outcome }) => outcome ?? '').sort((a, b) => (a < b ? -1 : 1))).toEqual([
      'ACCEPTED',
      'REPEATED',
      'REPEATED',
      'REPEATED',
    ]);
    expect(new Set(alone.map(({ report }) => report)).size).toBe(1);
    const batch = [21, 22, 23, 24, 25].map((n) => reportInput(n));
    const both = await Promise.all([submitMany(api, batch), submitMany(api, [...batch].reverse())]);
    expect(both.map(({ accepted }) => accepted).sort((a, b) => a - b)).toEqual([0, 5]);
    expect(both.map(({ repeated }) => repeated).sort((a, b) => a - b)).toEqual([0, 5]);
    for (const { reportNo } of batch.map((input) => input as { reportNo: string })) {
      expect(await factsOf(reportNo)).toBe(1);
    }
  });

  it('should stand with one content when two come at the same time', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map((odometerKm) => submit(api, reportInput(26, { odometerKm }))),
    );
    const taken = answers.filter(({ outcome }) => outcome === 'ACCEPTED');
    expect(taken).toHaveLength(1);
    const refused = answers.filter((answer): answer is ReportAnswer => answer.outcome === undefined);
    expect(refused.map(refusedFor)).toEqual([
      [['DUPLICATE_REPORT_CONFLICT', 'input.reportNo']],
      [['DUPLICATE_REPORT_CONFLICT', 'input.reportNo']],
    ]);
    expect(await factsOf('R-2026-000026')).toBe(1);
  });

  it('should be corrected by one that takes its place, under its number and about its vehicle', async () => {
    const report = idOf(await submit(api, reportInput(30)));
    const input = reportInput(30, { odometerKm: 352_100 });
    const strange = reportInput(30, { vin: vinOf(31), plate: null });
    expect(refusedFor(await correctReport(api, { report, input: strange }))).toEqual([
      ['CORRECTION_OTHER_VEHICLE', 'input.vin'],
    ]);
    const renamed = reportInput(30, { reportNo: 'R-OTHER-1' });
    expect(refusedFor(await correctReport(api, { report, input: renamed }))).toEqual([
      ['REPORT_NO_CHANGED', 'input.reportNo'],
    ]);
    const moved = reportInput(30, { stationCode: '310115-I0003' });
    expect(refusedFor(await correctReport(api, { report, input: moved }))).toEqual([
      ['NOT_YOUR_RECORD', 'input.report'],
    ]);
    expect(refusedFor(await correctReport(api, { report, basis: '', input }))).toEqual([
      ['SENTINEL_VALUE', 'basis'],
    ]);
    const key = newKey();
    const corrected = await correctReport(api, { report, input }, { key });
    expect(corrected).toMatchObject({ outcome: 'ACCEPTED' });
    expect(await correctReport(api, { report, input }, { key })).toEqual(corrected);
    expect(refusedFor(await correctReport(api, { report, input }))).toEqual([['STALE', 'input.report']]);
    expect(await submit(api, reportInput(30))).toMatchObject({ outcome: 'REPEATED', report });
    expect(await rebuiltDiffers(api, 'vehicle')).toEqual([]);
  });

  it('should not be made better by their station: that is for the bureau', async () => {
    const items = lugdownItems({ K80: '1.30' });
    const report = idOf(await submit(api, reportInput(31, { items, stationResult: 'FAIL' })));
    const input = reportInput(31);
    expect(refusedFor(await correctReport(api, { report, input }))).toEqual([
      ['CORRECTION_BY_BUREAU', 'input.report'],
    ]);
    const aborted = idOf(await submit(api, reportInput(32, { stationResult: 'ABORT' })));
    expect(refusedFor(await correctReport(api, { report: aborted, input: reportInput(32) }))).toEqual([
      ['CORRECTION_BY_BUREAU', 'input.report'],
    ]);
    expect((await openListings(api)).map(({ vin }) => vin)).toContain(vinOf(31));
    const byBureau = await correctReport(api, { report, input }, { as: 'ECOLOGY_BUREAU' });
    expect(byBureau.judgement?.result).toBe('PASS');
    expect((await openListings(api)).map(({ vin }) => vin)).not.toContain(vinOf(31));
  });
});
