import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statement } from '../../src/platform/database/statement.js';
import { startTestApi, type Asking, type TestApi } from '../support/api.js';
import { vinOf } from '../support/registry-fixture.js';
import { correctReport, idOf, lugdownItems, reportInput, submit } from '../support/report-requests.js';
import { fileStation, inspectionStation } from '../support/station-requests.js';
import { errorCodes, registered, truck, valueOf, WITH_PURPOSE } from '../support/vehicle-requests.js';

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const AUDITED = statement(
  'test_report_reads_audited',
  `SELECT role, subjects::text[] AS subjects, detail FROM audit_entry WHERE action = $1 ORDER BY id DESC LIMIT 1`,
);

describe('reading test reports', () => {
  let api: TestApi;
  let corrected: string;
  let vehicle: string;

  const ask = (variables: object, asking: Asking = {}) =>
    api.ask(
      `query ($filter: InspectionReportFilterInput, $first: Int, $after: String) {
        inspectionReports(filter: $filter, first: $first, after: $after) {
          edges { cursor node { id reportNo } } pageInfo { hasNextPage endCursor } } }`,
      { as: 'ECOLOGY_BUREAU', variables: { ...variables }, ...asking },
    );
  const page = async (variables: object = {}, asking: Asking = {}): Promise<Page> =>
    valueOf(await ask(variables, asking), 'inspectionReports') as Page;
  const numbers = async (filter: object = {}, asking: Asking = {}): Promise<readonly unknown[]> =>
    (await page({ filter }, asking)).edges.map(({ node }) => Number(String(node['reportNo']).slice(-3)));
  const one = async (id: string, asking: Asking): Promise<Readonly<Record<string, unknown>> | null> =>
    valueOf(
      await api.ask(
        `query ($id: ID!) { inspectionReport(id: $id) { id vehicleId stationCode vin plate { number type color }
          ratedPowerKw ambient { temperatureC pressureKpa humidityPct } items { code value unit limit passed readings }
          judgement { result clause { document } items { code value limit pass } flags { code text } } obd { dtc vin }
          inspector authorisedSigner approver held inForce supersedes correctionBasis hiddenFields } }`,
        { variables: { id }, ...asking },
      ),
      'inspectionReport',
    ) as Readonly<Record<string, unknown>> | null;

  /** The n-th report, so many hours after the first. */
  const at = (hours: number): object => {
    const day = hours < 10 ? `0${String(hours)}` : String(hours);
    return { startedAt: `2026-11-22T${day}:00:00+08:00`, endedAt: `2026-11-22T${day}:03:00+08:00` };
  };

  beforeAll(async () => {
    api = await startTestApi();
    await fileStation(api, inspectionStation(1));
    await fileStation(api, inspectionStation(2, { organisationId: null }));
    for (const n of [1, 2, 3, 4, 5]) await registered(api, truck(n));
    const obd = { communicates: true, milOn: false, dtc: ['p0420'], vin: vinOf(1) };
    const first = await submit(api, reportInput(1, { ...at(8), obd }));
    vehicle = String(first.vehicleId);
    await submit(api, reportInput(2, { ...at(9), items: lugdownItems({ K80: '1.4' }) }));
    await submit(api, reportInput(3, { ...at(10), stationCode: '310115-I0002' }), { as: 'ECOLOGY_BUREAU' });
    corrected = idOf(await submit(api, reportInput(4, at(11))));
    await correctReport(api, { report: corrected, input: reportInput(4, { ...at(11), odometerKm: 5 }) });
    await submit(api, reportInput(5, { ...at(12), checkType: 'TRANSFER_IN', stationResult: 'ABORT' }));
  });
  afterAll(() => api.close());

  it.each([
    ['all of the territory, newest first', {}, [5, 4, 3, 2, 1]],
    ['one station', { station: '310115-I0002' }, [3]],
    ['what failed', { result: 'FAIL' }, [2]],
    ['what counts for nothing', { result: 'VOID' }, [5]],
    ['one method', { method: 'FREE_ACCEL' }, []],
    ['one kind of check', { checkType: 'TRANSFER_IN' }, [5]],
    ['a span of time', { from: '2026-11-22T09:03:00+08:00', to: '2026-11-22T11:03:00+08:00' }, [3, 2]],
    ['what is held', { held: true }, []],
    ['what is not held', { held: false }, [5, 4, 3, 2, 1]],
    ['corrected ones too', { corrected: true }, [5, 4, 4, 3, 2, 1]],
    ['a district', { division: '310115' }, [5, 4, 3, 2, 1]],
    ['another district', { division: '310112' }, []],
  ])('should give the bureau %s', async (_what, filter, expected) => {
    expect(await numbers(filter)).toEqual(expected);
  });

  it('should give those of one vehicle', async () => {
    expect(await numbers({ vehicle })).toEqual([1]);
  });

  it('should give a station its own, and nobody else any', async () => {
    expect(await numbers({}, { as: 'INSPECTION_STATION' })).toEqual([5, 4, 2, 1]);
    expect(await numbers({ station: '310115-i0001', held: false }, { as: 'INSPECTION_STATION' })).toEqual([
      5, 4, 2, 1,
    ]);
    const others = await ask({ filter: { station: '310115-I0002' } }, { as: 'INSPECTION_STATION' });
    expect(errorCodes(others)).toEqual(['STATION_NOT_YOURS']);
    expect(errorCodes(await ask({}, { as: 'REPAIR_STATION' }))).toEqual(['FORBIDDEN']);
    expect(errorCodes(await ask({}, { as: 'TRAFFIC_POLICE' }))).toEqual(['PURPOSE_REQUIRED']);
    expect(errorCodes(await ask({ filter: { division: '320100' } }))).toEqual(['OUT_OF_SCOPE']);
  });

  it('should go on where a page ended, and refuse the cursor of another list', async () => {
    const first = await page({ first: 2 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const after = first.pageInfo.endCursor;
    const second = await page({ first: 2, after });
    const third = await page({ first: 2, after: second.pageInfo.endCursor });
    expect([...second.edges, ...third.edges].map(({ node }) => String(node['reportNo']).slice(-1))).toEqual([
      '3',
      '2',
      '1',
    ]);
    expect(third.pageInfo.hasNextPage).toBe(false);
    expect(errorCodes(await ask({ filter: { held: false }, after }))).toEqual(['CURSOR_INVALID']);
    expect(errorCodes(await ask({ first: 0 }))).toEqual(['PAGE_INVALID']);
  });

  it('should show everything to the station and to ecology at home, the people to nobody else', async () => {
    const id = (await page({ filter: { vehicle } })).edges[0]?.node['id'] as string;
    const full = {
      vehicleId: vehicle,
      vin: vinOf(1),
      plate: { number: '沪A00001', type: '01', color: 'YELLOW' },
      ratedPowerKw: '206.000',
      ambient: { temperatureC: '-2.5', pressureKpa: '101.320', humidityPct: '55.3' },
      obd: { dtc: ['P0420'], vin: vinOf(1) },
      inspector: expect.stringMatching(/^检验员\d+$/),
      approver: '王五',
      held: false,
      inForce: true,
      hiddenFields: [],
    };
    expect(await one(id, { as: 'ECOLOGY_BUREAU' })).toMatchObject(full);
    expect(await one(id, { as: 'INSPECTION_STATION' })).toMatchObject(full);
    const hiddenFields = ['inspector', 'authorisedSigner', 'approver'];
    const police = await one(id, { as: 'TRAFFIC_POLICE', headers: WITH_PURPOSE });
    expect(police).toMatchObject({ inspector: null, authorisedSigner: null, approver: null, hiddenFields });
    expect(await one(id, { as: 'TRANSPORT_BUREAU' })).toMatchObject({ inspector: null, hiddenFields });
    const [line] = await api.test.database.query<{ role: string; detail: object }>(AUDITED, [
      'inspection.list',
    ]);
    expect(line).toMatchObject({ role: 'TRANSPORT_BUREAU', detail: { people: [] } });
  });

  it('should keep a corrected report beside the one that took its place', async () => {
    const former = await one(corrected, { as: 'ECOLOGY_BUREAU' });
    expect(former).toMatchObject({ inForce: false, supersedes: null, correctionBasis: null });
    const latest = (await page({ first: 2 })).edges[1]?.node['id'] as string;
    expect(await one(latest, { as: 'ECOLOGY_BUREAU' })).toMatchObject({
      inForce: true,
      supersedes: corrected,
      correctionBasis: '录入错误',
    });
  });

  it('should not be reached by the station of others', async () => {
    const id = (await page({ filter: { station: '310115-I0002' } })).edges[0]?.node['id'] as string;
    expect(await one(id, { as: 'INSPECTION_STATION' })).toBeNull();
  });

  it('should come with the vehicle that is before the caller', async () => {
    const query = `query ($vin: String, $plate: PlateKeyInput) { vehicle(vin: $vin, plate: $plate) {
      vehicle { inspections(first: 1) { edges { node { reportNo inspector } } pageInfo { hasNextPage } } } } }`;
    const plate = { number: '沪A00002', type: '01' };
    const presented = { as: 'INSPECTION_STATION', variables: { vin: vinOf(2), plate } } as const;
    const expected = { edges: [{ node: { reportNo: 'R-2026-000002' } }], pageInfo: { hasNextPage: false } };
    const answer = valueOf(await api.ask(query, presented), 'vehicle') as {
      vehicle: { inspections: Page };
    };
    expect(answer.vehicle.inspections).toMatchObject(expected);
    const byBureau = await api.ask(query, { as: 'ECOLOGY_BUREAU', variables: { vin: vinOf(2) } });
    expect((valueOf(byBureau, 'vehicle') as typeof answer).vehicle.inspections).toMatchObject(expected);
    const [line] = await api.test.database.query<{ role: string }>(AUDITED, ['inspection.read']);
    expect(line?.role).toBe('ECOLOGY_BUREAU');
  });
});
