import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../../../src/domain/shared/result.js';
import { inClerksWords } from '../../../../src/domain/vehicle/table/cell-reader.js';
import { feedProfile } from '../../../../src/domain/vehicle/table/feeds.js';
import type { FeedProfile } from '../../../../src/domain/vehicle/table/feeds.js';
import { readHeaders } from '../../../../src/domain/vehicle/table/headers.js';
import type { HeaderMap } from '../../../../src/domain/vehicle/table/headers.js';
import { readVehicleRow } from '../../../../src/domain/vehicle/table/vehicle-row.js';
import type { VehicleRow } from '../../../../src/domain/vehicle/table/vehicle-row.js';
import { checkVehicleInput } from '../../../../src/domain/vehicle/vehicle-input.js';

const GOOD: Readonly<Record<string, string>> = {
  号牌号码: '苏A12345',
  号牌种类: '01',
  号牌颜色: 'YELLOW',
  VIN: 'LZZ5ELNB6CN123456',
  车架号: '',
  发动机号: '',
  车辆类型: 'H11',
  使用性质: 'F',
  燃料种类: 'B',
  排放阶段: '3',
  初次登记日期: '2012-03-01',
  出厂日期: '',
  行政区划: '320102',
  所有人类别: 'ORG',
  统一社会信用代码: '91320102MA20M0N15H',
  状态: 'A',
  '总质量(kg)': '',
  '额定功率（kW）': '',
  联系电话: '',
};
const HEADERS = Object.keys(GOOD);
const OWN = feedProfile('QINGTU');

function mapOf(headers: readonly string[]): HeaderMap {
  const map = readHeaders(headers);
  if (!map.ok) throw new Error(map.error.code);
  return map.value;
}

function read(cells: Record<string, string>, feed: FeedProfile = OWN, date1904 = false): VehicleRow {
  const row = { cells: Object.values({ ...GOOD, ...cells }) };
  return readVehicleRow(row, mapOf(HEADERS), feed, { date1904 });
}

const codesOf = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ code, field }) => `${field ?? ''}:${code}`);

describe('readVehicleRow', () => {
  it('reads a row in our own words', () => {
    const row = read({});
    expect(row).toMatchObject({ problems: [], notes: [], owner: null });
    expect(checkVehicleInput(row.input, '2026-11-23')).toMatchObject({
      ok: true,
      value: {
        plate: { number: '苏A12345', color: 'YELLOW' },
        emissionStage: 'G3',
        warnings: [],
      },
    });
  });

  it.each<[string, string, object]>([
    ['车辆类型', '重型半挂牵引车', { vehicleType: 'Q11' }],
    ['车辆类型', 'Q11-重型半挂牵引车', { vehicleType: 'Q11' }],
    ['车辆类型', '重型半挂牵引车(Q11)', { vehicleType: 'Q11' }],
    ['车辆类型', 'Q11 重型普通货车', { vehicleType: 'Q11 重型普通货车' }],
    ['燃料种类', '柴油', { fuel: 'B' }],
    ['燃料种类', '汽油/电', { fuel: 'AC' }],
    ['燃料种类', '', { fuel: '' }],
    ['使用性质', '货运', { useNature: 'F' }],
    ['状态', '违法未处理、逾期未检验', { status: 'GQ' }],
    ['状态', 'gq', { status: 'gq' }],
    ['号牌种类', '1', { plate: { type: '01' } }],
    ['号牌种类', '大型汽车', { plate: { type: '01' } }],
    ['号牌颜色', '黄牌', { plate: { color: 'YELLOW', colorSystem: 'INTERNAL' } }],
    ['号牌颜色', '1', { plate: { color: '1', colorSystem: 'INTERNAL' } }],
    ['初次登记日期', '2012/3/1', { firstRegisteredOn: '2012-03-01' }],
    ['初次登记日期', '2012年3月1日', { firstRegisteredOn: '2012-03-01' }],
    ['初次登记日期', '20120301', { firstRegisteredOn: '2012-03-01' }],
    ['初次登记日期', '2012.03.01 00:00:00', { firstRegisteredOn: '2012-03-01' }],
    ['初次登记日期', '３/1/2012', { firstRegisteredOn: '3/1/2012' }],
    ['行政区划', '320102000000', { division: '320102' }],
    ['行政区划', '320102 玄武区', { division: '320102' }],
    ['行政区划', '南京市', { division: '320100' }],
    ['所有人类别', '个体户', { ownerKind: 'INDIVIDUAL_BUSINESS' }],
    ['所有人类别', 'constructor', { ownerKind: 'CONSTRUCTOR' }],
    ['车辆类型', '__proto__', { vehicleType: '__proto__' }],
    ['总质量(kg)', '18,000', { massKg: 18000 }],
    ['总质量(kg)', '18 t', { massKg: 18000 }],
    ['额定功率（kW）', '276.5', { ratedPowerW: 276500 }],
    ['VIN', "'LZZ5ELNB6CN123456", { vin: 'LZZ5ELNB6CN123456' }],
    ['发动机号', "'12E+5", { engineNo: '12E+5' }],
    ['发动机号', "'-1.5E+10", { engineNo: '-1.5E+10' }],
    ['发动机号', "'#N/A", { engineNo: '#N/A' }],
    ['发动机号', "''7", { engineNo: "'7" }],
    ['发动机号', '*LJ12*', { engineNo: '*LJ12*' }],
  ])('%s “%s”', (header, cell, expected) => {
    const row = read({ [header]: cell });
    expect(codesOf(row.problems)).toEqual([]);
    expect(row.input).toMatchObject(expected);
  });

  it.each([
    ['初次登记日期', '40969', false, '2012-03-01'],
    ['初次登记日期', '39507', true, '2012-03-01'],
  ])('reads the day number %s “%s”', (header, cell, date1904, date) => {
    const row = read({ [header]: cell }, OWN, date1904);
    expect(row.input.firstRegisteredOn).toBe(date);
    expect(codesOf(row.notes)).toEqual(['初次登记日期:CELL_DAY_NUMBER']);
  });

  it.each([
    ['VIN', '1.23457E+16', 'VIN:CELL_DIGITS_LOST'],
    ['车辆类型', '#N/A', '车辆类型:CELL_ERROR'],
    ['总质量(kg)', '约18吨', '总质量(kg):CELL_NUMBER'],
    ['总质量(kg)', '18.0005', '总质量(kg):CELL_NUMBER'],
    ['初次登记日期', '', '初次登记日期:FIELD_MISSING'],
    ['行政区划', ' ', '行政区划:FIELD_MISSING'],
  ])('refuses %s “%s”', (header, cell, expected) => {
    expect(codesOf(read({ [header]: cell }).problems)).toEqual([expected]);
  });

  it('says of a lost phone number which column, and nothing of the number', () => {
    const row = read({ 联系电话: '1.38123E+10' });
    expect(row.problems).toEqual([{ code: 'CELL_DIGITS_LOST', field: '联系电话', params: {} }]);
  });

  it.each<Record<string, string>>([
    { VIN: 'LZZ5ELNB6CN******' },
    { VIN: '', 车架号: 'LJ1988******' },
    { VIN: '', 车架号: 'LJ1988＊＊＊＊＊＊' },
  ])('never takes a masked identity for a real one: %j', (masked) => {
    expect(codesOf(read(masked).problems)).toEqual([
      `${'车架号' in masked ? '车架号' : 'VIN'}:IDENTITY_MASKED`,
    ]);
  });

  it('takes a row that names a system of codes at its word, and reads plain words elsewhere', () => {
    const headers = [...HEADERS, '号牌颜色代码体系'];
    const colour = (system: string): object => {
      const cells = headers.map(
        (header) => ({ ...GOOD, 号牌颜色: '黄', 号牌颜色代码体系: system })[header] ?? '',
      );
      return readVehicleRow({ cells }, mapOf(headers), OWN, { date1904: false }).input.plate;
    };
    expect(colour('JT697')).toMatchObject({ color: '黄', colorSystem: 'JT697' });
    expect(colour('INTERNAL')).toMatchObject({ color: 'YELLOW', colorSystem: 'INTERNAL' });
    expect(colour('')).toMatchObject({ color: 'YELLOW', colorSystem: 'INTERNAL' });
  });

  const masked: [string, Record<string, string>, object | null, string[]][] = [
    [
      'a person shown masked',
      { 所有人: '张*', 联系电话: '138****1234', 住址: '南京市玄武区' },
      null,
      ['所有人', '联系电话'],
    ],
    ['a full-width star', { 所有人: '张＊', 联系电话: '', 住址: '' }, null, ['所有人']],
    [
      'an identity number without its middle',
      { 所有人: '张三', 联系电话: '', 住址: '', 身份证号: '320102********0011' },
      null,
      ['身份证号'],
    ],
  ];
  it.each(masked)('never takes for real what is masked: %s', (_what, cells, owner, columns) => {
    const headers = [...HEADERS, '所有人', '住址', '身份证号'];
    const row = { cells: headers.map((header) => ({ ...GOOD, ...cells })[header] ?? '') };
    const read = readVehicleRow(row, mapOf(headers), OWN, { date1904: false });
    expect([read.owner, read.problems]).toEqual([owner, []]);
    const expected = columns.map((field) => ({ code: 'OWNER_MASKED', field, params: {} }));
    expect(read.notes).toEqual(expected);
  });

  it('keeps a colour with the system of its source', () => {
    expect(read({ 号牌颜色: '2' }, feedProfile('JINHUA')).input.plate).toMatchObject({
      color: '2',
      colorSystem: 'JINHUA',
    });
    expect(read({ 号牌颜色: '1' }, feedProfile('ETC')).input.plate).toMatchObject({ colorSystem: 'ETC' });
    expect(read({ 号牌颜色: '黄色' }, feedProfile('JT697')).input.plate).toMatchObject({
      color: 'YELLOW',
      colorSystem: 'INTERNAL',
    });
  });

  it('exchanges 51 and 52 for a source that confuses them', () => {
    const row = read({ 号牌种类: '51', 号牌号码: '苏AD12345', 号牌颜色: '' }, feedProfile('JIANGSU', true));
    expect(row.input.plate.type).toBe('52');
    expect(codesOf(row.notes)).toEqual(['号牌种类:TYPE_51_52_EXCHANGED']);
  });

  it('tells sums and remarks from vehicles', () => {
    const blank = Object.fromEntries(HEADERS.map((header) => [header, '']));
    expect(codesOf(read({ ...blank, 号牌号码: '合计：128 辆' }).problems)).toEqual([':ROW_IS_TOTAL']);
    expect(codesOf(read({ ...blank, 行政区划: '制表人' }).problems)).toEqual([':ROW_WITHOUT_VEHICLE']);
  });

  it('refuses a row with more cells than headers', () => {
    const map = mapOf(HEADERS);
    const cells = [...Object.values(GOOD), '', '多'];
    expect(codesOf(readVehicleRow({ cells }, map, OWN, { date1904: false }).problems)).toEqual([
      ':ROW_TOO_WIDE',
    ]);
  });

  it('names the field of a rule by the clerk’s own header', () => {
    const map = mapOf(HEADERS);
    expect(inClerksWords({ code: 'PLATE_FORMAT', field: 'plate.number' }, map).field).toBe('号牌号码');
    expect(inClerksWords({ code: 'PLATE_IN_USE', field: 'plate' }, map).field).toBe('号牌号码');
    expect(inClerksWords({ code: 'RETROFIT_KIND_UNKNOWN', field: 'retrofit.kind' }, map).field).toBe(
      '加装类别',
    );
  });
});
