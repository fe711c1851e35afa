import { describe, expect, it } from '@jest/globals';
import { judgeZone } from '../../../src/apps/cli/judge-topics/zone.js';

const TRUCK = { stage: 'G3', fuel: 'B', vehicleType: 'H11', plateNumber: '沪A12345', plateType: '01' };
const S20 = 'SH-S20-TRUCK-2020';
const INSIDE = { inside: true };

interface Line {
  readonly rule?: unknown;
  readonly vehicle?: object;
  readonly at?: string;
  readonly place?: unknown;
  readonly activations?: unknown;
}
const judge = ({ rule = S20, vehicle = TRUCK, at = '2021-03-01', place = INSIDE, ...more }: Line): object =>
  judgeZone({ rule, vehicle, at, place, ...more });

describe('rules of one own', () => {
  const AREA = {
    type: 'Polygon',
    coordinates: [
      [
        [121, 31],
        [122, 31],
        [122, 32],
        [121, 32],
        [121, 31],
      ],
    ],
  };
  const rule = { area: AREA, stageMax: 'G3', fuel: 'DIESEL', vehicleScope: ['H1x'], cityCode: '310000' };
  it.each<readonly [string, object, Line, boolean | null, string]>([
    ['a point inside', {}, { place: { lat: 31.5, lon: 121.5 } }, true, 'RESTRICTED'],
    ['a point outside', {}, { place: { lat: 31.5, lon: 120.9999999 } }, false, 'OUTSIDE_AREA'],
    [
      'on the line, out',
      { boundaryRoadsIncluded: false },
      { place: { lat: 31.5, lon: 121 } },
      false,
      'BOUNDARY_EXCLUDED',
    ],
    [
      'on the line, in',
      { boundaryRoadsIncluded: true },
      { place: { lat: 31.5, lon: 121 } },
      true,
      'RESTRICTED',
    ],
    ['an area, but no point', {}, { place: { road: '人民路' } }, null, 'PLACE_UNKNOWN'],
    [
      'locals only',
      { appliesToOutOfProvince: false },
      { vehicle: { ...TRUCK, plateNumber: '苏E12345' } },
      false,
      'OUT_OF_PROVINCE_NOT_COVERED',
    ],
    [
      'locals only, plate unknown',
      { appliesToOutOfProvince: false },
      { vehicle: { ...TRUCK, plateNumber: null } },
      null,
      'PROVINCE_UNKNOWN',
    ],
    [
      'in its hours',
      { hours: [{ days: [1], from: '22:00', to: '06:00' }] },
      { at: '2026-11-24T05:59:59+08:00' },
      true,
      'RESTRICTED',
    ],
    [
      'out of its hours',
      { hours: [{ days: [1], from: '22:00', to: '06:00' }] },
      { at: '2026-11-24T06:00' },
      false,
      'OUTSIDE_HOURS',
    ],
    ['hours as a text', { hours: '07:00-20:00' }, { at: '2026-11-24 20:00' }, false, 'OUTSIDE_HOURS'],
    [
      '国六 without its letter',
      { stageMax: 'G6A' },
      { vehicle: { ...TRUCK, stage: '6' } },
      null,
      'STAGE_UNKNOWN',
    ],
    ['a set that is off', { ruleSet: 'orange' }, {}, false, 'RULE_SET_NOT_ACTIVE'],
    [
      'a set that is on here',
      { ruleSet: 'orange' },
      {
        activations: [{ ruleSet: 'orange', from: '2021-03-01', until: '2021-03-02', divisions: ['310000'] }],
      },
      true,
      'RESTRICTED',
    ],
    [
      'a set that is on elsewhere',
      { ruleSet: 'orange' },
      { activations: [{ ruleSet: 'orange', from: '2021-03-01', to: '2021-03-02', divisions: ['320000'] }] },
      false,
      'RULE_SET_NOT_ACTIVE',
    ],
    [
      'a set that went off',
      { ruleSet: 'orange' },
      { at: '2021-03-02', activations: [{ ruleSet: 'orange', from: '2021-03-01', until: '2021-03-02' }] },
      false,
      'RULE_SET_NOT_ACTIVE',
    ],
    [
      'exempt new energy',
      { exemptions: ['NEW_ENERGY'] },
      { vehicle: { ...TRUCK, plateNumber: '沪A12345F', plateType: '51' } },
      false,
      'EXEMPT_NEW_ENERGY',
    ],
  ])('%s', (_what, more, line, restricted, reason) => {
    expect(judge({ rule: { ...rule, ...more }, ...line })).toMatchObject({ restricted, reason });
  });

  it('says what is missing, and what to do', () => {
    expect(judge({ vehicle: { vehicleType: 'H11' }, place: {} })).toEqual({
      restricted: null,
      reason: 'AREA_UNKNOWN',
      missing: ['place.inside', 'fuel', 'stage'],
      nextStep: 'ESTABLISH_PLACE',
    });
  });

  it.each<readonly [string, Line, string, string]>([
    ['an unknown rule', { rule: 'SH-S30' }, 'RULE_UNKNOWN', 'rule'],
    ['a list for a rule', { rule: [] }, 'FIELD_TYPE', 'rule'],
    ['a broken area', { rule: { area: { type: 'Point' } } }, 'AREA_INVALID', 'rule.area'],
    ['a broken stage', { rule: { stageMax: '国七' } }, 'STAGE_FORMAT', 'rule.stageMax'],
    ['a broken scope', { rule: { vehicleScope: ['轿子'] } }, 'TYPE_UNKNOWN', 'rule.vehicleScope'],
    [
      'a broken class',
      { rule: { excludedRoadClasses: ['水路'] } },
      'ROAD_CLASS_UNREADABLE',
      'rule.excludedRoadClasses',
    ],
    ['broken hours', { rule: { hours: ['25:00-26:00'] } }, 'ZONE_HOURS_INVALID', 'rule.hours[0]'],
    [
      'an empty period',
      { rule: { validFrom: '2024-02-01', validTo: '2024-01-01' } },
      'ZONE_PERIOD_EMPTY',
      'rule.validTo',
    ],
    ['a date that is none', { at: '2024-02-30' }, 'DATE_IMPOSSIBLE', 'at'],
    ['a place off the earth', { place: { lat: 131, lon: 31 } }, 'LOCATION_INVALID', 'place.lon'],
    ['half a place', { place: { lat: 31 } }, 'LOCATION_INVALID', 'place.lon'],
    ['a number for a place', { place: 7 }, 'FIELD_TYPE', 'place'],
    [
      'a day without an end',
      { activations: [{ ruleSet: 'x', from: '2021-01-01' }] },
      'FIELD_MISSING',
      'activations[0].to',
    ],
  ])('refuses %s', (_what, line, code, field) => {
    expect(judge(line)).toMatchObject({ ok: false, code, field });
  });

  it('needs a moment', () => {
    expect(judgeZone({ rule: S20, vehicle: TRUCK })).toMatchObject({
      ok: false,
      code: 'FIELD_MISSING',
      field: 'at',
    });
  });
});
