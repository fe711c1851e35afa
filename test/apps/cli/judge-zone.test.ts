import { describe, expect, it } from '@jest/globals';
import { judgeZone } from '../../../src/apps/cli/judge-topics/zone.js';

const TRUCK = { stage: 'G3', fuel: 'B', vehicleType: 'H11', plateNumber: '沪A12345', plateType: '01' };
const BUS = { ...TRUCK, vehicleType: 'K11' };
const S20 = 'SH-S20-TRUCK-2020';
const BUS_RULE = 'SH-S20-BUS-2024';
const RUDONG = 'RUDONG-2023';
const INSIDE = { inside: true };
const ON_JUNE_1 = '2020-06-01T00:00:00+08:00';

interface Line {
  readonly rule?: unknown;
  readonly vehicle?: object;
  readonly at?: string;
  readonly place?: unknown;
  readonly activations?: unknown;
}
const judge = ({ rule = S20, vehicle = TRUCK, at = '2021-03-01', place = INSIDE, ...more }: Line): object =>
  judgeZone({ rule, vehicle, at, place, ...more });

describe('case 32: the ban inside S20', () => {
  it.each<readonly [string, Line, boolean | null, string]>([
    ['before the postponed start', { at: '2020-05-15' }, false, 'NOT_IN_FORCE'],
    ['the last moment before it', { at: '2020-05-31T23:59:59+08:00' }, false, 'NOT_IN_FORCE'],
    ['the first moment', { at: ON_JUNE_1 }, true, 'RESTRICTED'],
    ['the same moment in UTC', { at: '2020-05-31T16:00:00Z' }, true, 'RESTRICTED'],
    ['a bare date is its first moment', { at: '2020-06-01' }, true, 'RESTRICTED'],
    ['on the main line', { at: ON_JUNE_1, place: { road: 'S20' } }, false, 'BOUNDARY_EXCLUDED'],
    ['as people write it', { place: { road: '外环高速（S20）主线' } }, false, 'BOUNDARY_EXCLUDED'],
    ['on the ground road under it', { place: { road: 'S20高架下地面道路' } }, false, 'BOUNDARY_EXCLUDED'],
    [
      'on the shared section',
      { place: { road: 'G1503', section: '外环隧道-五洲大道' } },
      false,
      'BOUNDARY_EXCLUDED',
    ],
    ['the ends the other way', { place: { road: 'G1503 五洲大道至外环隧道段' } }, false, 'BOUNDARY_EXCLUDED'],
    ['G1503, which part unknown', { place: { road: 'G1503' } }, null, 'ROAD_SECTION_UNKNOWN'],
    [
      'another part of G1503',
      { place: { road: 'G1503 嘉松公路–沪宁立交', inside: false } },
      false,
      'OUTSIDE_AREA',
    ],
    ['another road inside', { place: { road: '延安高架路', inside: true } }, true, 'RESTRICTED'],
    ['S201 is another road', { place: { road: 'S201', inside: true } }, true, 'RESTRICTED'],
    ['said to be on the boundary', { place: { onBoundary: true } }, false, 'BOUNDARY_EXCLUDED'],
    ['outside', { place: { inside: false } }, false, 'OUTSIDE_AREA'],
    ['in another city', { place: { city: '320500' } }, false, 'OUTSIDE_AREA'],
    ['a point without geometry', { place: { lat: 31.2, lon: 121.47 } }, null, 'AREA_UNKNOWN'],
    ['no place at all', { place: null }, null, 'AREA_UNKNOWN'],
    ['国四', { vehicle: { ...TRUCK, stage: '国四' } }, false, 'STAGE_CLEANER'],
    ['国二', { vehicle: { ...TRUCK, stage: '2' } }, true, 'RESTRICTED'],
    ['a bus', { vehicle: BUS }, false, 'TYPE_NOT_COVERED'],
    ['petrol', { vehicle: { ...TRUCK, fuel: 'A' } }, false, 'FUEL_NOT_COVERED'],
    ['a diesel hybrid', { vehicle: { ...TRUCK, fuel: 'BO' } }, true, 'RESTRICTED'],
    ['a hybrid that does not say', { vehicle: { ...TRUCK, fuel: 'O' } }, null, 'FUEL_UNKNOWN'],
    ['no stage', { vehicle: { ...TRUCK, stage: null } }, null, 'STAGE_UNKNOWN'],
    [
      'no stage but outside',
      { vehicle: { ...TRUCK, stage: null }, place: { inside: false } },
      false,
      'OUTSIDE_AREA',
    ],
    ['from another province', { vehicle: { ...TRUCK, plateNumber: '鲁A12345' } }, true, 'RESTRICTED'],
    [
      'police',
      { vehicle: { ...TRUCK, plateNumber: '沪A1234警', plateType: '23' } },
      false,
      'SPECIAL_VEHICLE',
    ],
    [
      'emergency',
      { vehicle: { ...TRUCK, plateNumber: '沪X1234应急', plateType: null } },
      false,
      'SPECIAL_VEHICLE',
    ],
    [
      'armed police',
      { vehicle: { ...TRUCK, plateNumber: 'WJ沪1234A', plateType: null } },
      false,
      'SPECIAL_VEHICLE',
    ],
  ])('%s', (_what, line, restricted, reason) => {
    expect(judge(line)).toMatchObject({ restricted, reason });
  });

  it.each<readonly [string, Line, boolean | null, string]>([
    ['inside', { at: '2024-07-01', vehicle: BUS }, true, 'RESTRICTED'],
    ['the day before', { at: '2024-06-30', vehicle: BUS }, false, 'NOT_IN_FORCE'],
    [
      'from another province',
      { at: '2024-07-01', vehicle: { ...BUS, plateNumber: '苏E12345' } },
      true,
      'RESTRICTED',
    ],
    ['a truck', { at: '2024-07-01' }, false, 'TYPE_NOT_COVERED'],
  ])('客车 since 2024-07-01: %s', (_what, line, restricted, reason) => {
    expect(judge({ rule: BUS_RULE, ...line })).toMatchObject({ restricted, reason });
  });
});

describe('case 30: a retrofit exempts only where a dated exemption says so', () => {
  const rule = {
    stageMax: 'G3',
    fuel: 'DIESEL',
    vehicleScope: ['H', 'Q'],
    validFrom: '2020-04-01',
    exemptions: [
      { kind: 'RETROFIT', vehicleScope: ['集卡'], until: '2020-06-01' },
      { kind: '冷藏车', until: '2020-06-01' },
    ],
  };
  const fitted = { ...TRUCK, vehicleType: 'Q11', retrofit: { kind: 'DPF', on: '2019-11-01' } };
  it.each<readonly [string, object, string, boolean, string]>([
    ['a container truck in time', fitted, '2020-05-15', false, 'EXEMPT_RETROFIT'],
    ['its last moment', fitted, '2020-05-31T23:59:59+08:00', false, 'EXEMPT_RETROFIT'],
    ['after it', fitted, '2020-06-01', true, 'RESTRICTED'],
    [
      'fitted too late',
      { ...fitted, retrofit: { kind: 'DPF', on: '2020-05-20' } },
      '2020-05-15',
      true,
      'RESTRICTED',
    ],
    ['another sort of truck', { ...fitted, vehicleType: 'H11' }, '2020-05-15', true, 'RESTRICTED'],
    ['not fitted', { ...fitted, retrofit: null }, '2020-05-15', true, 'RESTRICTED'],
    ['a reefer in time', { ...TRUCK, body: '冷藏车' }, '2020-05-15', false, 'EXEMPT_BODY'],
    ['a reefer after it', { ...TRUCK, body: 'reefer' }, '2020-06-01', true, 'RESTRICTED'],
  ])('%s', (_what, vehicle, at, restricted, reason) => {
    expect(judge({ rule, vehicle, at })).toMatchObject({ restricted, reason });
  });
});

describe('other rules that are known', () => {
  it.each<readonly [string, Line, boolean | null, string]>([
    ['国道', { place: { city: '320623', roadClass: '国道' } }, true, 'RESTRICTED'],
    ['城区', { place: { city: '320623', roadClass: '城区道路' } }, true, 'RESTRICTED'],
    ['乡村道', { place: { city: '320623', roadClass: '乡村道' } }, false, 'ROAD_CLASS_EXCLUDED'],
    ['高速', { place: { city: '320623', roadClass: 'EXPRESSWAY' } }, false, 'ROAD_CLASS_EXCLUDED'],
    ['road unknown', { place: { city: '320623' } }, null, 'ROAD_CLASS_UNKNOWN'],
    ['only the city known', { place: { city: '320600', roadClass: '国道' } }, null, 'PLACE_UNKNOWN'],
    [
      'its last day',
      { at: '2028-11-16T23:59:59+08:00', place: { city: '320623', roadClass: '省道' } },
      true,
      'RESTRICTED',
    ],
    [
      'the day after',
      { at: '2028-11-17', place: { city: '320623', roadClass: '省道' } },
      false,
      'NOT_IN_FORCE',
    ],
    [
      '专项作业车',
      { vehicle: { ...TRUCK, vehicleType: 'Z51' }, place: { city: '320623', roadClass: '县道' } },
      true,
      'RESTRICTED',
    ],
  ])('如东: %s', (_what, line, restricted, reason) => {
    expect(judge({ rule: RUDONG, at: '2024-01-01', ...line })).toMatchObject({ restricted, reason });
  });

  it.each([
    ['ANQING-1', '2024-07-01', null, 'AREA_UNKNOWN'],
    ['ANQING-1', '2025-01-01', false, 'NOT_IN_FORCE'],
    ['ANQING-2', '2025-10-31', null, 'AREA_UNKNOWN'],
    ['ANQING-3', '2025-11-01', true, 'RESTRICTED'],
    ['BOZHOU-1', '2024-07-01', null, 'AREA_UNKNOWN'],
  ])('%s at %s', (rule, at, restricted, reason) => {
    const code = rule.startsWith('A') ? '340800' : '341600';
    expect(judge({ rule, at, place: { city: code, roadClass: '省道' } })).toMatchObject({
      restricted,
      reason,
    });
  });
});

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
      reason: 'FUEL_UNKNOWN',
      missing: ['fuel', 'stage', 'place.inside'],
      nextStep: 'CHECK_EMISSION_DOCUMENTS',
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
