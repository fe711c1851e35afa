import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  identityCheckCharacter,
  maskIdentityNumber,
  readIdentityNumber,
} from '../../../src/domain/personal/identity-number.js';
import { maskName, readOwnerName } from '../../../src/domain/personal/owner-name.js';
import { maskPhone, readPhone } from '../../../src/domain/personal/phone.js';
import type { Result } from '../../../src/domain/shared/result.js';

const SEED = { seed: 20261123 };
const TODAY = '2026-11-23';
const said = (result: Result<string>): string => (result.ok ? result.value : result.error.code);
const stars = (text: string): number => text.split('*').length - 1;

describe('the name of an owner', () => {
  it.each([
    ['张三', '张三', '张*'],
    ['张 三', '张三', '张*'],
    ['王小明', '王小明', '王**'],
    ['欧阳娜娜', '欧阳娜娜', '欧阳**'],
    ['司马光', '司马光', '司马*'],
    ['欧阳', '欧阳', '欧*'],
    ['阿卜杜拉•买买提', '阿卜杜拉·买买提', '阿*******'],
    ['Ｊｏｈｎ Ｓｍｉｔｈ', 'John Smith', 'J*********'],
    ['𠮷野家', '𠮷野家', '𠮷**'],
  ])('%s is kept as %s and shown to partners as %s', (raw, name, masked) => {
    expect(said(readOwnerName(raw, 'PERSON', 'name'))).toBe(name);
    expect(maskName(name)).toBe(masked);
  });

  it.each(['张', '', '无', 'NULL', '张3', '13812341234', '张\u0000三', '·张三', '张'.repeat(51), '张,三'])(
    'should not be %j of a person, and the problem must not repeat it',
    (raw) => {
      const result = readOwnerName(raw, 'PERSON', 'ownerParticulars.name');
      expect(result).toEqual({
        ok: false,
        error: { code: 'OWNER_NAME_FORMAT', field: 'ownerParticulars.name', params: { longest: 50 } },
      });
    },
  );

  it('should be any text with a letter for a business', () => {
    expect(said(readOwnerName(' 南京（江宁）某某物流 有限公司 ', 'ORG', 'name'))).toBe(
      '南京(江宁)某某物流有限公司',
    );
    expect(said(readOwnerName('88888', 'INDIVIDUAL_BUSINESS', 'name'))).toBe('OWNER_NAME_FORMAT');
  });

  it('should never show more than the surname', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'欧阳张三李四·王小明司马诸葛亮'), minLength: 1, maxLength: 12 }),
        (name) => {
          const masked = maskName(name);
          const shown = masked.replaceAll('*', '');
          expect(name.startsWith(shown)).toBe(true);
          expect([...masked].length).toBe([...name].length);
          expect(shown.length).toBeLessThanOrEqual(name.length > 2 ? 2 : 1);
          expect(shown.length).toBeLessThan(name.length);
        },
      ),
      SEED,
    );
  });
});

describe('a phone', () => {
  it.each([
    ['138 1234 1234', '13812341234', '138****1234'],
    ['+86-13812341234', '13812341234', '138****1234'],
    ['００８６１３８１２３４１２３４', '13812341234', '138****1234'],
    ['025-83212345', '025-83212345', '025-******45'],
    ['(0512)6522345', '0512-6522345', '0512-*****45'],
    ['02583212345转801', '025-83212345-801', '025-******45'],
    ['+86 25 8321 2345', '025-83212345', '025-******45'],
    ['400-812-3456', '400-8123456', '400-*****56'],
  ])('%s is kept as %s and shown to partners as %s', (raw, phone, masked) => {
    expect(said(readPhone(raw, 'phone'))).toBe(phone);
    expect(maskPhone(phone)).toBe(masked);
  });

  it.each(['83212345', '12812341234', '1381234123', '138123412345', '无', '', 'phone', '0138123', '110'])(
    'should not be %j, and the problem must not repeat it',
    (raw) => {
      expect(readPhone(raw, 'ownerParticulars.phone')).toEqual({
        ok: false,
        error: { code: 'OWNER_PHONE_FORMAT', field: 'ownerParticulars.phone' },
      });
    },
  );

  it('should hide four digits of a mobile and all but two of a landline', () => {
    const digits = (count: number) =>
      fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count });
    fc.assert(
      fc.property(digits(9), digits(8), fc.constantFrom('025', '0512', '021'), (mobile, local, area) => {
        expect(stars(maskPhone(`13${mobile}`))).toBe(4);
        const masked = maskPhone(`${area}-${local}-12`);
        expect(masked).toBe(`${area}-******${local.slice(-2)}`);
      }),
      SEED,
    );
  });
});

describe('an identity number', () => {
  /** The sample of GB 11643-1999. */
  const SAMPLE = '11010519491231002X';

  it('should have the check character of the standard', () => {
    expect(identityCheckCharacter(SAMPLE)).toBe('X');
    expect(said(readIdentityNumber(' 11010519491231002x ', TODAY, 'idNumber'))).toBe(SAMPLE);
    expect(said(readIdentityNumber('440524188001010014', TODAY, 'idNumber'))).toBe('440524188001010014');
  });

  it.each([
    ['110105491231002', 'ID_NUMBER_OLD'],
    ['110105194912310021', 'ID_NUMBER_CHECK'],
    ['11010519491331002X', 'ID_NUMBER_FORMAT'],
    ['11010520270101002X', 'ID_NUMBER_FORMAT'],
    ['99010519491231002X', 'ID_NUMBER_FORMAT'],
    ['1101051949123100', 'ID_NUMBER_FORMAT'],
    ['无', 'ID_NUMBER_FORMAT'],
  ])('%s is refused with %s and without repeating it', (raw, code) => {
    expect(readIdentityNumber(raw, TODAY, 'idNumber')).toEqual({
      ok: false,
      error: { code, field: 'idNumber' },
    });
  });

  it('should notice every single wrong digit, and show six characters at most', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }));
    const serial = fc
      .integer({ min: 0, max: 999 })
      .map((n) => `3201021985010${String(n % 10)}${String(n).padStart(3, '0')}`);
    fc.assert(
      fc.property(serial, place, (first17, [at, by]) => {
        const number = first17 + identityCheckCharacter(first17);
        const wrong = number.slice(0, at) + String((Number(number[at]) + by) % 10) + number.slice(at + 1);
        expect(readIdentityNumber(wrong, TODAY, 'id').ok).toBe(false);
        const masked = maskIdentityNumber(number);
        expect(masked).toBe(`3201**********${number.slice(-2)}`);
      }),
      SEED,
    );
  });
});
