import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  askDecision,
  askFlags,
  askSetThresholds,
  decideFlag,
  flagPage,
  flags,
  setThresholds,
  thresholds,
  type FlagAnswer,
} from '../support/integrity-requests.js';
import { openListings, repair, repairRecord } from '../support/loop-requests.js';
import { rebuiltDiffers } from '../support/rebuilt.js';
import { vinOf } from '../support/registry-fixture.js';
import { correctReport, idOf, lugdownItems, reportInput, submit } from '../support/report-requests.js';
import { reasonsAtRoadside } from '../support/sensing-requests.js';
import { fileStation, inspectionStation, repairStation } from '../support/station-requests.js';
import { errorCodes, registered, truck } from '../support/vehicle-requests.js';

const BASIS = '沪环规〔2026〕9号';
const at = (time: string, minutes: number): { startedAt: string; endedAt: string } => {
  const start = Date.parse(`2026-11-22T${time}:00+08:00`);
  return {
    startedAt: new Date(start).toISOString(),
    endedAt: new Date(start + minutes * 60_000).toISOString(),
  };
};
const codesOf = (found: readonly FlagAnswer[]): readonly (string | undefined)[] =>
  found.map(({ finding }) => finding?.code);

describe('the integrity of stations', () => {
  let api: TestApi;
  const flagsOn = async (report: string): Promise<readonly FlagAnswer[]> => {
    const id = atob(report).split(':').at(-1) ?? '';
    return (await flags(api)).filter(({ about }) => atob(about).endsWith(id));
  };

  beforeAll(async () => {
    api = await startTestApi();
    await fileStation(api, inspectionStation(1));
    await fileStation(api, repairStation(1));
    for (let n = 1; n <= 12; n += 1) await registered(api, truck(n));
  });
  afterAll(() => api.close());

  it('should go by thresholds that an authority set from a day on, and guess none', async () => {
    expect(await thresholds(api, '310115')).toBeNull();
    const short = { name: 'MINIMUM_SECONDS', method: 'LUGDOWN', value: 120 };
    const given = { division: '310000', from: '2026-11-22', basis: BASIS, values: [short] };
    const set = await setThresholds(api, given);
    expect(set.thresholds?.values).toMatchObject([{ ...short, rule: 'A3' }]);
    expect(set.thresholds?.notConfigured).toContain('CAL_ID_WINDOW_DAYS');
    expect(await thresholds(api, '310115', '2026-11-21')).toBeNull();
    expect(await thresholds(api, '310115')).toMatchObject({ division: '310000', values: [{ value: 120 }] });
    const before = await submit(
      api,
      reportInput(1, {
        startedAt: '2026-11-21T12:00:00+08:00',
        endedAt: '2026-11-21T12:01:00+08:00',
      }),
    );
    expect(await flagsOn(idOf(before))).toEqual([]);
    const after = await submit(api, reportInput(2, at('09:00', 1)));
    expect(await flagsOn(idOf(after))).toMatchObject([
      { rule: 'A3', severity: 'HIGH', holds: true, state: 'OPEN', stationCode: '310115-I0001' },
    ]);
  });

  it('should refuse thresholds that say nothing, each with its field', async () => {
    const value = (name: string, method: string | null, number: number) => ({ name, method, value: number });
    const values = [
      value('MINIMUM_SECONDS', null, 60),
      value('TRAVEL_MINUTES', 'LUGDOWN', 15),
      value('CLEARED_KM', null, 50),
      value('CLEARED_KM', null, 60),
      value('CAL_ID_SHARE_PCT', null, 101),
      value('AMBIENT_LOWEST_C10', null, 100),
      value('AMBIENT_HIGHEST_C10', null, -100),
    ];
    const { problems } = await setThresholds(api, {
      division: '310000',
      from: '2026-01-01',
      basis: BASIS,
      values,
    });
    expect(problems?.map(({ code, field }) => [code, field])).toEqual([
      ['THRESHOLD_METHOD_MISSING', 'values[0].method'],
      ['THRESHOLD_WITHOUT_METHOD', 'values[1].method'],
      ['THRESHOLD_TWICE', 'values[3]'],
      ['THRESHOLD_RANGE', 'values[4].value'],
      ['THRESHOLDS_CONTRADICT', 'values'],
    ]);
    const given = { division: '320100', from: '2026-01-01', basis: BASIS, values: [] };
    expect(errorCodes(await askSetThresholds(api, given))).toEqual(['OUT_OF_SCOPE']);
    expect(errorCodes(await askSetThresholds(api, given, { as: 'INSPECTION_STATION' }))).toEqual([
      'FORBIDDEN',
    ]);
  });

  it('should keep a doubtful pass from ending a listing until an officer dismissed the doubt', async () => {
    const vehicle = { vin: vinOf(3), plateNumber: '沪A00003' };
    const failing = { items: lugdownItems({ K100: '2.90' }), stationResult: 'FAIL', ...at('08:00', 3) };
    await submit(api, reportInput(3, failing));
    const input = repairRecord('2026-11-22T01:00:00.000Z', '2026-11-22T03:00:00.000Z');
    await repair(api, 'completeRepair', { stationCode: '310115-M0001', vehicle, input });
    const pass = reportInput(3, { reportNo: 'R-PASS-3', obd: { vin: vinOf(4) }, ...at('13:00', 3) });
    const report = idOf(await submit(api, pass));
    const [flag] = await flagsOn(report);
    expect(flag).toMatchObject({ rule: 'A9', finding: { code: 'OBD_VIN_MISMATCH' }, holds: true });
    const open = async () => (await openListings(api)).find(({ vin }) => vin === vehicle.vin)?.state;
    const listed = async () =>
      (await reasonsAtRoadside(api, 3)).some(({ code }) => code === 'OVER_LIMIT_LISTED');
    expect([await open(), await listed()]).toEqual(['REPAIRED', true]);
    expect((await decideFlag(api, flag?.id ?? '', 'UPHELD')).state).toBe('UPHELD');
    expect(await open()).toBe('REPAIRED');
    expect((await decideFlag(api, flag?.id ?? '', 'DISMISSED')).state).toBe('DISMISSED');
    expect([await open(), await listed()]).toEqual([undefined, false]);
    expect(await flagsOn(report)).toMatchObject([{ state: 'DISMISSED', holds: false }]);
    const { problems } = await decideFlag(api, flag?.id ?? '', 'DISMISSED');
    expect(problems).toMatchObject([{ code: 'FLAG_DECISION_STANDS', field: 'flag' }]);
    // The last word rules, whatever was said before.
    expect((await decideFlag(api, flag?.id ?? '', 'UPHELD')).state).toBe('UPHELD');
    expect([await open(), await listed()]).toEqual(['REPAIRED', true]);
    expect(await rebuiltDiffers(api, 'vehicle')).toEqual([]);
  });

  it('should see two tests at once on one line, the same curve twice, and an odometer that went back', async () => {
    const line = { lineNo: 'L9' };
    await submit(api, reportInput(5, { ...line, ...at('15:00', 3) }));
    const overlapping = await submit(api, reportInput(6, { ...line, ...at('15:02', 3) }));
    expect(codesOf(await flagsOn(idOf(overlapping)))).toEqual(['CLOCK_LINE_OVERLAP']);
    const series = { seriesSha256: 'c'.repeat(64), seriesRows: 180 };
    await submit(api, reportInput(7, { ...series, ...at('16:00', 3) }));
    const copied = await submit(api, reportInput(8, { ...series, ...at('16:30', 3) }));
    expect(await flagsOn(idOf(copied))).toMatchObject([{ rule: 'A2', finding: { code: 'CURVE_REUSE' } }]);
    await setThresholds(api, {
      division: '310115',
      from: '2026-11-22',
      basis: BASIS,
      values: [{ name: 'ODOMETER_TOLERANCE_KM', method: null, value: 5 }],
    });
    await submit(api, reportInput(9, { odometerKm: 352_000, ...at('10:00', 3) }));
    const near = reportInput(9, { reportNo: 'R-ODO-1', odometerKm: 351_998, ...at('11:00', 3) });
    expect(await flagsOn(idOf(await submit(api, near)))).toEqual([]);
    const back = reportInput(9, { reportNo: 'R-ODO-2', odometerKm: 35_200, ...at('14:00', 3) });
    expect(codesOf(await flagsOn(idOf(await submit(api, back))))).toEqual(['ODOMETER_DOWN']);
  });

  it('should flag a repeated report once, and let the flag go with a record that was corrected', async () => {
    const wrong = reportInput(10, { obd: { vin: vinOf(11) }, ...at('17:00', 3) });
    const report = idOf(await submit(api, wrong));
    await submit(api, wrong);
    expect(codesOf(await flagsOn(report))).toEqual(['OBD_VIN_MISMATCH']);
    const right = reportInput(10, { obd: { vin: vinOf(10) }, ...at('17:00', 3) });
    const corrected = await correctReport(api, { report, input: right }, { as: 'ECOLOGY_BUREAU' });
    expect(corrected.problems ?? []).toEqual([]);
    const [flag] = await flagsOn(report);
    expect(flag).toMatchObject({ state: 'OBSOLETE', holds: false });
    expect((await decideFlag(api, flag?.id ?? '', 'UPHELD')).problems).toMatchObject([
      { code: 'FLAG_OBSOLETE' },
    ]);
    expect(await flagsOn(idOf(corrected))).toEqual([]);
  });

  it('should be read by supervisors in pages, with filters, and by no station', async () => {
    const all = await flags(api);
    expect(all.length).toBeGreaterThan(4);
    expect(new Set(codesOf(await flags(api, { rule: 'A9', state: 'OPEN' })))).toEqual(
      new Set(['ODOMETER_DOWN']),
    );
    expect(await flags(api, { stationCode: '310115-I0002' })).toEqual([]);
    const paged: FlagAnswer[] = [];
    for (let after: string | null = null; ;) {
      const page = await flagPage(api, { first: 2, after });
      paged.push(...page.edges.map(({ node }) => node));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(paged).toEqual(all);
    expect(errorCodes(await askFlags(api, {}, { as: 'INSPECTION_STATION' }))).toEqual(['FORBIDDEN']);
    expect(errorCodes(await askFlags(api, { division: '320100' }))).toEqual(['OUT_OF_SCOPE']);
    const flag = all[0]?.id ?? '';
    expect(errorCodes(await askDecision(api, flag, 'DISMISSED', { as: 'TRANSPORT_BUREAU' }))).toEqual([
      'FORBIDDEN',
    ]);
  });
});
