import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Scope } from '../../../src/domain/access/permission-types.js';
import { divisionPattern, sameProvince } from '../../../src/domain/access/scope.js';

const SEEDED = { seed: 20261123, numRuns: 2000 };
const SCOPES: readonly Scope[] = ['NONE', 'OWN', 'PRESENTED', 'CITY', 'PROVINCE', 'DELTA'];

describe('divisionPattern', () => {
  const cases: readonly [Scope, string, string | null][] = [
    ['CITY', '320583', '3205'],
    ['CITY', '320500', '3205'],
    ['CITY', '320000', '32'],
    ['CITY', '310115', '31'],
    ['CITY', '310000', '31'],
    ['PROVINCE', '341523', '34'],
    ['DELTA', '330106', ''],
    ['NONE', '330106', null],
    ['OWN', '330106', null],
    ['PRESENTED', '330106', null],
    ['DELTA', '', null],
    ['PROVINCE', '33', null],
    ['PROVINCE', '33%106', null],
  ];
  it.each(cases)('should turn %s of %j into %j', (scope, division, prefix) => {
    expect(divisionPattern(scope, division)).toBe(prefix);
  });

  /** A division as a tree of names, told apart without looking at prefixes of text. */
  interface Place {
    readonly code: string;
    readonly province: number;
    readonly city: number | null;
  }
  const place: fc.Arbitrary<Place> = fc
    .record({
      province: fc.constantFrom(31, 32, 33, 34),
      city: fc.integer({ min: 0, max: 3 }),
      county: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ province, city, county }) => ({
      code: String(province * 10_000 + city * 100 + (city === 0 ? 0 : county)),
      province,
      city: city === 0 ? null : city,
    }));

  /** Who reaches whom, said in terms of the tree. */
  function reaches(scope: Scope, caller: Place, row: Place): boolean {
    if (scope === 'DELTA') return true;
    if (scope !== 'CITY' && scope !== 'PROVINCE') return false;
    if (caller.province !== row.province) return false;
    if (scope === 'PROVINCE') return true;
    const provinceIsCity = caller.province === 31;
    return provinceIsCity || caller.city === null || caller.city === row.city;
  }

  it('should open exactly the rows that the oracle opens', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SCOPES), place, place, (scope, caller, row) => {
        const prefix = divisionPattern(scope, caller.code);
        expect(prefix !== null && row.code.startsWith(prefix)).toBe(reaches(scope, caller, row));
      }),
      SEEDED,
    );
  });

  it('should open nothing for a code that is not six digits', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SCOPES), fc.string(), (scope, division) => {
        fc.pre(!/^[0-9]{6}$/.test(division));
        expect(divisionPattern(scope, division)).toBeNull();
      }),
      SEEDED,
    );
  });

  it('should never reach further with a narrower scope', () => {
    fc.assert(
      fc.property(place, place, (caller, row) => {
        const opens = (scope: Scope): boolean => {
          const prefix = divisionPattern(scope, caller.code);
          return prefix !== null && row.code.startsWith(prefix);
        };
        expect(opens('CITY') && !opens('PROVINCE')).toBe(false);
        expect(opens('PROVINCE') && !opens('DELTA')).toBe(false);
        expect(opens('PROVINCE')).toBe(sameProvince(caller.code, row.code));
      }),
      SEEDED,
    );
  });
});
