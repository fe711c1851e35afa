import { describe, expect, it } from '@jest/globals';
import { isPlateType } from '../../../src/domain/shared/plate.js';
import {
  isCommercialTruckUse,
  isEndedStatus,
  isListedType,
  isLowSpeedType,
  isTrailer,
  isTruckType,
  isTypeOfKnownClass,
  PLATE_TYPES,
} from '../../../src/domain/vehicle/codes.js';
import { isDiesel, isKnownFuel } from '../../../src/domain/vehicle/fuel.js';
import { isColorMismatch, readPlateColor } from '../../../src/domain/vehicle/plate-color.js';
import { readStage } from '../../../src/domain/vehicle/stage-text.js';
import type { ColorSystem, PlateColor } from '../../../src/domain/vehicle/vehicle-facts.js';
import { VEHICLE_TYPES } from '../../../src/domain/vehicle/vehicle-types.js';

describe('code tables', () => {
  it('name the large and the small new-energy plate the right way round', () => {
    expect(PLATE_TYPES['51']?.zh).toBe('大型新能源汽车');
    expect(PLATE_TYPES['52']?.zh).toBe('小型新能源汽车');
  });

  it('bind a plate pattern rule to every plate type and to no other code', () => {
    const codes = Array.from({ length: 100 }, (_, index) => String(index).padStart(2, '0'));
    expect(codes.filter(isPlateType)).toEqual(codes.filter((code) => Object.hasOwn(PLATE_TYPES, code)));
  });

  it('list only types of known classes', () => {
    expect(Object.keys(VEHICLE_TYPES).filter((type) => !isTypeOfKnownClass(type))).toEqual([]);
  });

  it.each([
    ['H11', true, false, false],
    ['H49', true, false, false],
    ['Q32', true, false, false],
    ['Z71', true, false, false],
    ['H51', false, false, true],
    ['N11', false, false, true],
    ['K11', false, false, false],
    ['B11', false, true, false],
    ['G31', false, true, false],
  ])('%s: truck %s, trailer %s, low speed %s', (type, truck, trailer, lowSpeed) => {
    expect([isTruckType(type), isTrailer(type), isLowSpeedType(type)]).toEqual([truck, trailer, lowSpeed]);
  });

  it.each(['H91', 'A11', 'H1', 'H111', '', 'constructor'])('"%s" is no vehicle type', (type) => {
    expect(isTypeOfKnownClass(type) || isListedType(type)).toBe(false);
  });

  it('knows which uses are commercial and which statuses end a registration', () => {
    expect(['F', 'R', 'L', 'A'].map(isCommercialTruckUse)).toEqual([true, true, false, false]);
    expect(['A', 'GQ', 'E', 'GM', 'P'].map(isEndedStatus)).toEqual([false, false, true, true, true]);
  });
});

describe('diesel', () => {
  it.each([
    ['B', 'YES'],
    ['b', 'YES'],
    ['BO', 'YES'],
    ['BC', 'YES'],
    ['O', 'UNKNOWN'],
    ['D', 'UNKNOWN'],
    ['Z', 'UNKNOWN'],
    ['', 'UNKNOWN'],
    ['NULL', 'UNKNOWN'],
    ['W', 'UNKNOWN'],
    ['HYBRID', 'UNKNOWN'],
    ['BIODIESELX', 'UNKNOWN'],
    ['柴油B', 'UNKNOWN'],
    ['A', 'NO'],
    ['A1', 'NO'],
    ['AO', 'NO'],
    ['AC', 'NO'],
    ['C', 'NO'],
    ['Y', 'NO'],
    ['X', 'NO'],
  ])('"%s": %s', (code, diesel) => {
    expect(isDiesel(code)).toBe(diesel);
  });

  it.each(['A', 'BO', 'A1', 'X'])('%s is a code', (code) => {
    expect(isKnownFuel(code)).toBe(true);
  });

  it.each(['', 'W', 'ABC', 'B1', '1'])('"%s" is no code', (code) => {
    expect(isKnownFuel(code)).toBe(false);
  });
});

describe('plate colours', () => {
  it.each<readonly [system: ColorSystem, raw: string, color: PlateColor, sure: boolean]>([
    ['JT697', '1', 'BLUE', true],
    ['ETC', '1', 'YELLOW', true],
    ['ETC', '0', 'BLUE', true],
    ['JINHUA', '1', 'BLUE', true],
    ['JINHUA', '0', 'OTHER', true],
    ['JIANGSU', '黄牌', 'YELLOW', true],
    ['JIANGSU', '其他', 'OTHER', true],
    ['JT697', '9', 'OTHER', true],
    ['JT697', '5', 'UNKNOWN', false],
    ['JT697', '93', 'UNKNOWN', false],
    ['JT697', '94', 'UNKNOWN', false],
    ['ETC', '6', 'UNKNOWN', false],
    ['INTERNAL', 'YELLOW_GREEN', 'YELLOW_GREEN', true],
    ['INTERNAL', '1', 'UNKNOWN', false],
    ['JT697', 'toString', 'UNKNOWN', false],
  ])('%s %s is %s', (system, raw, color, sure) => {
    expect(readPlateColor(system, raw)).toEqual({ color, warnings: sure ? [] : ['PLATE_COLOR_UNSURE'] });
  });

  it.each<readonly [type: string, color: PlateColor, system: ColorSystem, mismatch: boolean]>([
    ['01', 'YELLOW', 'INTERNAL', false],
    ['01', 'BLUE', 'INTERNAL', true],
    ['02', 'BLUE', 'ETC', false],
    ['02', 'GREEN_GRADIENT', 'ETC', true],
    ['51', 'YELLOW_GREEN', 'ETC', false],
    ['51', 'GREEN_GRADIENT', 'ETC', true],
    ['51', 'GREEN_GRADIENT', 'JINHUA', false],
    ['52', 'GREEN_GRADIENT', 'JINHUA', false],
    ['01', 'GREEN_GRADIENT', 'JINHUA', true],
    ['02', 'UNKNOWN', 'JT697', false],
    ['02', 'OTHER', 'JIANGSU', false],
    ['99', 'WHITE', 'INTERNAL', false],
  ])('type %s in %s from %s: mismatch %s', (type, color, system, mismatch) => {
    expect(isColorMismatch(type, color, system)).toBe(mismatch);
  });
});

describe('emission stages as the field writes them', () => {
  it.each([
    ['GB3847-2005,GB17691-2005(国Ⅳ)', 'G4'],
    ['GB17691-2005国Ⅴ,GB3847-2005', 'G5'],
    ['GB18352.3-2005国IV', 'G4'],
    ['国Ⅲ', 'G3'],
    ['国IV', 'G4'],
    ['国3', 'G3'],
    ['国4', 'G4'],
    ['国5', 'G5'],
    ['国三', 'G3'],
    ['第2阶段', 'G2'],
    ['第二阶段', 'G2'],
    ['第3阶段', 'G3'],
    ['第三阶段', 'G3'],
    ['第四阶段', 'G4'],
    ['第五阶段', 'G5'],
    ['3', 'G3'],
    ['4', 'G4'],
    ['0', 'G0'],
    ['6', 'G6_UNSPEC'],
    ['99', 'ZERO'],
    ['China III', 'G3'],
    ['China IV', 'G4'],
    ['China V', 'G5'],
    ['pre-China I', 'G0'],
    ['国六', 'G6_UNSPEC'],
    ['国VIa', 'G6A'],
    ['国六b', 'G6B'],
    ['GB17691-2018国Ⅵb', 'G6B'],
    ['G6A', 'G6A'],
    ['G6_UNSPEC', 'G6_UNSPEC'],
    ['ZERO', 'ZERO'],
    ['', 'UNKNOWN'],
    ['无', 'UNKNOWN'],
    ['UNKNOWN', 'UNKNOWN'],
  ])('%s is %s', (text, stage) => {
    expect(readStage(text)).toEqual({ ok: true, value: stage });
  });

  it.each([
    '国七',
    '7',
    '国三以下',
    '国三及以下',
    'GB17691-2005国Ⅳ,国Ⅲ',
    'GB17691-2005国三以下',
    '国5a',
    'Euro 4',
    'GB3847-2005',
    '阶段',
  ])('%s is not guessed', (text) => {
    expect(readStage(text)).toMatchObject({
      ok: false,
      error: { code: 'STAGE_FORMAT', field: 'emissionStage' },
    });
  });
});
