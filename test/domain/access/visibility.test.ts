import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROLES, type Role } from '../../../src/domain/access/roles.js';
import {
  FIELD_CLASSES,
  maskVin,
  ownerCodeClass,
  sees,
  visibleClass,
  type FieldClass,
} from '../../../src/domain/access/visibility.js';

describe('visibleClass', () => {
  const cases: readonly [Role, FieldClass, FieldClass][] = [
    ['TRAFFIC_POLICE', 'P2', 'P1'],
    ['INSPECTION_STATION', 'P1', 'P1'],
    ['REPAIR_STATION', 'P1', 'P1'],
    ['PORT_AUTHORITY', 'P1', 'P1'],
    ['MARITIME', 'P0', 'P0'],
    ['ECOLOGY_BUREAU', 'P2', 'P1'],
    ['TRANSPORT_BUREAU', 'P1', 'P0'],
    ['SITE_OPERATOR', 'P0', 'P0'],
    ['ADMINISTRATOR', 'P0', 'P0'],
  ];
  it.each(cases)('should show %s the class %s at home and %s elsewhere', (role, home, elsewhere) => {
    expect(visibleClass(role, '320500', '320102')).toBe(home);
    expect(visibleClass(role, '320500', '330102')).toBe(elsewhere);
  });

  it('should have a case for every role', () => {
    expect(cases.map(([role]) => role)).toEqual(ROLES);
  });

  it('should include the lower classes in the higher', () => {
    const table = FIELD_CLASSES.map((visible) => FIELD_CLASSES.map((needed) => sees(visible, needed)));
    expect(table).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
  });

  it.each([
    ['ORG', 'P1'],
    ['INDIVIDUAL_BUSINESS', 'P2'],
    ['PERSON', 'P2'],
  ] as const)('should put the code of an owner of kind %s into %s', (kind, fieldClass) => {
    expect(ownerCodeClass(kind)).toBe(fieldClass);
  });
});

describe('maskVin', () => {
  it.each([
    ['LZZ5ELNB6CN123456', 'LZZ5ELNB6CN******'],
    ['AB1234567', 'AB1******'],
    ['123456', '******'],
    ['12', '******'],
  ])('should show of %s only %s', (vin, masked) => {
    expect(maskVin(vin)).toBe(masked);
  });

  it('should give the same text for numbers that differ in the last six characters only', () => {
    const serial = fc.stringMatching(/^[0-9A-Z]{6}$/);
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{0,11}$/), serial, serial, (front, one, other) => {
        expect(maskVin(front + one)).toBe(maskVin(front + other));
      }),
      { seed: 20261123 },
    );
  });
});
