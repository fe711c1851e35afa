import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalisePlate, readPlate } from '../../../src/domain/shared/plate.js';

const SEED = { seed: 20261123 };
const LETTERS = [...'ABCDEFGHJKLMNPQRSTUVWXYZ'];
const SERIAL = [...LETTERS, ...'0123456789'];

type Accepted = readonly [
  raw: string,
  type: string | null,
  normalized: string,
  kind: string,
  city: string | null,
];

describe('plates that are accepted', () => {
  it.each<Accepted>([
    ['苏ＡＤ１２３４５', null, '苏AD12345', 'NEV_SMALL', '320100'],
    ['苏AK01234', '52', '苏AK01234', 'NEV_SMALL', '320100'],
    ['苏AF01234', '52', '苏AF01234', 'NEV_SMALL', '320100'],
    ['沪A12345D', '51', '沪A12345D', 'NEV_LARGE', '310000'],
    ['苏a·12345', '01', '苏A12345', 'ORDINARY', '320100'],
    ['苏A12345', '02', '苏A12345', 'ORDINARY', '320100'],
    ['苏U88888', '02', '苏U88888', 'ORDINARY', '320500'],
    [' 沪-B 8_88.88 ', '01', '沪B88888', 'ORDINARY', '310000'],
    ['浙B1234挂', '15', '浙B1234挂', 'TRAILER', '330200'],
    ['皖A1234学', '16', '皖A1234学', 'COACH', '340100'],
    ['苏AA123警', '23', '苏AA123警', 'POLICE', '320100'],
    ['苏O1234警', '23', '苏O1234警', 'POLICE', null],
    ['014578使', '03', '014578使', 'EMBASSY', null],
    ['使014578', null, '使014578', 'EMBASSY', null],
    ['沪A0123领', '04', '沪A0123领', 'CONSULATE', '310000'],
    ['粤ZA123港', '26', '粤ZA123港', 'HK_MACAO', null],
    ['粤Z1A23澳', '27', '粤Z1A23澳', 'HK_MACAO', null],
    ['沪X1234应急', null, '沪X1234应急', 'EMERGENCY', null],
    ['WJ苏12345', '31', 'WJ苏12345', 'MILITARY', null],
    ['WJ1234A', null, 'WJ1234A', 'MILITARY', null],
    ['VA12345', '32', 'VA12345', 'MILITARY', null],
    ['鲁B12345', '01', '鲁B12345', 'ORDINARY', null],
    ['苏A12345', '99', '苏A12345', 'ORDINARY', '320100'],
    ['无号牌', '41', '无号牌', 'NONE', null],
    ['苏AD1234', null, '苏AD1234', 'ORDINARY', '320100'],
  ])('%s with type %s reads %s, %s', (raw, type, normalized, kind, city) => {
    expect(readPlate(raw, type)).toMatchObject({ ok: true, value: { normalized, kind, city } });
  });
});

describe('plates that are refused', () => {
  it.each<readonly [raw: string, type: string | null, code: string]>([
    ['沪A12345D', '52', 'HPZL_SWAPPED_51_52'],
    ['苏AD12345', '51', 'HPZL_SWAPPED_51_52'],
    ['苏AD12345', '02', 'PLATE_LEN_HPZL'],
    ['沪A12345D', '01', 'PLATE_LEN_HPZL'],
    ['苏AD1234', '52', 'PLATE_LEN_HPZL'],
    ['苏A12345', '51', 'PLATE_LEN_HPZL'],
    ['沪X1234应急', '01', 'PLATE_LEN_HPZL'],
    ['苏AD12345', '15', 'PLATE_LEN_HPZL'],
    ['浙B1234挂', '52', 'PLATE_LEN_HPZL'],
    ['浙B1234挂', '01', 'PLATE_FORMAT'],
    ['浙B12345', '15', 'PLATE_FORMAT'],
    ['粤ZA123港', '27', 'PLATE_FORMAT'],
    ['WJ苏12345', '32', 'PLATE_FORMAT'],
    ['VA12345', '31', 'PLATE_FORMAT'],
    ['苏A12345挂', null, 'PLATE_FORMAT'],
    ['苏A12345挂', '15', 'PLATE_FORMAT'],
    ['苏A1234', null, 'PLATE_FORMAT'],
    ['蘇A12345', null, 'PLATE_FORMAT'],
    ['', null, 'PLATE_FORMAT'],
    ['NULL', null, 'PLATE_FORMAT'],
    ['无', null, 'PLATE_FORMAT'],
    ['-', null, 'PLATE_FORMAT'],
    ['000000', null, 'PLATE_FORMAT'],
    ['无号牌', null, 'PLATE_FORMAT'],
    ['无号牌', '02', 'PLATE_FORMAT'],
    ['苏A12345', '41', 'PLATE_FORMAT'],
    ['苏A1234O', null, 'PLATE_ILLEGAL_LETTER'],
    ['苏AI2345D', null, 'PLATE_ILLEGAL_LETTER'],
    ['苏AO12345', null, 'PLATE_ILLEGAL_LETTER'],
    ['苏O12345', null, 'PLATE_ILLEGAL_LETTER'],
    ['苏I12345', '02', 'PLATE_ILLEGAL_LETTER'],
    ['苏A12345', '2', 'TYPE_UNKNOWN'],
    ['苏A12345', '28', 'TYPE_UNKNOWN'],
    ['苏A12345', '', 'TYPE_UNKNOWN'],
    ['苏A12345', 'toString', 'TYPE_UNKNOWN'],
  ])('%s with type %s: %s', (raw, type, code) => {
    expect(readPlate(raw, type)).toMatchObject({ ok: false, error: { code } });
  });

  it('suggests a reading for a confusable letter and never applies it', () => {
    expect(readPlate('苏A1234O')).toMatchObject({ error: { params: { suggestion: '苏A12340' } } });
    expect(readPlate('苏AO12345')).toMatchObject({ error: { params: { suggestion: '苏AD12345' } } });
  });
});

describe('warnings', () => {
  it.each([
    ['皖Q12345', ['AMBIGUOUS_CITY']],
    ['皖Z12345', ['PLATE_ISSUER_UNKNOWN']],
    ['浙V12345', ['PLATE_ISSUER_UNKNOWN']],
    ['苏AABC12', ['PLATE_SERIAL_LETTERS']],
    ['苏AAB123', []],
    ['沪Z12345', []],
  ])('%s: %j', (raw, warnings) => {
    expect(readPlate(raw)).toMatchObject({ ok: true, value: { warnings } });
  });

  it('gives no city for 皖Q', () => {
    expect(readPlate('皖Q12345')).toMatchObject({ value: { city: null } });
  });
});

describe('properties', () => {
  const letter = fc.constantFrom(...LETTERS);
  const serial = fc.constantFrom(...SERIAL);
  const province = fc.constantFrom(...'沪苏浙皖京粤川');
  const ordinary = fc
    .tuple(province, letter, fc.array(serial, { minLength: 5, maxLength: 5 }))
    .map(([p, l, s]) => p + l + s.join(''));

  it('accepts every ordinary plate as 01 and 02 and refuses it as 51 and 52', () => {
    fc.assert(
      fc.property(ordinary, (plate) => {
        expect(readPlate(plate, '01')).toMatchObject({
          ok: true,
          value: { normalized: plate, kind: 'ORDINARY' },
        });
        expect(readPlate(plate, '02').ok).toBe(true);
        expect(readPlate(plate, '51')).toMatchObject({ error: { code: 'PLATE_LEN_HPZL' } });
        expect(readPlate(plate, '52')).toMatchObject({ error: { code: 'PLATE_LEN_HPZL' } });
      }),
      SEED,
    );
  });

  it('refuses an I or O anywhere in a serial, whatever else is there', () => {
    const wrong = fc.tuple(ordinary, fc.integer({ min: 2, max: 6 }), fc.constantFrom('I', 'O', 'i', 'ｏ'));
    fc.assert(
      fc.property(wrong, ([plate, at, bad]) => {
        const result = readPlate(plate.slice(0, at) + bad + plate.slice(at + 1));
        expect(result).toMatchObject({ ok: false, error: { code: 'PLATE_ILLEGAL_LETTER' } });
      }),
      SEED,
    );
  });

  it('normalises once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        expect(normalisePlate(normalisePlate(raw))).toBe(normalisePlate(raw));
      }),
      SEED,
    );
  });
});
