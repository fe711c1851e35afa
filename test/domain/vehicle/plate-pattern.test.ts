import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPlatePattern } from '../../../src/domain/vehicle/plate-pattern.js';

describe('a half-read plate', () => {
  it.each([
    ['沪A·?23*', { normalized: '沪A?23*', prefix: '沪A', isExact: false }],
    ['沪ａ·？２３＊＊', { normalized: '沪A?23*', prefix: '沪A', isExact: false }],
    ['*12345', { normalized: '*12345', prefix: '', isExact: false }],
    ['苏A12345', { normalized: '苏A12345', prefix: '苏A12345', isExact: true }],
    ['皖O12*警', { normalized: '皖O12*警', prefix: '皖O12', isExact: false }],
    ['*O12*', { normalized: '*O12*', prefix: '', isExact: false }],
  ])('should read %s', (raw, value) => {
    expect(readPlatePattern(raw)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'PATTERN_FORMAT'],
    ['·', 'PATTERN_FORMAT'],
    ['沪A%23', 'PATTERN_FORMAT'],
    ["沪A'; --", 'PATTERN_FORMAT'],
    ['蘇A123*', 'PATTERN_FORMAT'],
    ['沪A1234567', 'PATTERN_FORMAT'],
    ['?????????*', 'PATTERN_FORMAT'],
    ['沪A1I3*', 'PLATE_ILLEGAL_LETTER'],
    ['沪A·O23*', 'PLATE_ILLEGAL_LETTER'],
    ['沪*', 'PATTERN_TOO_BROAD'],
    ['?*A', 'PATTERN_TOO_BROAD'],
    ['*', 'PATTERN_TOO_BROAD'],
  ])('should refuse %s as %s, naming the field', (raw, code) => {
    expect(readPlatePattern(raw, 'filter.platePattern')).toMatchObject({
      ok: false,
      error: { code, field: 'filter.platePattern' },
    });
  });

  it('should read what it made of a pattern as the same pattern', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'沪苏A1?*·９ 挂'), maxLength: 14 });
    fc.assert(
      fc.property(texts, (raw) => {
        const read = readPlatePattern(raw);
        if (!read.ok) return;
        expect(readPlatePattern(read.value.normalized)).toEqual(read);
        expect(read.value.normalized.startsWith(read.value.prefix)).toBe(true);
      }),
      { seed: 20261123 },
    );
  });
});
