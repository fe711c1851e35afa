import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { modelYearsOf, normaliseVin, readVin, vinCheckCharacter } from '../../../src/domain/shared/vin.js';

const SEED = { seed: 20261123 };
const CHARACTERS = [...'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'];
const SAME_VALUE = ['AJ1', 'BKS2', 'CLT3', 'DMU4', 'ENV5', 'FW6', 'GPX7', 'HY8', 'RZ9', '0'];
const valueOf = (character: string): number => SAME_VALUE.findIndex((group) => group.includes(character));

const withCheck = (vin: string): string => vin.slice(0, 8) + vinCheckCharacter(vin) + vin.slice(9);
const chineseVin = fc
  .array(fc.constantFrom(...CHARACTERS), { minLength: 16, maxLength: 16 })
  .map((characters) => withCheck(`L${characters.join('')}`))
  .filter((vin) => new Set(vin).size >= 4);

describe('GB 16735 vectors', () => {
  it.each(['LZZ5ELNB6CN123456', 'LZZ5ELNBXCN123007', '1M8GDM9AXKP042788', 'lzz5-elnb6 cn123456'])(
    '%s',
    (vin) => {
      expect(readVin(vin)).toEqual({ ok: true, value: { normalized: normaliseVin(vin), warnings: [] } });
    },
  );

  it.each([
    ['LZZ5ELNB5CN123456', 'VIN_CHECK'],
    ['LZZ5ELNBACN123456', 'VIN_CHECK'],
    ['11111111111111111', 'VIN_DEGENERATE'],
    ['00000000000000000', 'VIN_DEGENERATE'],
    ['L1L1L1L1L1L1L1L1L', 'VIN_DEGENERATE'],
    ['LZZ5ELNB6CN12345O', 'VIN_ILLEGAL_CHAR'],
    ['LZZ5ELNB6CN12345I', 'VIN_ILLEGAL_CHAR'],
    ['LZZ5ELNB6CN12345Q', 'VIN_ILLEGAL_CHAR'],
    ['LZZ5ELNB6CN12345中', 'VIN_ILLEGAL_CHAR'],
    ['LZZ5ELNB6CN12345', 'VIN_LENGTH'],
    ['LZZ5ELNB6CN1234567', 'VIN_LENGTH'],
    ['', 'VIN_LENGTH'],
  ])('%s is refused as %s', (vin, code) => {
    expect(readVin(vin)).toMatchObject({ ok: false, error: { code, field: 'vin' } });
  });

  it('only warns of a wrong check digit of an import', () => {
    expect(readVin('1M8GDM9A1KP042788')).toMatchObject({ ok: true, value: { warnings: ['VIN_CHECK'] } });
  });
});

describe('model years', () => {
  it.each([
    ['1', [2001, 2031]],
    ['9', [2009, 2039]],
    ['A', [1980, 2010]],
    ['H', [1987, 2017]],
    ['T', [1996, 2026]],
    ['Y', [2000, 2030]],
    ['U', []],
    ['Z', []],
    ['0', []],
  ])('%s means %j', (code, years) => {
    expect(modelYearsOf(`LZZ5ELNB6${code}N123456`)).toEqual(years);
  });
});

describe('properties', () => {
  it('accepts every Chinese VIN with its check digit', () => {
    fc.assert(
      fc.property(chineseVin, (vin) => {
        expect(readVin(vin)).toEqual({ ok: true, value: { normalized: vin, warnings: [] } });
      }),
      SEED,
    );
  });

  it('detects every single substitution by a character of another value, and no other', () => {
    const change = fc.tuple(chineseVin, fc.integer({ min: 1, max: 16 }), fc.constantFrom(...CHARACTERS));
    fc.assert(
      fc.property(change, ([vin, at, character]) => {
        const changed = vin.slice(0, at) + character + vin.slice(at + 1);
        fc.pre(new Set(changed).size >= 4);
        const detectable = at === 8 ? character !== vin[8] : valueOf(character) !== valueOf(vin[at] ?? '');
        expect(readVin(changed).ok).toBe(!detectable);
      }),
      { ...SEED, numRuns: 500 },
    );
  });

  it('normalises once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        expect(normaliseVin(normaliseVin(raw))).toBe(normaliseVin(raw));
      }),
      SEED,
    );
  });
});
