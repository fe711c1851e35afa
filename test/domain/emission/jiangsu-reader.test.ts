import { describe, expect, it } from '@jest/globals';
import { readJiangsuMessage } from '../../../src/domain/emission/jiangsu-reader.js';

type Nodes = Readonly<Record<string, string>>;

const HEAD: Nodes = {
  check_id: '3201000120201201093012345',
  check_type: '5',
  city_code: '320100',
  unit_id: '3201000012',
  line_id: '32010000121',
  uname: '王检',
  vin: 'LZZ5ELNB6CN123456',
  plate: '苏A12345',
  start_time: '2026-03-01 09:30:00',
  end_time: '2026-03-01 09:32:10',
  temperature: '-3.25',
  pressure: '101.35',
  humidity: '56.5',
  passed: '0',
};
const LUGDOWN: Nodes = {
  ...HEAD,
  smokeklimit: '1.2',
  k80limit: '1.2',
  k80nolimit: '1500',
  k100: '1.31',
  k80: '0.90',
  k80no: '1100',
  maxpowerlimit: '85.2',
  maxpower: '100.5',
  xzxs: '1.02',
  k80judge: '1',
  k100judge: '0',
};
const OBD: Nodes = {
  check_id: HEAD.check_id!,
  unit_id: '32010000123',
  vin: HEAD.vin!,
  odometer: '352000.5',
  calid: 'CAL1, CAL2',
  cvn: '1234ABCD',
  communication: '0',
  troubleid: '0',
  milodo: '12',
  trouble_desc: '氮氧 P20EE;p0401',
  isready: '1',
  isreadyfailitem: '0,1,3',
  passed: '0',
};

describe('an upload of the Jiangsu interface', () => {
  it('becomes a lug-down test with its power corrected', () => {
    const read = readJiangsuMessage('JIANGSU_2019', '4', LUGDOWN);
    expect(read).toMatchObject({
      ok: true,
      value: {
        kind: 'TEST',
        plateNumber: '苏A12345',
        cityCode: '320100',
        unknownNodes: [],
        warnings: [],
        test: {
          reportNo: HEAD.check_id,
          stationCode: '3201000012',
          method: 'LUGDOWN',
          checkType: 'SUPERVISION_RETEST',
          stationResult: 'FAIL',
          startedAt: '2026-03-01T01:30:00.000Z',
          endedAt: '2026-03-01T01:32:10.000Z',
          ambient: { temperatureC10: -32, pressurePa: 101350, humidityPct10: 565 },
          inspector: '王检',
          authorisedSigner: null,
        },
      },
    });
    expect(read.ok && read.value.kind === 'TEST' && read.value.test.items).toEqual([
      {
        code: 'K100',
        value: { value: 131, scale: 2 },
        unit: 'm-1',
        limit: { value: 12, scale: 1 },
        passed: false,
        readings: [],
      },
      {
        code: 'K80',
        value: { value: 90, scale: 2 },
        unit: 'm-1',
        limit: { value: 12, scale: 1 },
        passed: true,
        readings: [],
      },
      {
        code: 'NOX80',
        value: { value: 1100, scale: 0 },
        unit: '1e-6',
        limit: { value: 1500, scale: 0 },
        passed: null,
        readings: [],
      },
      {
        code: 'MAX_POWER',
        value: { value: 102510, scale: 3 },
        unit: 'kW',
        limit: { value: 852, scale: 1 },
        passed: null,
        readings: [{ value: 1005, scale: 1 }],
      },
    ]);
  });

  it.each<readonly [edition: 'JIANGSU_2019' | 'JIANGSU_2020', raw: string, checkType: string]>([
    ['JIANGSU_2019', '1', 'PERIODIC'],
    ['JIANGSU_2019', '4', 'COMPARISON'],
    ['JIANGSU_2019', '5', 'SUPERVISION_RETEST'],
    ['JIANGSU_2020', '5', 'ROADSIDE_RETEST'],
    ['JIANGSU_2020', '6', 'REMOTE_SENSING_RETEST'],
  ])('%s: check type %s is %s', (edition, raw, checkType) => {
    expect(readJiangsuMessage(edition, '4', { ...LUGDOWN, check_type: raw })).toMatchObject({
      value: { test: { checkType } },
    });
  });

  it.each<readonly [upload: string, nodes: Nodes, method: string, codes: readonly string[]]>([
    [
      '1',
      {
        lambda: '1.01',
        lambda_limit_l: '0.95',
        lambda_limit_h: '1.05',
        low_co: '0.5',
        low_hc: '70',
        high_co: '0.2',
        high_hc: '40',
      },
      'TSI',
      ['LOW_CO', 'LOW_HC', 'HIGH_CO', 'HIGH_HC', 'LAMBDA'],
    ],
    ['2', { co_5025: '0.45', hc_5025: '80', no_5025: '650' }, 'ASM', ['CO_5025', 'HC_5025', 'NO_5025']],
    ['3', { co: '4.1', hc: '0.9', nox: '1.1', hcnox: '2' }, 'VMAS', ['CO', 'HC', 'NOX', 'HC_NOX']],
    [
      '5',
      { smoke1: '1.19', smoke2: '1.20', smoke3: '1.22', smoke_avg: '1.20', smoke_limit: '1.2' },
      'FREE_ACCEL',
      ['K_FA'],
    ],
  ])('checkmethod %s is read', (upload, nodes, method, codes) => {
    const read = readJiangsuMessage('JIANGSU_2019', upload, { ...HEAD, ...nodes });
    expect(read).toMatchObject({ value: { test: { method, items: codes.map((code) => ({ code })) } } });
  });

  it('keeps the three runs of free acceleration', () => {
    const runs = { smoke1: '1.19', smoke2: '1.20', smoke3: '1.22' };
    expect(readJiangsuMessage('JIANGSU_2020', '5', { ...HEAD, ...runs })).toMatchObject({
      value: { test: { items: [{ readings: [{ value: 119 }, { value: 120 }, { value: 122 }] }] } },
    });
  });

  it('reads a diagnosis', () => {
    expect(readJiangsuMessage('JIANGSU_2020', '7', OBD)).toMatchObject({
      value: {
        kind: 'OBD',
        part: { reportNo: HEAD.check_id, odometerKm: 352000, stationResult: 'FAIL' },
        obd: {
          communicates: true,
          milOn: true,
          dtc: ['P20EE', 'P0401'],
          readinessIncomplete: 3,
          calIds: ['CAL1', 'CAL2'],
          cvns: ['1234ABCD'],
        },
      },
    });
  });

  it('takes the alarm of the petrol upload of 2019 for the indicator', () => {
    const nodes = { ...OBD, milodo: '', troubleid: '1', obdzsq: '1', isready: '0' };
    expect(readJiangsuMessage('JIANGSU_2019', '6', nodes)).toMatchObject({
      value: { obd: { milOn: false, indicatorAgrees: false, readinessIncomplete: 0 } },
    });
  });

  it('reads what was seen', () => {
    const nodes = {
      check_id: HEAD.check_id!,
      unit_id: '32010000123',
      plate: '苏A12345',
      sjymhy: '1',
      passed: '0',
    };
    expect(readJiangsuMessage('JIANGSU_2020', '8', nodes)).toMatchObject({
      value: { kind: 'VISUAL', visibleSmoke: true },
    });
  });

  it('names the nodes that it does not know', () => {
    expect(readJiangsuMessage('JIANGSU_2019', '4', { ...LUGDOWN, zzz: '1', jyrname: '李' })).toMatchObject({
      value: { unknownNodes: ['jyrname', 'zzz'] },
    });
  });

  it('says where the power could not be corrected', () => {
    expect(readJiangsuMessage('JIANGSU_2019', '4', { ...LUGDOWN, xzxs: '' })).toMatchObject({
      value: { warnings: ['POWER_NOT_CORRECTED'] },
    });
  });

  it.each<readonly [node: string, text: string, code: string]>([
    ['check_id', '', 'FIELD_MISSING'],
    ['check_id', '1'.repeat(26), 'TEXT_FORMAT'],
    ['check_type', '9', 'SOURCE_CODE_UNKNOWN'],
    ['passed', '4', 'SOURCE_CODE_UNKNOWN'],
    ['passed', '', 'FIELD_MISSING'],
    ['start_time', '2026-03-01T09:30:00', 'NODE_TIME_FORMAT'],
    ['end_time', '2026-02-30 09:30:00', 'DATE_IMPOSSIBLE'],
    ['check_date', '2026/03/01', 'DATE_FORMAT'],
    ['period_start_date', '2026-13', 'DATE_FORMAT'],
    ['temperature', '12.345', 'NUMBER_TOO_LONG'],
    ['pressure', '10135.2', 'NUMBER_TOO_LONG'],
    ['k80no', '110000', 'NUMBER_TOO_LONG'],
    ['k100', '1,2', 'DECIMAL_FORMAT'],
    ['k100', '-1', 'SENTINEL_VALUE'],
    ['k100', 'NULL', 'SENTINEL_VALUE'],
    ['maxpower', '0.0', 'SENTINEL_VALUE'],
    ['k100judge', '2', 'FIELD_VALUE'],
    ['plate', '苏A1234567890', 'TEXT_FORMAT'],
  ])('refuses %s of "%s" by name', (node, text, code) => {
    const read = readJiangsuMessage('JIANGSU_2019', '4', { ...LUGDOWN, [node]: text });
    expect(read).toMatchObject({ ok: false, error: [{ code, field: node }] });
  });

  it.each<readonly [says: string, edition: 'JIANGSU_2019' | 'JIANGSU_2020', checkMethod: string]>([
    ['a method that the newer edition has no table for', 'JIANGSU_2020', '3'],
    ['no such upload', 'JIANGSU_2019', '9'],
    ['a name of every object', 'JIANGSU_2019', 'toString'],
  ])('refuses %s', (_says, edition, checkMethod) => {
    expect(readJiangsuMessage(edition, checkMethod, HEAD)).toMatchObject({
      error: [{ code: 'SOURCE_CODE_UNKNOWN', field: 'checkmethod' }],
    });
  });

  it('gives all problems at once, and asks for a vehicle', () => {
    const nodes = { ...LUGDOWN, vin: '', plate: '无', k80: 'x', unit_id: '', smoke1: '1' };
    const read = readJiangsuMessage('JIANGSU_2019', '4', nodes);
    const fields = read.ok ? [] : read.error.map(({ code, field }) => `${code} ${field ?? ''}`);
    expect(fields).toEqual(['DECIMAL_FORMAT k80', 'FIELD_MISSING unit_id', 'FIELD_MISSING vin']);
  });

  it('asks for every run of free acceleration', () => {
    expect(readJiangsuMessage('JIANGSU_2019', '5', { ...HEAD, smoke1: '1', smoke3: '1' })).toMatchObject({
      error: [{ code: 'FIELD_MISSING', field: 'smoke2' }],
    });
  });
});
