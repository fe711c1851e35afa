import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  normaliseUscc,
  organisationCheckCharacter,
  readUscc,
  usccCheckCharacter,
} from '../../../src/domain/shared/uscc.js';

const SEED = { seed: 20261123 };
const CHARSET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const outer = (first17: string): string => first17 + usccCheckCharacter(first17);

describe('GB 32100 vectors', () => {
  it.each([
    '91350100M000100Y43',
    '91310115MA1FAKE00Y',
    '91320102MA20M0N15H',
    '91340104MA2XK7P59T',
    '92340122MA8PQ3R659',
    '11340000002981236A',
    '91320102MA10000840',
    '91320102MA100072XY',
    '91330106MA100005X8',
  ])('%s', (uscc) => {
    expect(readUscc(uscc)).toEqual({
      ok: true,
      value: { normalized: uscc, isIndividualBusiness: uscc.startsWith('92'), warnings: [] },
    });
  });

  it.each([
    ['91350100M000100Y34', 'USCC_CHECK'],
    ['91310115MA1FAKE00X', 'USCC_CHECK'],
    ['91350100M000100YO3', 'USCC_CHARSET'],
    ['91350100I000100Y43', 'USCC_CHARSET'],
    ['91350100S000100Y43', 'USCC_CHARSET'],
    ['91350100V000100Y43', 'USCC_CHARSET'],
    ['91350100Z000100Y43', 'USCC_CHARSET'],
    ['91A50100M000100Y43', 'USCC_CHARSET'],
    ['320100000012345', 'USCC_CHARSET'],
    ['91350100M000100Y4', 'USCC_CHARSET'],
    ['000000000000000000', 'USCC_CHARSET'],
    ['', 'USCC_CHARSET'],
  ])('%s is refused as %s', (uscc, code) => {
    expect(readUscc(uscc)).toMatchObject({ ok: false, error: { code, field: 'uscc' } });
  });

  it('normalises case, width and blanks', () => {
    expect(readUscc('９１３５０１００ m000100y43')).toMatchObject({
      value: { normalized: '91350100M000100Y43' },
    });
  });

  it('warns of a wrong organisation code inside', () => {
    expect(readUscc(outer('91350100M000100Y5'))).toMatchObject({
      ok: true,
      value: { warnings: ['ORG_CHECK'] },
    });
  });

  it('accepts the code of an abolished county', () => {
    const first8 = 'MA10000A';
    const uscc = outer(`91310108${first8}${organisationCheckCharacter(first8)}`);
    expect(readUscc(uscc)).toMatchObject({ ok: true, value: { warnings: [] } });
  });
});

describe('properties', () => {
  const body = fc
    .array(fc.constantFrom(...CHARSET), { minLength: 8, maxLength: 8 })
    .map((list) => list.join(''));
  const valid = fc.tuple(fc.integer({ min: 110000, max: 659999 }), body).map(([division, organisation]) => {
    return outer(`91${String(division)}${organisation}${organisationCheckCharacter(organisation)}`);
  });

  it('accepts every code with both its check characters', () => {
    fc.assert(
      fc.property(valid, (uscc) => {
        expect(readUscc(uscc)).toMatchObject({ ok: true, value: { normalized: uscc, warnings: [] } });
      }),
      SEED,
    );
  });

  it('detects every single substitution', () => {
    const change = fc.tuple(valid, fc.integer({ min: 0, max: 17 }), fc.constantFrom(...CHARSET));
    fc.assert(
      fc.property(change, ([uscc, at, character]) => {
        fc.pre(uscc[at] !== character);
        expect(readUscc(uscc.slice(0, at) + character + uscc.slice(at + 1)).ok).toBe(false);
      }),
      SEED,
    );
  });

  it('normalises once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        expect(normaliseUscc(normaliseUscc(raw))).toBe(normaliseUscc(raw));
      }),
      SEED,
    );
  });
});
