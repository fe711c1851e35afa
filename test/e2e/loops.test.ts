import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';
import { VehicleProjection } from '../../src/features/registry/index.js';
import { rebuildProjection } from '../../src/platform/facts/rebuild.js';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  askRepair,
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
import { fileStation, inspectionStation, repairStation } from '../support/station-requests.js';
import {
  errorCodes,
  newKey,
  registered,
  roadside,
  truck,
  valueOf,
  WITH_PURPOSE,
} from '../support/vehicle-requests.js';

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

describe('the loop of a vehicle', () => {
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
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) await registered(api, truck(n));
  });
  afterAll(() => api.close());

  it('should be closed by four roles, one after the other, and show at the roadside while it is open', async () => {
    const vehicle = vehicleOf(1);
    at('23T04:00:00');
    expect(await reasonsOf(1)).not.toContain('OVER_LIMIT_LISTED');
    await putEvidence(api, [fieldCheckFact(vehicle.vin, '2026-11-23T02:00:00.000Z')]);
    expect(await reasonsOf(1)).toContain('OVER_LIMIT_LISTED');
    const listing = await listingOf(1);
    expect(listing).toMatchObject({ state: 'LISTED', cycle: 1, source: 'ROADSIDE_FAIL', vin: vehicle.vin });
    expect(listing.dueNote).toBe('DEADLINE_NOT_CONFIGURED');
    expect((await step(api, 'serveNotice', listing.id, NOTICE)).listing?.state).toBe('NOTIFIED');

    at('23T07:00:00');
    await putEvidence(api, [
      reportFact(vehicle.vin, '2026-11-23T06:30:00.000Z', { station: I1, result: 'FAIL' }),
    ]);
    expect(await gate(api, { stationId: I1, vin: vehicle.vin })).toMatchObject({
      decision: 'BLOCKED',
      code: 'NO_REPAIR_RECORD',
      missing: ['repair'],
      state: 'NOTIFIED',
    });

    at('23T10:00:00');
    const started = await repair(api, 'startRepair', {
      stationCode: M1,
      vehicle,
      input: { at: '2026-11-23T08:00:00.000Z', odometerKm: 352_005 },
    });
    expect(started.listing?.state).toBe('IN_REPAIR');
    const input = repairRecord('2026-11-23T08:00:00.000Z', '2026-11-23T09:30:00.000Z');
    const key = newKey();
    const done = await repair(api, 'completeRepair', { stationCode: M1, vehicle, input }, { key });
    expect(done.listing?.state).toBe('REPAIRED');
    expect(await repair(api, 'completeRepair', { stationCode: M1, vehicle, input }, { key })).toEqual(done);

    at('23T13:00:00');
    expect(await gate(api, { stationId: I1, plate: { number: vehicle.plateNumber } })).toMatchObject({
      decision: 'ALLOWED',
      code: 'RETEST',
    });
    await putEvidence(api, [
      reportFact(vehicle.vin, '2026-11-23T12:30:00.000Z', { station: I1, result: 'PASS' }),
    ]);
    expect(await reasonsOf(1)).not.toContain('OVER_LIMIT_LISTED');
    expect((await openListings(api)).map(({ id }) => id)).not.toContain(listing.id);
    expect(await differing(api)).toEqual([]);
  });

  it('should tell its whole story on the timeline, and as it was known on a day', async () => {
    at('23T16:00:00');
    const vehicleId = await idOf(1);
    const query = `query ($id: ID!, $asOf: Instant) { vehicleTimeline(id: $id, asOf: $asOf) { state cycle
      entries { kind by stateAfter rejected { code } } closed { cycles repairStation inspectionStation held
        readings { code before after } } } }`;
    const ask = async (asOf: string | null) =>
      valueOf(
        await api.ask(query, {
          as: 'ECOLOGY_BUREAU',
          variables: { id: vehicleId, asOf },
          headers: WITH_PURPOSE,
        }),
        'vehicleTimeline',
      ) as { state: string; entries: { kind: string; stateAfter: string }[]; closed: object[] };
    const now = await ask(null);
    expect(
      now.entries.filter(({ kind }) => !kind.startsWith('vehicle.')).map((one) => [one.kind, one.stateAfter]),
    ).toEqual([
      ['inspection.field-checked', 'LISTED'],
      ['loop.notice-served', 'NOTIFIED'],
      ['inspection.reported', 'NOTIFIED'],
      ['loop.repair-started', 'IN_REPAIR'],
      ['loop.repair-completed', 'REPAIRED'],
      ['inspection.reported', 'CLEARED'],
    ]);
    expect(now.closed).toMatchObject([
      {
        cycles: 1,
        repairStation: M1,
        inspectionStation: I1,
        readings: [{ code: 'K_FA', before: '1.80', after: '0.81' }],
      },
    ]);
    expect((await ask('2026-11-23T07:30:00.000Z')).state).toBe('NOTIFIED');
  });

  const idOf = async (n: number): Promise<string> => {
    const answer = await api.ask(`query ($vin: String!) { vehicle(vin: $vin) { vehicle { id } } }`, {
      as: 'ECOLOGY_BUREAU',
      variables: { vin: vinOf(n) },
    });
    return (valueOf(answer, 'vehicle') as { vehicle: { id: string } }).vehicle.id;
  };

  it('should come to the same end when the repair arrives after the retest, and everything twice', async () => {
    const vehicle = vehicleOf(2);
    at('23T13:00:00');
    const failed = reportFact(vehicle.vin, '2026-11-23T02:00:00.000Z', { station: I1, result: 'FAIL' });
    const passed = reportFact(vehicle.vin, '2026-11-23T12:30:00.000Z', { station: I1, result: 'PASS' });
    await putEvidence(api, [failed, passed]);
    expect((await listingOf(2)).state).toBe('LISTED');
    const input = repairRecord('2026-11-23T08:00:00.000Z', '2026-11-23T09:30:00.000Z');
    const done = await repair(api, 'completeRepair', { stationCode: M1, vehicle, input });
    expect(done.listing).toMatchObject({ state: 'CLEARED', clearedStation: I1 });
    expect(await repair(api, 'completeRepair', { stationCode: M1, vehicle, input })).toEqual(done);
    const other = { stationCode: M1, vehicle, input: { ...input, diagnosis: '另一诊断' } };
    expect(refusals(await repair(api, 'completeRepair', other))).toEqual([
      ['SETTLEMENT_CONFLICT', 'input.settlementNo'],
    ]);
    expect(await differing(api)).toEqual([]);
  });

  it('should refuse a repair before the failure, at a station off the list, or without its certificate', async () => {
    const vehicle = vehicleOf(3);
    at('23T13:00:00');
    await putEvidence(api, [
      reportFact(vehicle.vin, '2026-11-23T05:00:00.000Z', { station: I1, result: 'FAIL' }),
    ]);
    const complete = (input: object) => repair(api, 'completeRepair', { stationCode: M1, vehicle, input });
    const early = repairRecord('2026-11-23T02:00:00.000Z', '2026-11-23T03:30:00.000Z');
    expect(refusals(await complete(early))).toEqual([['REPAIR_ORDER', 'input']]);
    const days = ['2026-11-23T08:00:00.000Z', '2026-11-23T09:30:00.000Z'] as const;
    expect(refusals(await complete(repairRecord(...days, { repairType: 'ASSEMBLY' })))).toEqual([
      ['CERT_REQUIRED', 'input'],
    ]);
    expect(
      refusals(
        await complete(repairRecord(...days, { settlementNo: '-', parts: [{ name: '', quantity: 0 }] })),
      ),
    ).toEqual(
      expect.arrayContaining([
        ['FIELD_MISSING', 'input.settlementNo'],
        ['QUANTITY_FORMAT', 'input.parts[0].quantity'],
      ]),
    );
    const elsewhere = { stationCode: '310115-M0009', vehicle, input: repairRecord(...days) };
    expect(refusals(await repair(api, 'completeRepair', elsewhere))).toEqual([
      ['STATION_NOT_YOURS', 'stationCode'],
    ]);
    const clone = {
      stationCode: M1,
      vehicle: { ...vehicle, plateNumber: '沪A99999' },
      input: repairRecord(...days),
    };
    expect(refusals(await repair(api, 'completeRepair', clone))).toEqual([['NOT_FOUND', 'vehicle']]);
    expect(errorCodes(await askRepair(api, 'completeRepair', clone, { as: 'INSPECTION_STATION' }))).toEqual([
      'FORBIDDEN',
    ]);
    expect((await listingOf(3)).state).toBe('LISTED');
  });

  it('should let a station correct its own record', async () => {
    const vehicle = vehicleOf(3);
    at('23T13:00:00');
    const days = ['2026-11-23T08:00:00.000Z', '2026-11-23T09:30:00.000Z'] as const;
    const empty = repairRecord(...days, { parts: [], labour: [] });
    const first = await repair(api, 'completeRepair', { stationCode: M1, vehicle, input: empty });
    expect(first.flags?.map(({ code }) => code)).toContain('EMPTY_REPAIR');
    const again = { stationCode: M1, vehicle, input: repairRecord(...days), corrects: first.factId ?? '' };
    expect((await repair(api, 'completeRepair', again)).listing?.state).toBe('REPAIRED');
    expect(refusals(await repair(api, 'completeRepair', again))).toEqual([['STALE', 'corrects']]);
    expect(await differing(api)).toEqual([]);
  });

  it('should hold a vehicle to the station that failed it, unless leave was given', async () => {
    const vehicle = vehicleOf(3);
    at('23T16:00:00');
    expect(await gate(api, { stationId: I2, vin: vehicle.vin })).toMatchObject({
      decision: 'BLOCKED',
      code: 'STATION_MISMATCH',
      station: I1,
      nextStep: 'GO_TO_STATION',
    });
    await putEvidence(api, [
      reportFact(vehicle.vin, '2026-11-23T14:00:00.000Z', { station: I2, result: 'PASS' }),
    ]);
    const listing = await listingOf(3);
    expect(listing.state).toBe('REPAIRED');
    const leave = { stationCode: I2, reason: 'OUT_OF_AREA', basis: '沪环函〔2026〕8号' };
    expect(refusals(await step(api, 'overrideStation', listing.id, leave))).toEqual([]);
    expect(await gate(api, { stationId: I2, vin: vehicle.vin })).toMatchObject({
      decision: 'ALLOWED',
      code: 'RETEST',
    });
    at('23T19:00:00');
    await putEvidence(api, [
      reportFact(vehicle.vin, '2026-11-23T17:00:00.000Z', { station: I2, result: 'PASS' }),
    ]);
    expect(await reasonsOf(3)).not.toContain('OVER_LIMIT_LISTED');
  });
});
