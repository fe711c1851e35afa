import { g3, NOT_LISTED, stageLine, withPlate, type JudgeLine, type WorkedCase } from './worked-case.js';

const plate = (plateNumber: string, plateType: string | null, answer: object): JudgeLine => ({
  topic: 'plate',
  input: plateType === null ? { plateNumber } : { plateNumber, plateType },
  answer,
});
const vin = (text: string, answer: object): JudgeLine => ({ topic: 'vin', input: { vin: text }, answer });
const uscc = (text: string, answer: object): JudgeLine => ({ topic: 'uscc', input: { uscc: text }, answer });
const division = (input: object, answer: object): JudgeLine => ({ topic: 'division', input, answer });

const refused = (code: string): object => ({ ok: false, code });

/** Identifiers: number plates, VINs, credit codes, divisions. */
export const IDENTIFIER_CASES: readonly WorkedCase[] = [
  {
    number: 2,
    says: 'full-width characters are read as what they are',
    judge: [plate('苏ＡＤ１２３４５', null, { ok: true, normalized: '苏AD12345', kind: 'NEV_SMALL' })],
    register: [
      {
        changes: withPlate('苏ＡＤ１２３４５', '52', 'GREEN_GRADIENT', { vehicleType: 'H31', massKg: 4000 }),
        vehicle: { plate: { number: '苏AD12345', type: '52' } },
        roadside: [],
      },
    ],
  },
  {
    number: 4,
    says: 'the pattern of a large new-energy plate is not of type 52',
    judge: [plate('沪A12345D', '52', refused('HPZL_SWAPPED_51_52'))],
    register: [
      {
        changes: withPlate('沪A12345D', '52', 'GREEN_GRADIENT'),
        problems: ['HPZL_SWAPPED_51_52 plate.number'],
      },
    ],
  },
  {
    number: 5,
    says: 'a letter O is refused and never read as a zero',
    judge: [plate('苏A1234O', null, refused('PLATE_ILLEGAL_LETTER'))],
    register: [
      { changes: withPlate('苏A1234O', '01', 'YELLOW'), problems: ['PLATE_ILLEGAL_LETTER plate.number'] },
    ],
  },
  {
    number: 7,
    says: 'K stands for a new-energy plate too',
    judge: [plate('苏AK01234', null, { ok: true, normalized: '苏AK01234', kind: 'NEV_SMALL' })],
    register: [
      {
        changes: withPlate('苏AK01234', '52', 'GREEN_GRADIENT'),
        vehicle: { plate: { number: '苏AK01234' } },
      },
    ],
  },
  {
    number: 9,
    says: 'a trailer plate has seven characters, and a trailer is on no emission list',
    judge: [
      plate('苏A12345挂', null, refused('PLATE_FORMAT')),
      plate('浙B1234挂', null, { ok: true, normalized: '浙B1234挂', kind: 'TRAILER' }),
      stageLine({ vehicleType: 'B11', fuel: 'Y' }, { g3List: false, isDiesel: 'NO' }),
    ],
    register: [
      { changes: withPlate('苏A12345挂', '15', 'YELLOW'), problems: ['PLATE_FORMAT plate.number'] },
      {
        changes: g3(withPlate('浙B1234挂', '15', 'YELLOW', { vehicleType: 'B11', fuel: 'Y' })),
        vehicle: NOT_LISTED,
        roadside: [],
      },
    ],
  },
  {
    number: 10,
    says: 'both styles of embassy plates are read',
    judge: [
      plate('014578使', null, { ok: true, kind: 'EMBASSY' }),
      plate('使014578', null, { ok: true, kind: 'EMBASSY' }),
    ],
    register: [
      { changes: withPlate('014578使', '03', 'BLACK'), vehicle: { plate: { type: '03' } } },
      { changes: withPlate('使014578', '03', 'BLACK'), vehicle: { plate: { type: '03' } } },
    ],
  },
  {
    number: 12,
    says: 'the letter of a divided city leaves the city open and is no error',
    judge: [plate('皖Q12345', null, { ok: true, normalized: '皖Q12345', warnings: ['AMBIGUOUS_CITY'] })],
    register: [
      {
        changes: withPlate('皖Q12345', '01', 'YELLOW'),
        vehicle: {},
        warnings: ['AMBIGUOUS_CITY'],
        roadside: [],
      },
    ],
  },
  {
    number: 15,
    says: 'the check digit of a VIN decides',
    judge: [
      vin('LZZ5ELNB6CN123456', { ok: true, normalized: 'LZZ5ELNB6CN123456' }),
      vin('LZZ5ELNB5CN123456', refused('VIN_CHECK')),
      vin('LZZ5ELNBXCN123007', { ok: true }),
    ],
    register: [
      { changes: { vin: 'LZZ5ELNB6CN123456' }, vehicle: { vin: 'LZZ5ELNB6CN123456' } },
      { changes: { vin: 'LZZ5ELNB5CN123456' }, problems: ['VIN_CHECK vin'] },
      { changes: { vin: 'LZZ5ELNBXCN123007' }, vehicle: { vin: 'LZZ5ELNBXCN123007' } },
    ],
  },
  {
    number: 17,
    says: 'a VIN of one repeated digit is no VIN though its sum is right',
    judge: [vin('1'.repeat(17), refused('VIN_DEGENERATE'))],
    register: [{ changes: { vin: '1'.repeat(17) }, problems: ['VIN_DEGENERATE vin'] }],
  },
  {
    number: 19,
    says: 'a VIN has no letter O',
    judge: [vin('LZZ5ELNB6CN12345O', refused('VIN_ILLEGAL_CHAR'))],
    register: [{ changes: { vin: 'LZZ5ELNB6CN12345O' }, problems: ['VIN_ILLEGAL_CHAR vin'] }],
  },
  {
    number: 20,
    says: 'the check character of a credit code decides',
    judge: [
      uscc('91350100M000100Y43', { ok: true }),
      uscc('91350100M000100Y34', refused('USCC_CHECK')),
      uscc('91310115MA1FAKE00Y', { ok: true }),
    ],
    register: [
      { changes: { ownerUscc: '91350100M000100Y43' }, vehicle: { ownerUscc: '91350100M000100Y43' } },
      { changes: { ownerUscc: '91350100M000100Y34' }, problems: ['USCC_CHECK ownerUscc'] },
    ],
  },
  {
    number: 22,
    says: 'an abolished city is refused for new records, and one that never was for all',
    judge: [
      division({ code: '341400' }, refused('DIVISION_UNKNOWN')),
      division(
        { code: '341400', on: '2009-01-01' },
        { ok: true, warnings: ['AMBIGUOUS_CITY', 'DIVISION_RETIRED'] },
      ),
      division({ code: '340900' }, refused('DIVISION_UNKNOWN')),
      division({ code: '340900', on: '2009-01-01' }, refused('DIVISION_UNKNOWN')),
    ],
    register: [
      { changes: { division: '341400' }, problems: ['DIVISION_UNKNOWN division'] },
      { changes: { division: '340900' }, problems: ['DIVISION_UNKNOWN division'] },
    ],
  },
  {
    number: 24,
    says: 'a district of 上海 lies in the city 310000',
    judge: [division({ code: '310115' }, { ok: true, city: '310000' })],
    register: [
      { changes: { division: '310115' }, vehicle: { division: '310115', divisionName: '上海市浦东新区' } },
    ],
  },
];
