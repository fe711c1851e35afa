import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statement } from '../../src/platform/database/statement.js';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  askRaw,
  lugdownNodes,
  obdNodes,
  visualNodes,
  sendRaw,
  xmlOf,
  type RawAnswer,
} from '../support/raw-requests.js';
import { reportInput } from '../support/report-requests.js';
import { fileStation, inspectionStation } from '../support/station-requests.js';
import { errorCodes, newKey, registered, truck, valueOf } from '../support/vehicle-requests.js';

const KEPT = statement(
  'test_raw_kept',
  `SELECT count(*)::int AS count, bool_or(position('检验员'::bytea IN sealed) > 0) AS open FROM raw_message`,
);
const TEST = '4';
const OBD = '7';
const VISUAL = '8';
const refusals = ({ problems = [] }: RawAnswer): readonly unknown[] =>
  problems.map(({ code, field }) => [code, field]);

describe('messages of the Jiangsu interface', () => {
  let api: TestApi;
  const reportOf = async (id: string | null | undefined) => {
    const query = `query ($id: ID!) { inspectionReport(id: $id) { reportNo method odometerKm inForce visibleSmoke
      judgement { result } obd { calIds } items { code value } supersedes } }`;
    const answer = await api.ask(query, { as: 'INSPECTION_STATION', variables: { id } });
    return valueOf(answer, 'inspectionReport') as Record<string, unknown>;
  };
  const send = (checkMethod: string, nodes: Readonly<Record<string, string>>): Promise<RawAnswer> =>
    sendRaw(api, { checkMethod, message: xmlOf(nodes) });

  beforeAll(async () => {
    api = await startTestApi();
    await fileStation(api, inspectionStation(1, { code: '310115-I01' }));
    for (let n = 1; n <= 8; n += 1) await registered(api, truck(n, { ratedPowerW: 206_000 }));
  });
  afterAll(() => api.close());

  it('should become a report that the service judges, with the message kept and sealed', async () => {
    const taken = await send(TEST, lugdownNodes(1));
    expect(taken).toMatchObject({ part: 'TEST', outcome: 'ACCEPTED' });
    expect(await reportOf(taken.report)).toMatchObject({ method: 'LUGDOWN', judgement: { result: 'PASS' } });
    expect(await api.test.owner.query(KEPT)).toEqual([{ count: 1, open: false }]);
    const again = await send(TEST, lugdownNodes(1));
    expect(again).toMatchObject({ rawMessage: taken.rawMessage, outcome: 'REPEATED', report: taken.report });
    expect(await api.test.owner.query(KEPT)).toMatchObject([{ count: 1 }]);
    const other = await send(TEST, lugdownNodes(1, { k100: '0.63' }));
    expect(refusals(other)).toEqual([['DUPLICATE_REPORT_CONFLICT', 'reportNo']]);
    expect(await api.test.owner.query(KEPT)).toMatchObject([{ count: 2 }]);
  });

  it.each([
    ['the diagnosis first', 2, [OBD, TEST]],
    ['the test first', 3, [TEST, OBD]],
  ])('should be put together of their parts: %s', async (_name, n, order) => {
    const nodes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      [TEST]: lugdownNodes(n),
      [OBD]: obdNodes(n),
    };
    const answers: RawAnswer[] = [];
    for (const part of order) answers.push(await send(part, nodes[part] ?? {}));
    expect(answers[0]?.outcome).toBe(order[0] === OBD ? null : 'ACCEPTED');
    const last = answers.at(-1);
    expect(last).toMatchObject({ outcome: 'ACCEPTED' });
    expect(await reportOf(last?.report)).toMatchObject({
      odometerKm: 352_000,
      inForce: true,
      obd: { calIds: ['CAL1'] },
    });
    for (const part of order) {
      expect(await send(part, nodes[part] ?? {})).toMatchObject({
        outcome: 'REPEATED',
        report: last?.report,
      });
    }
    const other = await send(OBD, obdNodes(n, { calid: 'CAL2' }));
    expect(refusals(other)).toEqual([['RAW_PART_CONFLICT', 'message']]);
  });

  it.each([
    ['seen first', 7, [VISUAL, TEST, OBD]],
    ['seen last', 8, [TEST, OBD, VISUAL]],
  ])('should be put together with what was seen of the vehicle: %s', async (_name, n, order) => {
    const nodes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      [TEST]: lugdownNodes(n),
      [OBD]: obdNodes(n),
      [VISUAL]: visualNodes(n, { sjymhy: '1' }),
    };
    const answers: RawAnswer[] = [];
    for (const part of order) answers.push(await send(part, nodes[part] ?? {}));
    expect(answers.map(({ problems }) => problems ?? [])).toEqual([[], [], []]);
    // Black or blue smoke fails a vehicle whatever was measured.
    expect(await reportOf(answers.at(-1)?.report)).toMatchObject({
      inForce: true,
      visibleSmoke: true,
      obd: { calIds: ['CAL1'] },
      judgement: { result: 'FAIL' },
    });
  });

  it('should be kept when they cannot be read, and say what is wrong with each node', async () => {
    const wrong = await send(TEST, lugdownNodes(4, { passed: '7', k100: 'high' }));
    expect(refusals(wrong)).toEqual(
      expect.arrayContaining([
        ['SOURCE_CODE_UNKNOWN', 'passed'],
        [expect.any(String), 'k100'],
      ]),
    );
    expect(wrong.rawMessage).not.toBe('');
    const broken = await sendRaw(api, { checkMethod: TEST, message: '<root><a>1</b></root>' });
    expect(refusals(broken)).toEqual([['RAW_XML_BROKEN', 'message']]);
    const bomb = '<!DOCTYPE r [<!ENTITY a "aaaa">]><root><vin>&a;</vin></root>';
    expect(refusals(await sendRaw(api, { checkMethod: TEST, message: bomb }))[0]).toEqual([
      'RAW_XML_DOCTYPE',
      'message',
    ]);
    const twice = '<root><vin>1</vin><vin>2</vin></root>';
    expect(refusals(await sendRaw(api, { checkMethod: TEST, message: twice }))).toEqual([
      ['RAW_NODE_TWICE', 'message'],
    ]);
    const strange = lugdownNodes(4, { unit_id: '310115-I99' });
    expect(refusals(await send(TEST, strange))).toEqual([['STATION_NOT_YOURS', 'unit_id']]);
    const large = { checkMethod: TEST, message: `<root>${' '.repeat(262_144)}</root>` };
    expect(errorCodes(await askRaw(api, large))).toEqual(['RAW_TOO_LARGE']);
  });

  it('should be answered once by one key, and be closed to other roles', async () => {
    const key = newKey();
    const given = { checkMethod: TEST, message: xmlOf(lugdownNodes(5)) };
    const first = await sendRaw(api, given, { key });
    expect(await sendRaw(api, given, { key })).toEqual(first);
    expect(errorCodes(await askRaw(api, given, { as: 'REPAIR_STATION' }))).toEqual(['FORBIDDEN']);
  });

  it('should be read as they came by those who may, and every reading be written down', async () => {
    const { report } = await send(TEST, lugdownNodes(5));
    const query = 'query ($report: ID!) { rawMessages(report: $report) { feed checkMethod part text } }';
    const read = await api.ask(query, { as: 'ECOLOGY_BUREAU', variables: { report } });
    expect(valueOf(read, 'rawMessages')).toEqual([
      { feed: 'JIANGSU_2020', checkMethod: '4', part: 'TEST', text: xmlOf(lugdownNodes(5)) },
    ]);
    const audited = await api.test.owner.query<{ count: number }>(
      statement(
        'test_raw_audited',
        `SELECT count(*)::int AS count FROM audit_entry WHERE action = 'inspection.read-raw'`,
      ),
    );
    expect(audited).toEqual([{ count: 1 }]);
    const police = await api.ask(query, { as: 'TRAFFIC_POLICE', variables: { report } });
    expect(errorCodes(police)).toEqual(['FORBIDDEN']);
  });

  it('should read the same digit by the system that wrote it', async () => {
    const query = `mutation ($key: String!, $input: CodedInspectionInput!) {
      submitCodedInspection(idempotencyKey: $key, input: $input) {
        ... on InspectionReportTaken { outcome report } ... on InspectionRefused { problems { code field } } } }`;
    const {
      method: _method,
      stationResult: _result,
      checkType,
      ...rest
    } = reportInput(6, {
      stationCode: '310115-I01',
    });
    const coded = async (changes: object) => {
      const input = { ...rest, checkType, methodCode: '4', resultCode: '1', ...changes };
      const answer = await api.ask(query, { as: 'INSPECTION_STATION', variables: { key: newKey(), input } });
      return valueOf(answer, 'submitCodedInspection') as RawAnswer;
    };
    const jiangsu = await coded({ system: 'JIANGSU_2020', checkType: null, checkTypeCode: '1' });
    expect(await reportOf(jiangsu.report)).toMatchObject({ method: 'LUGDOWN' });
    const items = [{ code: 'K_FA', value: '0.80', unit: 'm-1', readings: ['0.79', '0.80', '0.81'] }];
    const free = { items, reportNo: 'R-JINHUA-1', methodReason: '全时四驱' };
    const jinhua = await coded({ system: 'JINHUA', ...free });
    expect(await reportOf(jinhua.report)).toMatchObject({ method: 'FREE_ACCEL' });
    expect(refusals(await coded({ system: 'JINHUA', methodCode: '1', resultCode: '2' }))).toEqual([
      ['SOURCE_CODE_UNKNOWN', 'input.methodCode'],
      ['SOURCE_CODE_UNKNOWN', 'input.resultCode'],
    ]);
    const words = { system: 'STATION_CLIENT', resultCode: null };
    expect(refusals(await coded(words))).toEqual([['FIELD_MISSING', 'input.resultCode']]);
    expect(refusals(await coded({ ...words, resultCode: '1', stationResult: 'PASS' }))).toEqual([
      ['CODE_AND_WORD', 'input.resultCode'],
    ]);
  });
});
