import { describe, expect, it } from '@jest/globals';
import { RETIRED_DIVISIONS } from '../../../src/domain/shared/division-codes-retired.js';
import { CITIES, cityOf, readDivision } from '../../../src/domain/shared/division.js';

describe('the 41 cities', () => {
  it('are 1 + 13 + 11 + 16 and hold neither 340900 nor 341400', () => {
    const perProvince = ['310000', '320000', '330000', '340000'].map(
      (province) => CITIES.filter((city) => city.province === province).length,
    );
    expect(perProvince).toEqual([1, 13, 11, 16]);
    expect(CITIES.map((city) => city.code)).not.toEqual(expect.arrayContaining(['340900']));
    expect(CITIES.map((city) => city.code)).not.toEqual(expect.arrayContaining(['341400']));
  });

  it.each([
    ['310000', '上海市'],
    ['341300', '宿州市'],
    ['321300', '宿迁市'],
    ['321200', '泰州市'],
    ['331000', '台州市'],
  ])('%s is %s', (code, name) => {
    expect(readDivision(code)).toMatchObject({ ok: true, value: { name, level: 'CITY', city: code } });
  });
});

describe('codes in force', () => {
  it.each([
    ['310115', '310000', '浦东新区'],
    ['310151', '310000', '崇明区'],
    ['320614', '320600', '海门区'],
    ['340422', '340400', '寿县'],
    ['340722', '340700', '枞阳县'],
    ['330113', '330100', '临平区'],
    ['340181', '340100', '巢湖市'],
  ])('%s lies in %s', (code, city, name) => {
    expect(readDivision(code)).toMatchObject({
      ok: true,
      value: { city, name, warnings: [], successors: [] },
    });
    expect(cityOf(code)).toBe(city);
  });

  it('reads full width digits and a province', () => {
    expect(readDivision('３２０１００')).toMatchObject({ ok: true, value: { normalized: '320100' } });
    expect(readDivision('340000')).toMatchObject({ ok: true, value: { level: 'PROVINCE', city: null } });
  });
});

describe('retired counties, which registers go on writing', () => {
  it.each([
    ['320101', '320100'],
    ['320684', '320614'],
    ['320584', '320509'],
    ['341521', '340422'],
    ['340823', '340722'],
    ['310230', '310151'],
  ])('%s is accepted and mapped to %s', (code, successor) => {
    expect(readDivision(code)).toMatchObject({
      ok: true,
      value: { normalized: code, successors: [successor], warnings: ['DIVISION_RETIRED'] },
    });
  });
});

describe('codes that are refused for a new record', () => {
  it.each([
    ['341400', 'DIVISION_UNKNOWN', '340100 340200 340500'],
    ['340900', 'DIVISION_UNKNOWN', ''],
    ['310100', 'DIVISION_UNKNOWN', '310000'],
    ['320199', 'DIVISION_UNKNOWN', ''],
    ['990000', 'DIVISION_UNKNOWN', ''],
    ['000000', 'DIVISION_UNKNOWN', ''],
    ['31011', 'DIVISION_UNKNOWN', ''],
    ['310115001', 'DIVISION_UNKNOWN', ''],
    ['370100', 'DIVISION_OUT_OF_YRD', ''],
    ['110000', 'DIVISION_OUT_OF_YRD', ''],
    ['440300', 'DIVISION_OUT_OF_YRD', ''],
  ])('%s: %s, successor "%s"', (code, problem, successor) => {
    expect(readDivision(code)).toMatchObject({ ok: false, error: { code: problem, params: { successor } } });
  });
});

describe('historical records', () => {
  it.each([
    ['341400', '2009-06-01', null, ['AMBIGUOUS_CITY', 'DIVISION_RETIRED']],
    ['341402', '2009-06-01', '340100', ['DIVISION_RETIRED']],
    ['341521', '2012-01-01', '340400', ['DIVISION_RETIRED']],
    ['320684', '2019-12-31', '320600', ['DIVISION_RETIRED']],
    ['310230', '2010-01-01', '310000', ['DIVISION_RETIRED']],
  ])('%s on %s lies in %s today', (code, on, city, warnings) => {
    expect(readDivision(code, on)).toMatchObject({ ok: true, value: { normalized: code, city, warnings } });
  });

  it.each([
    ['341400', '2013-01-01'],
    ['320684', '2021-01-01'],
    ['340900', '2005-01-01'],
  ])('%s on %s is refused', (code, on) => {
    expect(readDivision(code, on)).toMatchObject({ ok: false, error: { code: 'DIVISION_UNKNOWN' } });
  });

  it('maps every retired code to codes that are in force', () => {
    const stray = RETIRED_DIVISIONS.flatMap((row) => row[3].split(' ')).filter(
      (code) => !readDivision(code).ok,
    );
    expect(stray).toEqual([]);
  });
});
