import { describe, expect, it } from '@jest/globals';
import {
  FEED_CODES,
  FEED_PROFILES,
  feedProfile,
  readTestMethod,
} from '../../../../src/domain/vehicle/table/feeds.js';
import {
  normaliseHeader,
  readHeaders,
  vehicleHeaderScore,
} from '../../../../src/domain/vehicle/table/headers.js';
import { VEHICLE_COLUMNS } from '../../../../src/domain/vehicle/table/vehicle-columns.js';

const NEEDED =
  '号牌号码 号牌种类 VIN 车辆类型 使用性质 燃料种类 排放阶段 初次登记日期 行政区划 所有人类别 状态'.split(
    ' ',
  );
const without = (header: string): readonly string[] => NEEDED.filter((one) => one !== header);

describe('headers', () => {
  it('mean one column each, whatever they are called', () => {
    const names = VEHICLE_COLUMNS.flatMap(({ key, zh, en, synonyms }) => [
      ...new Set([key, zh, en, ...synonyms.split(' ')].map(normaliseHeader)),
    ]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    for (const { key, zh, en } of VEHICLE_COLUMNS) expect(vehicleHeaderScore([key, zh, en])).toBe(1);
  });

  it('that are needed are enough', () => {
    expect(readHeaders(NEEDED)).toMatchObject({ ok: true, value: { width: 11, warnings: [] } });
    expect(readHeaders([...without('VIN'), '车架号']).ok).toBe(true);
    expect(readHeaders([...without('所有人类别'), '统一社会信用代码']).ok).toBe(true);
  });

  it.each(NEEDED)('without %s are refused', (header) => {
    const result = readHeaders(without(header));
    expect(result).toMatchObject({ ok: false, error: { code: 'HEADER_MISSING' } });
  });

  it('tell all that is missing at once', () => {
    const result = readHeaders(['号牌号码', '车辆类型', '使用性质', '燃料种类', '排放阶段', '状态']);
    const missing =
      '号牌种类、车辆识别代号/车架号、初次登记日期、行政区划、所有人类别/统一社会信用代码/身份证号';
    expect(result).toEqual({ ok: false, error: { code: 'HEADER_MISSING', params: { missing } } });
  });

  it('that mean the same column are refused', () => {
    expect(readHeaders([...NEEDED, '车牌号'])).toEqual({
      ok: false,
      error: {
        code: 'HEADER_DUPLICATE',
        field: '车牌号',
        params: { other: '号牌号码', first: 1, second: 12 },
      },
    });
  });

  it('that are not ours are told, never dropped in silence', () => {
    const result = readHeaders([...NEEDED, '', '备注']);
    expect(result).toMatchObject({
      value: { warnings: [{ code: 'HEADER_UNKNOWN', params: { header: '备注', column: 13 } }] },
    });
  });

  it.each([
    ['总质量', 1],
    ['总质量(kg)', 1],
    ['总质量（吨）', 1000],
    ['总质量 [T]', 1000],
    ['massKg', 1],
    ['额定功率', 1000],
    ['额定功率(W)', 1],
    ['ratedPowerW', 1],
    ['车长（m）', 1000],
  ])('%s counts in units of %s', (header, factor) => {
    const result = readHeaders([...NEEDED, header]);
    if (!result.ok) throw new Error(result.error.code);
    expect([...result.value.places.values()].at(-1)).toEqual({ index: 11, header, factor });
  });

  it('with a unit that is not the column’s are refused', () => {
    expect(readHeaders([...NEEDED, '总质量(磅)'])).toMatchObject({
      error: { code: 'HEADER_UNIT', field: '总质量(磅)' },
    });
  });
});

describe('feeds', () => {
  it('are told apart: one number, other methods', () => {
    const methods = FEED_CODES.map((code) => [code, readTestMethod(FEED_PROFILES[code], '4')]);
    expect(Object.fromEntries(methods)).toEqual({
      QINGTU: null,
      JIANGSU: 'LUGDOWN',
      JINHUA: 'FREE_ACCEL',
      JT697: null,
      ETC: null,
    });
  });

  it('never take a method for certain that they do not name', () => {
    expect(readTestMethod(FEED_PROFILES.JINHUA, '1')).toBeNull();
    expect(readTestMethod(FEED_PROFILES.JIANGSU, 'toString')).toBeNull();
    expect(readTestMethod(FEED_PROFILES.QINGTU, ' obd ')).toBe('OBD');
  });

  it('exchange 51 and 52 only where somebody says so', () => {
    expect(FEED_CODES.filter((code) => FEED_PROFILES[code].swapsNewEnergyTypes)).toEqual([]);
    expect(feedProfile('JIANGSU', true).swapsNewEnergyTypes).toBe(true);
  });
});
