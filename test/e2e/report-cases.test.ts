import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { openListings } from '../support/loop-requests.js';
import { vinOf } from '../support/registry-fixture.js';
import { flagsOf, lugdownItems, reportInput, submit } from '../support/report-requests.js';
import { fileStation, inspectionStation, setLimits } from '../support/station-requests.js';
import { registered, truck } from '../support/vehicle-requests.js';

interface ReportCase {
  readonly number: number;
  readonly says: string;
  readonly changes: object;
  readonly result: 'PASS' | 'FAIL' | 'VOID' | 'UNKNOWN';
  readonly flags?: readonly string[];
  /** Whether the vehicle is on the over-limit list afterwards. */
  readonly listed: boolean;
}

/** On a day before the city adopted limits b. */
const UNDER_A = { startedAt: '2026-11-01T12:00:00+08:00', endedAt: '2026-11-01T12:03:00+08:00' };
const failed = { stationResult: 'FAIL' };
const items = (changes: Readonly<Record<string, string>>) => ({ items: lugdownItems(changes) });
const freely = (value: string, readings: readonly string[]) => ({
  method: 'FREE_ACCEL',
  methodReason: '全时四驱',
  items: [{ code: 'K_FA', value, unit: 'm-1', readings }],
});

/** The worked cases about tests, as a station reports them. */
const CASES: readonly ReportCase[] = [
  {
    number: 34,
    says: 'k at the limit passes',
    changes: { ...items({ K100: '1.20' }), ...UNDER_A },
    result: 'PASS',
    listed: false,
  },
  {
    number: 34,
    says: 'k above the limit fails',
    changes: { ...items({ K100: '1.21' }), ...UNDER_A, ...failed },
    result: 'FAIL',
    listed: true,
  },
  {
    number: 34,
    says: 'NOx of 1500 passes under a',
    changes: { ...items({ NOX80: '1500' }), ...UNDER_A },
    result: 'PASS',
    listed: false,
  },
  {
    number: 34,
    says: 'NOx of 901 fails under b',
    changes: { ...items({ NOX80: '901' }), ...failed },
    result: 'FAIL',
    listed: true,
  },
  {
    number: 34,
    says: 'NOx of 900 passes under b',
    changes: items({ NOX80: '900' }),
    result: 'PASS',
    listed: false,
  },
  {
    number: 35,
    says: 'a mean of 1.2033 fails by the full value, though it rounds to the limit',
    changes: { ...freely('1.20', ['1.19', '1.20', '1.22']), ...UNDER_A },
    result: 'FAIL',
    flags: ['ROUNDING_BOUNDARY', 'VERDICT_DISAGREES'],
    listed: true,
  },
  {
    number: 35,
    says: 'the mean is of the last three runs',
    changes: { ...freely('1.20', ['2.50', '1.20', '1.20', '1.20']), ...UNDER_A },
    result: 'PASS',
    listed: false,
  },
  {
    number: 37,
    says: 'wheel power of 39.9 % of the rated fails',
    changes: { ...items({ MAX_POWER: '39.9' }), ratedPowerKw: '100', ...failed },
    result: 'FAIL',
    listed: true,
  },
  {
    number: 37,
    says: 'wheel power of 40 % passes',
    changes: { ...items({ MAX_POWER: '40' }), ratedPowerKw: '100' },
    result: 'PASS',
    listed: false,
  },
  {
    number: 39,
    says: 'a comparison test lists nobody',
    changes: { ...items({ K100: '3' }), ...failed, checkType: 'COMPARISON' },
    result: 'VOID',
    flags: ['COMPARISON_TEST'],
    listed: false,
  },
  {
    number: 39,
    says: 'an aborted test is no failure',
    changes: { ...items({ K100: '3' }), stationResult: 'ABORT' },
    result: 'VOID',
    flags: ['TEST_ABORTED'],
    listed: false,
  },
  {
    number: 39,
    says: 'an invalid test is no failure',
    changes: { ...items({ K100: '3' }), stationResult: 'INVALID' },
    result: 'VOID',
    flags: ['TEST_INVALID'],
    listed: false,
  },
  {
    number: 37,
    says: 'visible smoke fails',
    changes: { visibleSmoke: true, ...failed },
    result: 'FAIL',
    listed: true,
  },
  {
    number: 34,
    says: 'a reading too few tells nothing',
    changes: { items: lugdownItems().slice(1) },
    result: 'UNKNOWN',
    flags: ['EVIDENCE_MISSING'],
    listed: false,
  },
  {
    number: 34,
    says: 'a printed limit that is another is told',
    changes: { items: lugdownItems().map((one) => ({ ...one, limit: '5' })) },
    result: 'PASS',
    flags: ['LIMIT_TAMPER'],
    listed: false,
  },
];

describe('the worked cases about tests, through the API', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
    await fileStation(api, inspectionStation(1));
    await setLimits(api, {
      division: '310000',
      limitSet: 'B',
      from: '2026-11-10',
      basis: '沪环规〔2026〕9号',
    });
  });
  afterAll(() => api.close());

  it.each(CASES.map((one, index) => [one.number, one.says, one, index + 1] as const))(
    '%d: %s',
    async (_number, _says, { changes, result, flags = [], listed }, n) => {
      await registered(api, truck(n));
      const answer = await submit(api, reportInput(n, changes));
      expect(answer).toMatchObject({ outcome: 'ACCEPTED', judgement: { result } });
      expect(flagsOf(answer)).toEqual(flags);
      const vins = (await openListings(api)).map(({ vin }) => vin);
      expect(vins.includes(vinOf(n))).toBe(listed);
    },
  );
});
