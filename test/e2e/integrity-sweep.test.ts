import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openServices } from '../../src/apps/process/services.js';
import { integrityProcessors } from '../../src/features/integrity/integrity.worker.module.js';
import { MaintenanceModule } from '../../src/features/maintenance/index.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { flags, setThresholds } from '../support/integrity-requests.js';
import { repair, repairRecord } from '../support/loop-requests.js';
import { vinOf } from '../support/registry-fixture.js';
import { lugdownItems, reportInput, submit } from '../support/report-requests.js';
import { fileStation, inspectionStation, repairStation } from '../support/station-requests.js';
import { registered, truck } from '../support/vehicle-requests.js';

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
    const [job] = integrityProcessors(services, { database: api.parts.database, clock: api.parts.clock });
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
});
