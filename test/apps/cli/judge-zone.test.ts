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
