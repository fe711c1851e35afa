import { describe, expect, it } from '@jest/globals';
import { checkVehicleInput } from '../../../src/domain/vehicle/vehicle-input.js';
import type { VehicleInput } from '../../../src/domain/vehicle/vehicle-input.js';

const TODAY = '2026-11-23';
const truck: VehicleInput = {
  vin: 'lzz5elnb6cn123456',
  plate: { number: '苏Ａ·12345', type: '01', color: '2', colorSystem: 'JT697' },
  vehicleType: 'H11',
  useNature: 'F',
  fuel: 'B',
  emissionStage: '国三',
  massKg: 25_000,
  lengthMm: 11_000,
  engineModel: 'WD615.95E',
  engineNo: '1412A012345',
  ratedPowerW: 247_000,
  firstRegisteredOn: '2012-06-01',
  manufacturedOn: '2012-03-15',
  division: '320115',
  ownerKind: 'ORG',
  ownerUscc: '91320102MA20M0N15H',
  status: 'A',
  retrofit: { kind: 'DPF', on: '2019-05-06', certificateNo: 'JS-DPF-0001' },
};

describe('a good registration', () => {
  it('is normalised whole', () => {
    expect(checkVehicleInput(truck, TODAY)).toEqual({
      ok: true,
      value: {
        vin: 'LZZ5ELNB6CN123456',
        frameNo: null,
        plate: { number: '苏A12345', type: '01', color: 'YELLOW', colorSystem: 'JT697', colorRaw: '2' },
        vehicleType: 'H11',
        useNature: 'F',
        fuel: 'B',
        emissionStage: 'G3',
        massKg: 25_000,
        lengthMm: 11_000,
        engineModel: 'WD615.95E',
        engineNo: '1412A012345',
        ratedPowerW: 247_000,
        firstRegisteredOn: '2012-06-01',
        manufacturedOn: '2012-03-15',
        division: '320115',
        ownerKind: 'ORG',
        ownerUscc: '91320102MA20M0N15H',
        status: 'A',
        retrofit: { kind: 'DPF', on: '2019-05-06', certificateNo: 'JS-DPF-0001' },
        warnings: [],
      },
    });
  });

  it('needs nothing optional', () => {
    const { vin, plate, vehicleType, useNature, fuel, emissionStage, firstRegisteredOn, division, status } =
      truck;
    const least = { vin, vehicleType, useNature, fuel, emissionStage, firstRegisteredOn, division, status };
    const input = { ...least, plate: { number: plate.number, type: '01' }, ownerKind: 'PERSON' };
    expect(checkVehicleInput(input, TODAY)).toMatchObject({
      ok: true,
      value: { massKg: null, engineNo: null, ownerUscc: null, retrofit: null, plate: { color: 'UNKNOWN' } },
    });
  });
});

describe('doubts become warnings', () => {
  it.each<readonly [change: Partial<VehicleInput>, warnings: readonly string[]]>([
    [{ vin: '1M8GDM9A1KP042788', firstRegisteredOn: '2019-08-01' }, ['STAGE_DATE_CONFLICT', 'VIN_CHECK']],
    [{ vin: null, frameNo: 'ab-12345' }, ['NO_VIN']],
    [{ firstRegisteredOn: '2024-01-01', emissionStage: 'G6B' }, ['VIN_MODEL_YEAR']],
    [{ fuel: 'O' }, ['FUEL_UNKNOWN']],
    [{ fuel: '' }, ['FUEL_UNKNOWN']],
    [{ fuel: ' ' }, ['FUEL_UNKNOWN']],
    [{ vehicleType: 'H1D' }, ['TYPE_UNLISTED']],
    [{ vehicleType: 'H31' }, ['MASS_TYPE_MISMATCH']],
    [{ vehicleType: 'H31', massKg: null }, ['MASS_UNKNOWN']],
    [{ vehicleType: 'B11', fuel: 'Y' }, ['PLATE_VEHICLE_MISMATCH']],
    [{ vehicleType: 'H51' }, ['LOW_SPEED_VEHICLE']],
    [{ plate: { number: '皖Q12345', type: '01' } }, ['AMBIGUOUS_CITY']],
    [{ plate: { number: '苏A12345', type: '01', color: '5', colorSystem: 'JT697' } }, ['PLATE_COLOR_UNSURE']],
    [{ division: '320584', firstRegisteredOn: '2011-09-01' }, ['DIVISION_RETIRED']],
    [{ ownerUscc: null }, ['OWNER_USCC_MISSING']],
    [{ ownerUscc: '92340122MA8PQ3R659', ownerKind: 'INDIVIDUAL_BUSINESS' }, []],
    [{ status: 'gq' }, []],
  ])('%j', (change, warnings) => {
    expect(
      checkVehicleInput({ ...truck, manufacturedOn: null, retrofit: null, ...change }, TODAY),
    ).toMatchObject({
      ok: true,
      value: { warnings },
    });
  });
});

describe('bad input is refused with its field', () => {
  const plate = truck.plate;
  it.each<readonly [change: Partial<VehicleInput>, code: string, field: string]>([
    [{ vin: 'LZZ5ELNB5CN123456' }, 'VIN_CHECK', 'vin'],
    [{ vin: 'AB12345' }, 'VIN_LENGTH', 'vin'],
    [{ vin: 'NULL' }, 'SENTINEL_VALUE', 'vin'],
    [{ vin: null }, 'VIN_OR_FRAME_REQUIRED', 'vin'],
    [{ vin: null, frameNo: '无' }, 'SENTINEL_VALUE', 'frameNo'],
    [{ vin: null, frameNo: '架子' }, 'FRAME_NO_FORMAT', 'frameNo'],
    [{ plate: { ...plate, number: '苏A1234O' } }, 'PLATE_ILLEGAL_LETTER', 'plate.number'],
    [{ plate: { ...plate, number: '苏AD12345' } }, 'PLATE_LEN_HPZL', 'plate.number'],
    [{ plate: { number: '沪A12345D', type: '52' } }, 'HPZL_SWAPPED_51_52', 'plate.number'],
    [{ plate: { ...plate, type: '98' } }, 'TYPE_UNKNOWN', 'plate.type'],
    [{ plate: { number: '无号牌', type: '41' } }, 'PLATE_TYPE_UNREGISTRABLE', 'plate.type'],
    [{ plate: { ...plate, color: '1' } }, 'PLATE_COLOR_MISMATCH', 'plate.color'],
    [{ plate: { ...plate, colorSystem: 'X' } }, 'COLOR_SYSTEM_UNKNOWN', 'plate.colorSystem'],
    [{ plate: { ...plate, colorSystem: null } }, 'PLATE_COLOR_UNKNOWN', 'plate.color'],
    [{ vehicleType: 'H91' }, 'TYPE_UNKNOWN', 'vehicleType'],
    [{ useNature: 'Z' }, 'USE_UNKNOWN', 'useNature'],
    [{ fuel: 'W' }, 'FUEL_UNKNOWN', 'fuel'],
    [{ fuel: 'NULL' }, 'SENTINEL_VALUE', 'fuel'],
    [{ emissionStage: '国七' }, 'STAGE_FORMAT', 'emissionStage'],
    [{ massKg: 0 }, 'SENTINEL_VALUE', 'massKg'],
    [{ massKg: -1 }, 'SENTINEL_VALUE', 'massKg'],
    [{ massKg: 1.5 }, 'QUANTITY_FORMAT', 'massKg'],
    [{ ratedPowerW: 0 }, 'SENTINEL_VALUE', 'ratedPowerW'],
    [{ engineNo: '000000' }, 'SENTINEL_VALUE', 'engineNo'],
    [{ engineNo: 'A\u0000B' }, 'TEXT_FORMAT', 'engineNo'],
    [{ engineModel: 'x'.repeat(65) }, 'TEXT_FORMAT', 'engineModel'],
    [{ firstRegisteredOn: '2026-11-24' }, 'TIME_FUTURE', 'firstRegisteredOn'],
    [{ firstRegisteredOn: '9999-12-31' }, 'SENTINEL_VALUE', 'firstRegisteredOn'],
    [{ firstRegisteredOn: '1949-12-31', manufacturedOn: null }, 'DATE_TOO_OLD', 'firstRegisteredOn'],
    [{ firstRegisteredOn: '2015-02-29' }, 'DATE_IMPOSSIBLE', 'firstRegisteredOn'],
    [{ manufacturedOn: '2012-06-02' }, 'TIME_ORDER', 'manufacturedOn'],
    [{ division: '341400', firstRegisteredOn: '2016-01-01' }, 'DIVISION_UNKNOWN', 'division'],
    [{ division: '340900' }, 'DIVISION_UNKNOWN', 'division'],
    [{ division: '370100' }, 'DIVISION_OUT_OF_YRD', 'division'],
    [{ division: '320000' }, 'DIVISION_TOO_COARSE', 'division'],
    [{ ownerKind: 'COMPANY' }, 'OWNER_KIND_UNKNOWN', 'ownerKind'],
    [{ ownerKind: 'PERSON' }, 'OWNER_USCC_FORBIDDEN', 'ownerUscc'],
    [{ ownerKind: 'INDIVIDUAL_BUSINESS' }, 'OWNER_KIND_MISMATCH', 'ownerKind'],
    [{ ownerUscc: '91320102MA20M0N15G' }, 'USCC_CHECK', 'ownerUscc'],
    [{ status: 'AF' }, 'STATUS_UNKNOWN', 'status'],
    [{ status: '' }, 'STATUS_UNKNOWN', 'status'],
    [{ status: 'QQ' }, 'STATUS_UNKNOWN', 'status'],
    [
      { retrofit: { kind: 'XXX', on: '2019-01-01', certificateNo: 'A' } },
      'RETROFIT_KIND_UNKNOWN',
      'retrofit.kind',
    ],
    [{ retrofit: { kind: 'DPF', on: '2012-01-01', certificateNo: 'A' } }, 'TIME_ORDER', 'retrofit.on'],
    [
      { retrofit: { kind: 'DPF', on: '2019-01-01', certificateNo: '-' } },
      'SENTINEL_VALUE',
      'retrofit.certificateNo',
    ],
  ])('%j: %s in %s', (change, code, field) => {
    const result = checkVehicleInput({ ...truck, ...change }, TODAY);
    expect(result).toMatchObject({ ok: false, error: [{ code, field }] });
  });

  it('reports everything that is wrong at once', () => {
    const result = checkVehicleInput(
      { ...truck, vin: 'X', fuel: 'W', status: '?', division: '340900' },
      TODAY,
    );
    const fields = result.ok ? [] : result.error.map((problem) => problem.field);
    expect(new Set(fields)).toEqual(new Set(['division', 'fuel', 'status', 'vin']));
  });
});
