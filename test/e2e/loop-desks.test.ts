import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';
import { VehicleProjection } from '../../src/features/registry/index.js';
import { rebuildProjection } from '../../src/platform/facts/rebuild.js';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  askStep,
  fieldCheckFact,
  gate,
  openListings,
  putEvidence,
  refusals,
  repair,
  repairRecord,
  reportFact,
  step,
  type ListingAnswer,
} from '../support/loop-requests.js';
import { vinOf } from '../support/registry-fixture.js';
import { fileStation, inspectionStation, repairStation, setStatus } from '../support/station-requests.js';
import { errorCodes, registered, roadside, truck, valueOf } from '../support/vehicle-requests.js';

const I1 = '310115-I0001';
const I2 = '310115-I0002';
const M1 = '310115-M0001';
const NOTICE = { noticeNo: '沪环告〔2026〕17号', channel: 'LETTER' };
const vehicleOf = (n: number) => ({ vin: vinOf(n), plateNumber: `沪A${String(n).padStart(5, '0')}` });

/** Rebuilt equals live: nothing but the facts and what is configured made the rows. */
async function differing(api: TestApi): Promise<readonly number[]> {
  const report = await rebuildProjection(api.test.owner, new VehicleProjection(VEHICLE_EXTENSIONS), {
    apply: false,
    onProgress: () => undefined,
  });
  return Object.values(report.differing).filter((count) => count > 0);
}

describe('the loop of a vehicle at its stations and bureaus', () => {
  let api: TestApi;

  const listingOf = async (n: number): Promise<ListingAnswer> => {
    const found = (await openListings(api)).find(
      ({ plateNumber }) => plateNumber === vehicleOf(n).plateNumber,
    );
    if (found === undefined) throw new Error(`truck ${n} is not listed`);
    return found;
  };
  const reasonsOf = async (n: number): Promise<readonly string[]> =>
    (await roadside(api, vehicleOf(n).plateNumber)).reasons.map(({ code }) => code);
  const at = (time: string): string => (api.clock.at = `2026-11-${time}.000Z`);

  beforeAll(async () => {
    // The whole story happens within one day, so that those who signed in stay so.
    api = await startTestApi({ TOKEN_TTL: '86400' });
    for (const n of [1, 2]) await fileStation(api, inspectionStation(n));
    await fileStation(api, repairStation(1));
    for (const n of [4, 5, 6, 7, 8]) await registered(api, truck(n));
  });
  afterAll(() => api.close());

  it('should be taken back by an upheld appeal, and go on after a rejected one', async () => {
    at('23T19:00:00');
    for (const n of [4, 5]) {
      await putEvidence(api, [
        reportFact(vinOf(n), '2026-11-23T11:00:00.000Z', { station: I1, result: 'FAIL' }),
      ]);
    }
    const [upheld, rejected] = [await listingOf(4), await listingOf(5)];
    const decide = { decision: 'UPHELD', basis: '复核' };
    expect(refusals(await step(api, 'decideAppeal', upheld.id, decide))).toEqual([
      ['NO_OPEN_APPEAL', 'listing'],
    ]);
    for (const { id } of [upheld, rejected]) {
      expect((await step(api, 'lodgeAppeal', id, { basis: '申诉书' })).listing?.state).toBe('APPEAL');
    }
    expect((await step(api, 'decideAppeal', upheld.id, decide)).listing?.state).toBe('WITHDRAWN');
    const no = { decision: 'REJECTED', basis: '复核' };
    expect((await step(api, 'decideAppeal', rejected.id, no)).listing?.state).toBe('LISTED');
    expect(refusals(await step(api, 'serveNotice', upheld.id, NOTICE))).toEqual([
      ['NO_OPEN_LISTING', 'listing'],
    ]);
    expect(await reasonsOf(4)).not.toContain('OVER_LIMIT_LISTED');
    expect(await reasonsOf(5)).toContain('OVER_LIMIT_LISTED');
  });

  it('should be taken back for a cloned plate, and go with a vehicle that leaves the delta', async () => {
    at('23T19:00:00');
    for (const n of [6, 7]) await putEvidence(api, [fieldCheckFact(vinOf(n), '2026-11-23T14:00:00.000Z')]);
    const [cloned, leaving] = [await listingOf(6), await listingOf(7)];
    const reason = { reason: 'CLONED_PLATE', basis: '交警认定书' };
    expect((await step(api, 'withdrawListing', cloned.id, reason)).listing?.state).toBe('WITHDRAWN');
    const inside = { division: '320100', basis: '迁出' };
    expect(refusals(await step(api, 'transferListingOut', leaving.id, inside))).toEqual([
      ['DIVISION_INSIDE_YRD', 'input.division'],
    ]);
    const out = { division: '370100', basis: '迁出' };
    expect((await step(api, 'transferListingOut', leaving.id, out)).listing?.state).toBe('TRANSFERRED');
    expect(
      errorCodes(await askStep(api, 'withdrawListing', cloned.id, reason, { as: 'REPAIR_STATION' })),
    ).toEqual(['FORBIDDEN']);
    expect(await differing(api)).toEqual([]);
  });

  it('should be on the work list of a repair station, and be read there with VIN and plate in hand', async () => {
    const vehicle = vehicleOf(8);
    at('23T19:00:00');
    await putEvidence(api, [
      reportFact(vehicle.vin, '2026-11-23T14:00:00.000Z', { station: I1, result: 'FAIL' }),
    ]);
    const work = async (kind: string): Promise<readonly string[]> => {
      const query = `query ($kind: RepairWork!) { repairWork(stationCode: "${M1}", kind: $kind) {
        edges { node { plateNumber } } } }`;
      const answer = await api.ask(query, { as: 'REPAIR_STATION', variables: { kind } });
      const { edges } = valueOf(answer, 'repairWork') as { edges: { node: { plateNumber: string } }[] };
      return edges.map(({ node }) => node.plateNumber);
    };
    expect(await work('REFERRED')).toContain(vehicle.plateNumber);
    const query = `query ($vin: String, $plate: LoopPlateInput) { failureReport(vin: $vin, plate: $plate) {
      kind stationCode reportNo method items { code value limit pass } listing { state } } }`;
    const presented = { vin: vehicle.vin, plate: { number: vehicle.plateNumber } };
    const answer = await api.ask(query, { as: 'REPAIR_STATION', variables: presented });
    expect(valueOf(answer, 'failureReport')).toMatchObject({
      kind: 'inspection.reported',
      stationCode: I1,
      items: [{ code: 'K_FA', value: '1.62', limit: '1.20', pass: false }],
    });
    const alone = await api.ask(query, { as: 'REPAIR_STATION', variables: { vin: vehicle.vin } });
    expect(errorCodes(alone)).toEqual(['PRESENTATION_REQUIRED']);
    await repair(api, 'startRepair', { stationCode: M1, vehicle, input: {} });
    expect(await work('REFERRED')).not.toContain(vehicle.plateNumber);
    expect(await work('IN_REPAIR')).toEqual([vehicle.plateNumber]);
    const input = repairRecord('2026-11-23T17:00:00.000Z', '2026-11-23T18:30:00.000Z');
    await repair(api, 'completeRepair', { stationCode: M1, vehicle, input });
    expect(await work('WAITING_FOR_RETEST')).toContain(vehicle.plateNumber);
    expect(await work('IN_REPAIR')).toEqual([]);
  });

  it('should count in the figures of its stations', async () => {
    const query = `query ($code: String!) { stationScorecard(stationCode: $code) {
      repair { repairs passed failed open relisted held } inspection { failures cleared relisted held } } }`;
    const score = async (code: string, as: 'REPAIR_STATION' | 'INSPECTION_STATION') =>
      valueOf(await api.ask(query, { as, variables: { code } }), 'stationScorecard');
    expect(await score(M1, 'REPAIR_STATION')).toEqual({
      repair: { repairs: 1, passed: 0, failed: 0, open: 1, relisted: 0, held: 0 },
      inspection: null,
    });
    expect(await score(I1, 'INSPECTION_STATION')).toMatchObject({ inspection: { failures: 3, cleared: 0 } });
    const other = await api.ask(query, { as: 'REPAIR_STATION', variables: { code: I1 } });
    expect(errorCodes(other)).toEqual(['STATION_NOT_YOURS']);
  });

  it('should be closed to a station that is suspended', async () => {
    await setStatus(api, {
      code: I2,
      status: 'SUSPENDED',
      from: '2026-11-23T18:30:00.000Z',
      basis: '沪环函〔2026〕9号',
    });
    expect(await gate(api, { stationId: I2, vin: vinOf(8) })).toMatchObject({ code: 'ISTATION_INACTIVE' });
  });
});
