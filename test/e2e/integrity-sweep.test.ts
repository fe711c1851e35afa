import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openServices } from '../../src/apps/process/services.js';
import { integrityProcessors } from '../../src/features/integrity/integrity.worker.module.js';
import { MaintenanceModule } from '../../src/features/maintenance/index.js';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  askStationDecision,
  askStationFlags,
  decideFlag,
  decideStationFlag,
  flags,
  octoberTests,
  setThresholds,
  stationFlags,
} from '../support/integrity-requests.js';
import { repair, repairRecord } from '../support/loop-requests.js';
import { vinOf } from '../support/registry-fixture.js';
import { lugdownItems, reportInput, submit } from '../support/report-requests.js';
import { fileStation, inspectionStation, repairStation } from '../support/station-requests.js';
import { errorCodes, newKey, registered, truck, valueOf } from '../support/vehicle-requests.js';

const NOW = '2026-11-23T04:00:00.000Z';
const startOf = (n: number): string =>
  new Date(Date.parse('2026-11-22T00:00:00Z') + n * 600_000).toISOString();
const slot = (n: number) => ({
  startedAt: startOf(n),
  endedAt: new Date(Date.parse(startOf(n)) + 180_000).toISOString(),
});
const obd = (calId: string) => ({ calIds: [calId], cvns: ['1A2B3C4D'] });
const value = (name: string, number: number) => ({ name, method: null, value: number });

describe('the nightly look over the records of stations', () => {
  let api: TestApi;
  const sweep = async (): Promise<void> => {
    const services = await openServices(api.parts, [MaintenanceModule]);
    const [job] = integrityProcessors(services, api.parts);
    await job?.handle({}, { isLastAttempt: true, progress: () => Promise.resolve() });
    await services.close();
  };
  const found = async (rule: string): Promise<readonly string[]> =>
    (await flags(api, { rule }))
      .map(({ finding, vehicleId }) => `${finding?.code ?? ''} ${vehicleId}`)
      .sort();

  beforeAll(async () => {
    api = await startTestApi();
    for (const n of [1, 2]) await fileStation(api, inspectionStation(n));
    await fileStation(api, repairStation(1, { phone: '021-50000001' }));
    for (let n = 1; n <= 14; n += 1) await registered(api, truck(n));
    await setThresholds(api, {
      division: '310000',
      from: '2026-01-01',
      basis: '沪环规〔2026〕9号',
      values: [
        value('CAL_ID_WINDOW_DAYS', 30),
        value('CAL_ID_ENGINE_MODELS', 1),
        value('SAME_PARTS_VEHICLES', 6),
        value('REPAIR_WINDOW_DAYS', 30),
        value('REPAIR_MINUTES', 20),
      ],
    });
  });
  afterAll(() => api.close());

  it('should find one calibration on five engine models, and none where forty trucks are of one model', async () => {
    for (let n = 1; n <= 5; n += 1) {
      await submit(api, reportInput(n, { engineModel: `ENGINE-${n}`, obd: obd('CAL-SHARED'), ...slot(n) }));
    }
    for (let n = 6; n <= 10; n += 1) {
      await submit(api, reportInput(n, { engineModel: 'ENGINE-ONE', obd: obd('CAL-LAWFUL'), ...slot(n) }));
    }
    expect(await found('A1')).toEqual([]);
    await sweep();
    const once = await found('A1');
    expect(once).toHaveLength(5);
    expect(once.every((one) => one.startsWith('SAME_CALID_CVN'))).toBe(true);
    await sweep();
    expect(await found('A1')).toEqual(once);
  });

  it('should flag the earlier of two tests that contradict each other too', async () => {
    const line = { lineNo: 'L9' };
    await submit(api, reportInput(11, { ...line, ...slot(40) }));
    await submit(api, reportInput(12, { ...line, ...slot(40) }));
    expect(await found('A4')).toHaveLength(1);
    await sweep();
    expect(await found('A4')).toHaveLength(2);
  });

  it('should find repairs that cannot have been made', async () => {
    const failing = { items: lugdownItems({ K100: '2.90' }), stationResult: 'FAIL' };
    api.clock.at = NOW;
    for (const n of [13, 14]) {
      await submit(api, reportInput(n, { ...failing, ...slot(50 + n) }));
      const input = repairRecord('2026-11-23T01:00:00.000Z', '2026-11-23T01:05:00.000Z', {
        settlementNo: `JS-${n}`,
      });
      const vehicle = { vin: vinOf(n), plateNumber: `沪A000${n}` };
      const done = await repair(api, 'completeRepair', { stationCode: '310115-M0001', vehicle, input });
      expect(done.problems ?? []).toEqual([]);
    }
    await sweep();
    const codes = (await found('A12')).map((one) => one.split(' ')[0]);
    expect(codes).toEqual(['REPAIR_TOO_SHORT', 'REPAIR_TOO_SHORT', 'SAME_PART_SERIAL', 'SAME_PART_SERIAL']);
  });

  it('should find one part on two vehicles that different stations repaired', async () => {
    await fileStation(api, repairStation(2, { phone: '021-50000002' }));
    const failing = { items: lugdownItems({ K100: '2.90' }), stationResult: 'FAIL' };
    for (const n of [51, 52]) {
      await registered(api, truck(n));
      await submit(api, reportInput(n, { ...failing, ...slot(60 + n) }));
      const input = repairRecord('2026-11-23T01:00:00.000Z', '2026-11-23T03:00:00.000Z', {
        settlementNo: `JS-${n}`,
        parts: [{ name: '颗粒捕集器', quantity: 1, serial: 'DPF-2026-1', emissionPart: 'DPF' }],
      });
      const vehicle = { vin: vinOf(n), plateNumber: `沪A000${n}` };
      const stationCode = `310115-M000${n - 50}`;
      expect((await repair(api, 'completeRepair', { stationCode, vehicle, input })).problems ?? []).toEqual(
        [],
      );
    }
    for (let twice = 0; twice < 2; twice += 1) await sweep();
    const serials = (await flags(api, { rule: 'A12' })).filter(({ evidence }) =>
      evidence.some(({ says }) => says.includes('DPF-2026-1')),
    );
    expect(serials.map(({ stationCode }) => stationCode).sort()).toEqual(['310115-M0001', '310115-M0002']);
    expect(serials[0]?.finding?.code).toBe('SAME_PART_SERIAL');
  });

  it('should count the flags of a station among its figures, for those who read flags', async () => {
    const query = `{ stationScorecard(stationCode: "310115-M0001") { flags { rule open upheld dismissed } } }`;
    const [one] = await flags(api, { rule: 'A12', stationCode: '310115-M0001' });
    await decideFlag(api, one?.id ?? '', 'DISMISSED');
    const seen = valueOf(await api.ask(query, { as: 'ECOLOGY_BUREAU' }), 'stationScorecard');
    expect(seen).toEqual({ flags: [{ rule: 'A12', open: 4, upheld: 0, dismissed: 1 }] });
    const own = valueOf(await api.ask(query, { as: 'REPAIR_STATION' }), 'stationScorecard');
    expect(own).toEqual({ flags: null });
  });

  it('should find a station that passes more than its city, once a month, and hear what an officer says', async () => {
    const I1 = '310115-I0001';
    const I2 = '310115-I0002';
    api.clock.at = NOW;
    const values = [value('PASS_RATE_TESTS', 4), value('PASS_RATE_Z_100', 150)];
    const quick = [
      value('QUICK_RETEST_MINUTES', 60),
      value('QUICK_RETEST_PCT', 90),
      value('QUICK_RETESTS', 2),
    ];
    const given = { division: '310000', from: '2026-02-01', basis: '沪环规〔2026〕10号' };
    await setThresholds(api, { ...given, values: [...values, ...quick] });
    await octoberTests(api, I1, ['PASS', 'PASS', 'PASS', 'PASS', 'PASS', 'PASS'], 21);
    await octoberTests(api, I2, ['PASS', 'FAIL', 'FAIL', 'PASS', 'FAIL', 'PASS'], 31);
    for (const n of [32, 33]) {
      const began = Date.parse('2026-10-12T01:00:00Z') + (n - 31) * 900_000 + 600_000;
      const again = {
        stationCode: I2,
        reportNo: `R-AGAIN-${n}`,
        timesNo: 2,
        lineNo: `again ${n}`,
        inspector: `again ${n}`,
        startedAt: new Date(began).toISOString(),
        endedAt: new Date(began + 180_000).toISOString(),
      };
      expect(await submit(api, reportInput(n, again))).toMatchObject({ judgement: { result: 'PASS' } });
    }
    expect(await stationFlags(api)).toEqual([]);
    for (let twice = 0; twice < 2; twice += 1) await sweep();
    const found = await stationFlags(api, { division: '310000' });
    const told = found.map(({ stationCode, finding, month }) => `${stationCode} ${finding.code} ${month}`);
    expect(told.sort()).toEqual([`${I1} PASS_RATE 2026-10`, `${I2} RETEST_WITHOUT_REPAIR 2026-10`]);
    const rate = found.find(({ stationCode }) => stationCode === I1);
    expect(rate).toMatchObject({ rule: 'A6', severity: 'MEDIUM', state: 'OPEN' });
    expect(rate?.evidence[0]?.says).toBe('6 of 6 first tests passed; elsewhere in the city 3 of 6; z 2.45');
    const flag = rate?.id ?? '';
    const key = newKey();
    expect(await decideStationFlag(api, flag, 'UPHELD', { key })).toEqual({ flag, state: 'UPHELD' });
    expect(await decideStationFlag(api, flag, 'UPHELD', { key })).toEqual({ flag, state: 'UPHELD' });
    expect((await decideStationFlag(api, flag, 'UPHELD')).problems).toMatchObject([
      { code: 'FLAG_DECISION_STANDS', field: 'flag' },
    ]);
    expect(
      errorCodes(await askStationDecision(api, flag, 'DISMISSED', { as: 'INSPECTION_STATION' })),
    ).toEqual(['FORBIDDEN']);
    expect(errorCodes(await askStationFlags(api, {}, { as: 'INSPECTION_STATION' }))).toEqual(['FORBIDDEN']);
    await sweep();
    expect((await stationFlags(api, { state: 'UPHELD' })).map(({ id }) => id)).toEqual([flag]);
    expect(await stationFlags(api)).toHaveLength(2);
    expect(await stationFlags(api, { division: '310112' })).toEqual([]);
  });

  it('should say nothing of stations where nobody configured a threshold', async () => {
    await setThresholds(api, {
      division: '310000',
      from: '2026-03-01',
      basis: '沪环规〔2026〕11号',
      values: [],
    });
    await octoberTests(api, '310115-I0001', ['PASS'], 41);
    await sweep();
    expect(await stationFlags(api)).toHaveLength(2);
  });
});
