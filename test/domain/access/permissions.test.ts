import { describe, expect, it } from '@jest/globals';
import {
  isAllowed,
  PERMISSIONS,
  purposeFor,
  purposePolicy,
  scopeOf,
  type Action,
  type Scope,
} from '../../../src/domain/access/permissions.js';
import { isPurpose, PURPOSES } from '../../../src/domain/access/purposes.js';
import {
  isRole,
  KIND_OF_ROLE,
  ORGANISATION_KINDS,
  ROLES,
  type Role,
} from '../../../src/domain/access/roles.js';

const ACTIONS = Object.keys(PERMISSIONS) as Action[];
const VEHICLE_ACTIONS = ACTIONS.filter((action) => action.startsWith('vehicle.'));
const NOTHING = { purpose: null, reference: null };

describe('the permission table', () => {
  const cases: readonly [Role, Action, Scope][] = [
    ['TRAFFIC_POLICE', 'vehicle.roadside-check', 'DELTA'],
    ['TRAFFIC_POLICE', 'vehicle.register', 'PROVINCE'],
    ['ECOLOGY_BUREAU', 'vehicle.read', 'DELTA'],
    ['ECOLOGY_BUREAU', 'vehicle.history', 'PROVINCE'],
    ['ECOLOGY_BUREAU', 'review.list', 'CITY'],
    ['TRANSPORT_BUREAU', 'vehicle.read', 'PROVINCE'],
    ['INSPECTION_STATION', 'vehicle.read', 'PRESENTED'],
    ['REPAIR_STATION', 'vehicle.read', 'PRESENTED'],
    ['ADMINISTRATOR', 'account.manage', 'PROVINCE'],
    ['SITE_OPERATOR', 'account.manage', 'NONE'],
    ['SITE_OPERATOR', 'audit.read', 'NONE'],
    ['SITE_OPERATOR', 'site.status', 'PROVINCE'],
    ['MARITIME', 'account.read-self', 'OWN'],
  ];
  it.each(cases)('should let %s do %s as far as %s', (role, action, scope) => {
    expect(scopeOf(role, action)).toBe(scope);
    expect(isAllowed(role, action)).toBe(scope !== 'NONE');
  });

  it.each(['INSPECTION_STATION', 'REPAIR_STATION'] as const)(
    'should let %s see presented vehicles only',
    (role) => {
      const reaches = VEHICLE_ACTIONS.map((action) => scopeOf(role, action));
      expect(new Set(reaches)).toEqual(new Set(['NONE', 'PRESENTED']));
    },
  );

  it.each(['SITE_OPERATOR', 'ADMINISTRATOR', 'MARITIME'] as const)('should show %s no vehicle', (role) => {
    expect(VEHICLE_ACTIONS.filter((action) => isAllowed(role, action))).toEqual([]);
  });

  it('should answer the roadside question for the whole delta or not at all', () => {
    const reaches = ROLES.map((role) => scopeOf(role, 'vehicle.roadside-check'));
    expect(new Set(reaches)).toEqual(new Set(['DELTA', 'NONE']));
  });

  it('should never let vehicles be written beyond the own province', () => {
    const writes: Action[] = [
      'vehicle.register',
      'vehicle.correct',
      'vehicle.replate',
      'vehicle.transfer',
      'vehicle.scrap',
      'vehicle.add-stage-evidence',
    ];
    const reaches = writes.flatMap((action) => ROLES.map((role) => scopeOf(role, action)));
    expect(new Set(reaches)).toEqual(new Set(['PROVINCE', 'NONE']));
  });
});

describe('purposeFor', () => {
  it('should know a default or demand a purpose for every permitted pair, and refuse every other one', () => {
    for (const action of ACTIONS) {
      for (const role of ROLES) {
        const result = purposeFor(role, action, NOTHING);
        const policy = purposePolicy(role, action);
        const code = result.ok ? result.value : result.error.code;
        const wanted = policy.mode === 'DEFAULT' ? policy.code : 'PURPOSE_REQUIRED';
        expect([action, role, code]).toEqual([action, role, isAllowed(role, action) ? wanted : 'FORBIDDEN']);
      }
    }
  });

  it.each(['vehicle.read', 'vehicle.list', 'vehicle.history'] as const)(
    'should ask police why before %s',
    (action) => {
      const codeOf = (purpose: string | null, reference: string | null): string => {
        const result = purposeFor('TRAFFIC_POLICE', action, { purpose, reference });
        return result.ok ? result.value : `${result.error.code} ${result.error.field ?? ''}`;
      };
      expect(codeOf(null, null)).toBe('PURPOSE_REQUIRED purpose');
      expect(codeOf(null, '案2026-118')).toBe('PURPOSE_REQUIRED purpose');
      expect(codeOf('CASE_INVESTIGATION', null)).toBe('PURPOSE_REQUIRED reference');
      expect(codeOf('CASE_INVESTIGATION', '  ')).toBe('PURPOSE_REQUIRED reference');
      expect(codeOf('curiosity', '案2026-118')).toBe('PURPOSE_UNKNOWN purpose');
      expect(codeOf('CASE_INVESTIGATION', '9'.repeat(65))).toBe('REFERENCE_TOO_LONG reference');
      expect(codeOf('CASE_INVESTIGATION', '案2026-118')).toBe('CASE_INVESTIGATION');
    },
  );

  it('should let police ask at the roadside without saying why', () => {
    expect(purposeFor('TRAFFIC_POLICE', 'vehicle.roadside-check', NOTHING)).toEqual({
      ok: true,
      value: 'ROADSIDE_CHECK',
    });
  });

  it('should prefer a stated purpose to the default and refuse one that is not in the list', () => {
    const ask = (purpose: string) =>
      purposeFor('ECOLOGY_BUREAU', 'vehicle.read', { purpose, reference: null });
    expect(ask('COMPLAINT')).toEqual({ ok: true, value: 'COMPLAINT' });
    expect(ask('toString')).toMatchObject({ ok: false, error: { code: 'PURPOSE_UNKNOWN' } });
  });
});

describe('the closed lists', () => {
  it('should have both languages for every purpose', () => {
    for (const [code, { zh, en }] of Object.entries(PURPOSES)) {
      expect(isPurpose(code)).toBe(true);
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[A-Z][ -~]+$/);
    }
  });

  it('should have a role for every kind of organisation', () => {
    expect(new Set(Object.values(KIND_OF_ROLE))).toEqual(new Set(ORGANISATION_KINDS));
  });

  it.each([
    ['TRAFFIC_POLICE', true],
    ['traffic_police', false],
    ['constructor', false],
    ['', false],
  ])('should say whether %j is a role', (text, known) => {
    expect(isRole(text)).toBe(known);
  });
});
