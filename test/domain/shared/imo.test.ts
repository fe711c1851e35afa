import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { imoCheckDigit, readImo } from '../../../src/domain/shared/imo.js';

describe('IMO numbers', () => {
  it.each(['9074729', 'IMO 9074729', 'imo9074729', 'IMO-9074729', 'IMO: 9074729', '９０７４７２９'])(
    '%s',
    (raw) => {
      expect(readImo(raw)).toEqual({ ok: true, value: { normalized: '9074729', warnings: [] } });
    },
  );

  it.each([
    ['9074728', 'IMO_CHECK'],
    ['IMO 9074720', 'IMO_CHECK'],
    ['907472', 'IMO_FORMAT'],
    ['90747290', 'IMO_FORMAT'],
    ['0000000', 'IMO_FORMAT'],
    ['0', 'IMO_FORMAT'],
    ['', 'IMO_FORMAT'],
    ['90747O9', 'IMO_FORMAT'],
  ])('%s is refused as %s', (raw, code) => {
    expect(readImo(raw)).toMatchObject({ ok: false, error: { code, field: 'imo' } });
  });

  it('has exactly one right last digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000, max: 999_999 }), (number) => {
        const right = [...'0123456789'].filter((digit) => readImo(String(number) + digit).ok);
        expect(right).toEqual([imoCheckDigit(String(number))]);
      }),
      { seed: 20261123 },
    );
  });
});
