import { g3, NOT_LISTED, stageLine, withPlate, type WorkedCase } from './worked-case.js';

const LISTED = { g3List: 'LISTED', reasons: [{ code: 'G3_DIESEL_TRUCK' }] };

/** Emission stages and the 国三 list. */
export const STAGE_CASES: readonly WorkedCase[] = [
  {
    number: 25,
    says: 'diesel lorries, tractors and special vehicles of 国三 are listed; buses and trailers are not',
    judge: [
      stageLine({}, { stage: 'G3', g3List: true }),
      stageLine({ vehicleType: 'Q11' }, { g3List: true }),
      stageLine({ vehicleType: 'Z51' }, { g3List: true }),
      stageLine({ vehicleType: 'K11' }, { g3List: false }),
      stageLine({ vehicleType: 'B11' }, { g3List: false }),
    ],
    register: [
      { changes: g3(), vehicle: LISTED, roadside: ['G3_DIESEL_TRUCK'] },
      { changes: g3({ vehicleType: 'Q11' }), vehicle: LISTED, roadside: ['G3_DIESEL_TRUCK'] },
      { changes: g3({ vehicleType: 'Z51' }), vehicle: LISTED, roadside: ['G3_DIESEL_TRUCK'] },
      { changes: g3({ vehicleType: 'K11' }), vehicle: NOT_LISTED, roadside: [] },
      {
        changes: g3(withPlate('沪A9999挂', '15', 'YELLOW', { vehicleType: 'B11' })),
        vehicle: NOT_LISTED,
        roadside: [],
      },
    ],
  },
  {
    number: 27,
    says: 'a fuel that may be diesel goes to a person, never silently out',
    judge: [
      stageLine({ fuel: 'BO' }, { isDiesel: 'YES', g3List: true }),
      stageLine({ fuel: 'O' }, { isDiesel: 'UNKNOWN', g3List: null, flags: ['FUEL_UNKNOWN'] }),
      stageLine({ fuel: 'A1' }, { isDiesel: 'NO', g3List: false }),
    ],
    register: [
      { changes: g3({ fuel: 'BO' }), vehicle: LISTED, roadside: ['G3_DIESEL_TRUCK'] },
      {
        changes: g3({ fuel: 'O' }),
        vehicle: {
          isDiesel: 'UNKNOWN',
          g3List: 'UNDECIDED',
          reasons: [],
          review: [{ code: 'FUEL_UNKNOWN' }],
        },
        warnings: ['FUEL_UNKNOWN'],
        roadside: ['FUEL_UNKNOWN'],
      },
      { changes: g3({ fuel: 'A1' }), vehicle: { isDiesel: 'NO', ...NOT_LISTED }, roadside: [] },
    ],
  },
  {
    number: 29,
    says: 'a stage that the day of registration no longer allowed is doubted, an early cleaner one is not',
    judge: [
      stageLine({ firstRegisteredOn: '2016-03-01' }, { flags: ['STAGE_DATE_CONFLICT'] }),
      stageLine({ firstRegisteredOn: '2014-12-31' }, { flags: [] }),
      stageLine({ emissionStage: '4', firstRegisteredOn: '2010-05-01' }, { stage: 'G4', flags: [] }),
    ],
    register: [
      {
        changes: g3({ firstRegisteredOn: '2016-03-01' }),
        vehicle: { stage: 'G3', review: [{ code: 'STAGE_DATE_CONFLICT' }] },
        warnings: ['STAGE_DATE_CONFLICT'],
        roadside: ['G3_DIESEL_TRUCK', 'STAGE_DATE_CONFLICT'],
      },
      { changes: g3({ firstRegisteredOn: '2014-12-31' }), vehicle: { stage: 'G3', review: [] } },
      {
        changes: g3({ emissionStage: '4', firstRegisteredOn: '2010-05-01' }),
        vehicle: { stage: 'G4', ...NOT_LISTED, review: [] },
        roadside: [],
      },
    ],
  },
  {
    number: 30,
    says: 'a retrofit is recorded and changes nothing of the stage',
    judge: [
      stageLine(
        { retrofit: { kind: 'DPF', on: '2018-05-01', certificateNo: 'X-1' } },
        { stage: 'G3', g3List: true },
      ),
    ],
    register: [
      {
        changes: g3({ retrofit: { kind: 'DPF', on: '2018-05-01', certificateNo: 'SH-DPF-0042' } }),
        vehicle: {
          stage: 'G3',
          retrofit: { kind: 'DPF', on: '2018-05-01', certificateNo: 'SH-DPF-0042' },
          ...LISTED,
        },
        roadside: ['G3_DIESEL_TRUCK'],
      },
    ],
  },
];
