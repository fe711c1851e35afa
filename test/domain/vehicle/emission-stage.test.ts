import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeStage } from '../../../src/domain/vehicle/emission-stage.js';
import type { StageInput } from '../../../src/domain/vehicle/emission-stage.js';
import { minStageByDate } from '../../../src/domain/vehicle/stage-dates.js';
import { EMISSION_STAGES, STAGE_SOURCES } from '../../../src/domain/vehicle/vehicle-facts.js';
import type { EmissionStage, StageSource } from '../../../src/domain/vehicle/vehicle-facts.js';

const truck: StageInput = {
  fuel: 'B',
  vehicleType: 'H11',
  emissionStage: 'G3',
  firstRegisteredOn: '2010-05-01',
  massKg: 25_000,
  evidence: [],
};

describe('the 国三 diesel truck list', () => {
  it.each<readonly [type: string, fuel: string, stage: EmissionStage, member: boolean | null]>([
    ['H11', 'B', 'G3', true],
    ['H23', 'B', 'G3', true],
    ['H31', 'B', 'G3', true],
    ['H41', 'B', 'G3', true],
    ['Q11', 'B', 'G3', true],
    ['Z51', 'B', 'G3', true],
    ['H1D', 'B', 'G3', true],
    ['K11', 'B', 'G3', false],
    ['B11', 'Y', 'G3', false],
    ['B11', 'B', 'G3', false],
    ['G11', '', 'UNKNOWN', false],
    ['H51', 'B', 'G3', false],
    ['N11', 'B', 'G3', false],
    ['H11', 'BO', 'G3', true],
    ['H11', 'BC', 'G3', true],
    ['H11', 'A1', 'G3', false],
    ['H11', 'A', 'G3', false],
    ['H11', 'O', 'G3', null],
    ['H11', 'D', 'G3', null],
    ['H11', 'Z', 'G3', null],
    ['H11', '', 'G3', null],
    ['H11', 'O', 'G4', false],
    ['H11', 'B', 'UNKNOWN', null],
    ['H11', 'A', 'UNKNOWN', false],
    ['H11', 'B', 'G4', false],
    ['H11', 'B', 'G6_UNSPEC', false],
    ['H11', 'B', 'ZERO', false],
    ['H11', 'B', 'G2', true],
    ['H11', 'B', 'G1', true],
    ['H11', 'B', 'G0', true],
    ['??', 'B', 'G3', null],
    ['??', 'A', 'G3', false],
  ])('%s, fuel %s, %s: %s', (vehicleType, fuel, emissionStage, member) => {
    expect(judgeStage({ ...truck, vehicleType, fuel, emissionStage }).g3List).toBe(member);
  });

  it('keeps 国二 as 国二', () => {
    expect(judgeStage({ ...truck, emissionStage: 'G2', firstRegisteredOn: '2005-01-01' }).stage).toBe('G2');
  });

  it('flags what lies apart', () => {
    expect(judgeStage({ ...truck, vehicleType: 'H51' }).flags).toEqual(['LOW_SPEED_VEHICLE']);
    expect(judgeStage({ ...truck, vehicleType: 'N11' }).flags).toEqual(['LOW_SPEED_VEHICLE']);
    expect(judgeStage({ ...truck, fuel: 'O' })).toMatchObject({
      isDiesel: 'UNKNOWN',
      flags: ['FUEL_UNKNOWN'],
    });
    expect(judgeStage({ ...truck, vehicleType: '??' }).flags).toEqual(['TYPE_UNKNOWN']);
  });
});

describe('the emission class', () => {
  it.each([
    ['H31', 3_500, 'LIGHT_DUTY', []],
    ['H31', 3_501, 'HEAVY_DUTY', []],
    ['H31', 3_600, 'HEAVY_DUTY', []],
    ['H31', 4_499, 'HEAVY_DUTY', []],
    ['H31', null, 'LIGHT_DUTY', ['MASS_UNKNOWN']],
    ['H11', null, 'HEAVY_DUTY', []],
    ['H21', null, 'HEAVY_DUTY', []],
    ['H41', null, 'LIGHT_DUTY', []],
    ['Q11', null, 'HEAVY_DUTY', []],
    ['Q31', null, 'LIGHT_DUTY', ['MASS_UNKNOWN']],
    ['Z51', null, 'HEAVY_DUTY', []],
    ['Z11', null, 'HEAVY_DUTY', ['MASS_UNKNOWN']],
    ['Z71', null, 'LIGHT_DUTY', ['MASS_UNKNOWN']],
    ['K11', null, 'HEAVY_DUTY', []],
    ['K33', null, 'LIGHT_DUTY', ['MASS_UNKNOWN']],
    ['K33', 1_500, 'LIGHT_DUTY', []],
    ['B11', 40_000, 'OTHER', []],
    ['J11', 10_000, 'OTHER', []],
    ['H51', 4_000, 'OTHER', ['LOW_SPEED_VEHICLE']],
  ])('%s of %s kg is %s', (vehicleType, massKg, emissionClass, flags) => {
    expect(judgeStage({ ...truck, vehicleType, massKg })).toMatchObject({ emissionClass, flags });
  });
});

describe('stage and date', () => {
  it.each<readonly [stage: EmissionStage, on: string, massKg: number, fuel: string, conflict: boolean]>([
    ['G3', '2016-03-01', 25_000, 'B', true],
    ['G3', '2015-01-01', 25_000, 'B', true],
    ['G3', '2014-12-31', 25_000, 'B', false],
    ['G3', '2014-12-31', 3_000, 'B', false],
    ['G3', '2015-01-01', 3_000, 'B', true],
    ['G3', '2016-03-01', 3_000, 'A', true],
    ['G4', '2010-05-01', 25_000, 'B', false],
    ['G5', '2010-05-01', 25_000, 'B', false],
    ['G2', '2008-06-30', 25_000, 'B', false],
    ['G2', '2008-07-01', 25_000, 'B', true],
    ['G4', '2017-06-30', 25_000, 'B', false],
    ['G4', '2017-07-01', 25_000, 'B', true],
    ['G4', '2017-07-01', 3_000, 'B', false],
    ['G4', '2018-01-01', 3_000, 'B', true],
    ['G4', '2018-01-01', 3_000, 'A', false],
    ['G5', '2021-07-01', 25_000, 'B', true],
    ['G6A', '2023-06-30', 25_000, 'B', false],
    ['G6A', '2023-07-01', 25_000, 'B', true],
    ['G6_UNSPEC', '2024-01-01', 25_000, 'B', false],
    ['ZERO', '2024-01-01', 25_000, 'C', false],
    ['UNKNOWN', '2024-01-01', 25_000, 'B', false],
  ])(
    '%s registered %s, %d kg, fuel %s: conflict %s',
    (emissionStage, firstRegisteredOn, massKg, fuel, conflict) => {
      const { flags } = judgeStage({ ...truck, fuel, massKg, emissionStage, firstRegisteredOn });
      expect(flags.includes('STAGE_DATE_CONFLICT')).toBe(conflict);
    },
  );

  it('lets the disclosure list settle a doubtful date', () => {
    const evidence = [{ source: 'DISCLOSURE', stage: 'G3' }] as const;
    expect(judgeStage({ ...truck, firstRegisteredOn: '2016-03-01', evidence })).toMatchObject({
      stage: 'G3',
      stageSource: 'DISCLOSURE',
      g3List: true,
      flags: [],
    });
  });

  it('gives the lower bound of a day, earlier in Shanghai', () => {
    expect(minStageByDate('2000-01-01', 'HEAVY_DUTY')).toBe('G0');
    expect(minStageByDate('2010-05-01', 'HEAVY_DUTY')).toBe('G3');
    expect(minStageByDate('2010-05-01', 'HEAVY_DUTY', '310115')).toBe('G4');
    expect(minStageByDate('2018-01-01', 'HEAVY_DUTY', '310000')).toBe('G5');
    expect(minStageByDate('2010-05-01', 'LIGHT_DUTY', '310000')).toBe('G3');
    expect(minStageByDate('2010-05-01', 'OTHER')).toBe('UNKNOWN');
  });
});

describe('rank of evidence', () => {
  const judge = (emissionStage: EmissionStage, ...evidence: StageInput['evidence'][number][]) =>
    judgeStage({ ...truck, emissionStage, evidence });

  it('follows the better source and shows the conflict', () => {
    expect(judge('G3', { source: 'DISCLOSURE', stage: 'G4' })).toMatchObject({
      stage: 'G4',
      stageSource: 'DISCLOSURE',
      g3List: false,
      flags: ['STAGE_SOURCE_LOWER'],
    });
    expect(judge('G3', { source: 'DATE_INFERENCE', stage: 'G4' })).toMatchObject({
      stage: 'G3',
      stageSource: 'REGISTRATION',
      flags: ['STAGE_SOURCE_LOWER'],
    });
  });

  it('has no evidence in an UNKNOWN', () => {
    expect(judge('UNKNOWN')).toMatchObject({ stage: 'UNKNOWN', stageSource: null, g3List: null, flags: [] });
    expect(judge('G3', { source: 'DISCLOSURE', stage: 'UNKNOWN' })).toMatchObject({
      stage: 'G3',
      stageSource: 'REGISTRATION',
    });
  });

  it('infers by date only when told to', () => {
    expect(judge('UNKNOWN', { source: 'DATE_INFERENCE', stage: 'G3' })).toMatchObject({
      stage: 'G3',
      stageSource: 'DATE_INFERENCE',
      g3List: true,
    });
  });

  it('keeps the dirtier stage when equals disagree', () => {
    const result = judge(
      'G5',
      { source: 'TYPE_APPROVAL', stage: 'G4' },
      { source: 'TYPE_APPROVAL', stage: 'G3' },
    );
    expect(result).toMatchObject({ stage: 'G3', flags: ['STAGE_CONFLICT', 'STAGE_SOURCE_LOWER'] });
  });

  it('sees no conflict between 国六 with and without its letter', () => {
    expect(judge('G6_UNSPEC', { source: 'DISCLOSURE', stage: 'G6A' })).toMatchObject({
      stage: 'G6A',
      flags: [],
    });
    expect(judge('G6_UNSPEC', { source: 'REGISTRATION', stage: 'G6B' })).toMatchObject({
      stage: 'G6B',
      flags: [],
    });
  });
});

describe('properties', () => {
  const evidence = fc.array(
    fc.record({
      source: fc.constantFrom<StageSource>(...STAGE_SOURCES),
      stage: fc.constantFrom<EmissionStage>(...EMISSION_STAGES),
    }),
    { maxLength: 6 },
  );
  const input = fc.record({
    fuel: fc.constantFrom('A', 'B', 'O', '', 'BO'),
    vehicleType: fc.constantFrom('H11', 'H31', 'K11', 'B11', 'H51'),
    emissionStage: fc.constantFrom<EmissionStage>(...EMISSION_STAGES),
    firstRegisteredOn: fc.constantFrom('2004-01-01', '2014-12-31', '2016-03-01', '2024-01-01'),
    massKg: fc.constantFrom(null, 3_500, 3_600, 25_000),
    evidence,
  });

  it('does not depend on the order of the evidence', () => {
    const shuffled = input.chain((one) =>
      fc.tuple(
        fc.constant(one),
        fc.shuffledSubarray([...one.evidence], {
          minLength: one.evidence.length,
          maxLength: one.evidence.length,
        }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([one, order]) => {
        expect(judgeStage({ ...one, evidence: order })).toEqual(judgeStage(one));
      }),
      { seed: 20261123, numRuns: 500 },
    );
  });

  it('never lets a lower rank change the stage', () => {
    const extra = fc.constantFrom<EmissionStage>(...EMISSION_STAGES);
    fc.assert(
      fc.property(input, extra, (one, stage) => {
        const before = judgeStage(one);
        fc.pre(before.stageSource !== null && before.stageSource !== 'DATE_INFERENCE');
        const after = judgeStage({
          ...one,
          evidence: [...one.evidence, { source: 'DATE_INFERENCE', stage }],
        });
        expect(after).toMatchObject({
          stage: before.stage,
          stageSource: before.stageSource,
          g3List: before.g3List,
        });
      }),
      { seed: 20261123, numRuns: 300 },
    );
  });
});
