import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openServices } from '../../src/apps/process/services.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';
import { MaintenanceModule } from '../../src/features/maintenance/index.js';
import { loopProcessors } from '../../src/features/maintenance/maintenance.worker.module.js';
import { VehicleProjection } from '../../src/features/registry/index.js';
import { rebuildProjection } from '../../src/platform/facts/rebuild.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { openListings, putEvidence, reportFact, step } from '../support/loop-requests.js';
import { vinOf } from '../support/registry-fixture.js';
import {
  askRemote,
  passage,
  reasonsAtRoadside,
  sendRemote,
  SITE,
  type EvidenceAnswer,
} from '../support/sensing-requests.js';
import { fileStation, inspectionStation } from '../support/station-requests.js';
import { errorCodes, newKey, registered, truck, valueOf, WITH_PURPOSE } from '../support/vehicle-requests.js';

const problemsOf = ({ rows }: EvidenceAnswer): readonly unknown[] =>
  rows.flatMap(({ problems }) => problems.map(({ code, field, row }) => [row, code, field]));
const outcomes = ({ rows }: EvidenceAnswer): readonly string[] => rows.map(({ status }) => status);
const notCounted = ({ rows }: EvidenceAnswer): readonly (string | null)[] =>
  rows.map((row) => row.notCounted?.code ?? null);

const OPACITY = [{ pollutant: 'OPACITY', value: '35.0' }];
const CLEAN = [{ pollutant: 'OPACITY', value: '12.5' }];
const NO = [{ pollutant: 'NO', value: '1800' }];

describe('remote sensing', () => {
  let api: TestApi;
  const ids = new Map<number, string>();

  const reasonCodes = async (n: number): Promise<readonly string[]> =>
    (await reasonsAtRoadside(api, n)).map(({ code }) => code).filter((code) => code !== 'G3_DIESEL_TRUCK');
  const stateOf = async (n: number): Promise<string> => {
    const answer = await api.ask(
      `query ($id: ID!) { vehicleTimeline(id: $id) { state entries { kind stateAfter } } }`,
      { as: 'ECOLOGY_BUREAU', variables: { id: ids.get(n) } },
    );
    return (valueOf(answer, 'vehicleTimeline') as { state: string }).state;
  };
  const isListed = async (n: number): Promise<boolean> =>
    (await openListings(api)).some(({ vehicleId }) => vehicleId === ids.get(n));
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

  describe('by the rule of HJ 845-2017', () => {
    it.each([
      ['44: opacity, then NO', 1, [OPACITY, NO], ['2026-08-01T02:00', '2026-09-01T02:00'], false],
      [
        '45: a clean passage between',
        2,
        [OPACITY, CLEAN, OPACITY],
        ['2026-06-01T02:00', '2026-07-01T02:00', '2026-08-01T02:00'],
        false,
      ],
      [
        '47: twice in three minutes at one site',
        3,
        [OPACITY, OPACITY],
        ['2026-09-01T02:00', '2026-09-01T02:03'],
        false,
      ],
      ['49: once only', 4, [OPACITY], ['2026-05-23T04:05'], false],
      ['twice within six months', 5, [OPACITY, OPACITY], ['2026-09-01T02:00', '2026-10-01T02:00'], true],
      [
        'twice, more than six months apart',
        6,
        [OPACITY, OPACITY],
        ['2026-01-01T02:00', '2026-08-01T02:00'],
        false,
      ],
    ])('case %s', async (_case, n, readings, moments, listed) => {
      const rules = {
        division: '310000',
        from: '2026-01-01',
        basis: '沪环规〔2026〕1号',
        remoteMinGapMinutes: 10,
      };
      const set = await api.ask(
        `mutation ($key: String!, $input: LoopRulesInput!) { setLoopRules(idempotencyKey: $key, input: $input) { __typename } }`,
        { as: 'ECOLOGY_BUREAU', variables: { key: newKey(), input: rules } },
      );
      expect(errorCodes(set)).toEqual([]);
      const rows = moments.map((at, index) => passage(n, `${at}:00.000Z`, { readings: readings[index] }));
      expect(outcomes(await sendRemote(api, rows))).toEqual(rows.map(() => 'ACCEPTED'));
      expect(await isListed(n)).toBe(listed);
      expect(await reasonCodes(n)).toEqual([listed ? 'OVER_LIMIT_LISTED' : 'RS_SINGLE_EXCEED']);
      expect(await stateOf(n)).toBe(listed ? 'LISTED' : 'SUSPECT');
    });

    it('should let a suspicion run out six calendar months later, to the moment, without anybody doing anything', async () => {
      const now = api.clock.at;
      api.clock.at = '2026-11-23T04:05:00.000Z';
      expect(await reasonCodes(4)).toEqual(['RS_SINGLE_EXCEED']);
      api.clock.at = '2026-11-23T04:05:00.001Z';
      expect(await reasonCodes(4)).toEqual([]);
      expect(await stateOf(4)).toBe('NONE');
      const answer = await api.ask(
        `query ($id: ID!) { vehicle(id: $id) { vehicle { reasons { code } } } vehicles(filter: { reason: RS_SINGLE_EXCEED }) { edges { node { id } } totalCount } }`,
        { as: 'ECOLOGY_BUREAU', variables: { id: ids.get(4) } },
      );
      const { vehicle } = valueOf(answer, 'vehicle') as { vehicle: { reasons: { code: string }[] } };
      expect(vehicle.reasons.map(({ code }) => code)).not.toContain('RS_SINGLE_EXCEED');
      const { edges, totalCount } = valueOf(answer, 'vehicles') as {
        edges: { node: { id: string } }[];
        totalCount: number;
      };
      expect(edges.map(({ node }) => node.id)).not.toContain(ids.get(4));
      expect(totalCount).toBe(edges.length);
      const then = await api.ask(
        `query ($id: ID!) { vehicle(id: $id, asOf: "2026-11-23T04:00:00Z") { vehicle { reasons { code } } } }`,
        { as: 'ECOLOGY_BUREAU', variables: { id: ids.get(4) } },
      );
      const former = valueOf(then, 'vehicle') as { vehicle: { reasons: { code: string }[] } };
      expect(former.vehicle.reasons.map(({ code }) => code)).toContain('RS_SINGLE_EXCEED');
      api.clock.at = now;
    });

    it('case 50: should set a passage aside whose image shows another vehicle, and list nobody for it', async () => {
      const first = await sendRemote(api, [
        passage(7, '2026-09-01T02:00:00.000Z', { imageVehicleType: 'K33' }),
        passage(7, '2026-10-01T02:00:00.000Z', { imageVehicleType: 'K3' }),
      ]);
      expect(notCounted(first)).toEqual(['PLATE_CLONE_SUSPECTED', 'PLATE_CLONE_SUSPECTED']);
      expect([await reasonCodes(7), await isListed(7), await stateOf(7)]).toEqual([[], false, 'NONE']);
      expect(await records({ notCounted: 'PLATE_CLONE_SUSPECTED' })).toHaveLength(2);
    });

    it('case 50: should withdraw a listing when it comes out later that the plate is a clone', async () => {
      await sendRemote(api, [passage(8, '2026-09-01T02:00:00.000Z'), passage(8, '2026-10-01T02:00:00.000Z')]);
      const listing = (await openListings(api)).find(({ vehicleId }) => vehicleId === ids.get(8));
      const input = { reason: 'CLONED_PLATE', basis: '浦公交〔2026〕77号' };
      const withdrawn = await step(api, 'withdrawListing', listing?.id ?? '', input);
      expect(withdrawn.listing?.state).toBe('WITHDRAWN');
      expect([await isListed(8), await stateOf(8)]).toEqual([false, 'WITHDRAWN']);
    });

    it('should not clear a listing by a clean passage, and end a run by a passed test where the city says so', async () => {
      await sendRemote(api, [passage(5, '2026-11-01T02:00:00.000Z', { readings: CLEAN })]);
      expect(await isListed(5)).toBe(true);
      await fileStation(api, inspectionStation(1));
      const rules = { division: '310000', from: '2026-01-01', basis: '沪环规〔2026〕2号', resetOnPass: true };
      await api.ask(
        `mutation ($key: String!, $input: LoopRulesInput!) { setLoopRules(idempotencyKey: $key, input: $input) { __typename } }`,
        { as: 'ECOLOGY_BUREAU', variables: { key: newKey(), input: rules } },
      );
      await sendRemote(api, [passage(9, '2026-08-01T02:00:00.000Z')]);
      await putEvidence(api, [
        reportFact(vinOf(9), '2026-09-01T02:00:00.000Z', { station: '310115-I0001', result: 'PASS' }),
      ]);
      await sendRemote(api, [passage(9, '2026-10-01T02:00:00.000Z')]);
      expect([await isListed(9), await reasonCodes(9)]).toEqual([false, ['RS_SINGLE_EXCEED']]);
    });
  });

  it('should keep what does not count, and say why', async () => {
    const rules = {
      division: '310000',
      from: '2026-01-01',
      basis: '沪环规〔2026〕3号',
      remotePlateConfidencePct: 90,
    };
    await api.ask(
      `mutation ($key: String!, $input: LoopRulesInput!) { setLoopRules(idempotencyKey: $key, input: $input) { __typename } }`,
      { as: 'ECOLOGY_BUREAU', variables: { key: newKey(), input: rules } },
    );
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
    expect((await records({ division: '310115', first: 50 })).length).toBeGreaterThan(20);
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

  it('should be followed anew when the rules change, and come out the same when all is made anew from the facts', async () => {
    const services = await openServices(api.parts, [MaintenanceModule]);
    const { database, facts, clock } = api.parts;
    const jobs = loopProcessors(services, { database, facts, clock });
    const refold = jobs.find(({ name }) => name === 'loops.refold');
    await refold?.handle({}, { isLastAttempt: true, progress: () => Promise.resolve() });
    await services.close();
    const report = await rebuildProjection(api.test.owner, new VehicleProjection(VEHICLE_EXTENSIONS), {
      apply: false,
      onProgress: () => undefined,
    });
    expect(Object.keys(report.differing)).toContain('remote_sensing_record');
    expect(Object.values(report.differing).filter((count) => count > 0)).toEqual([]);
  });
});
