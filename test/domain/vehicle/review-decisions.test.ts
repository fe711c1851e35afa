import { describe, expect, it } from '@jest/globals';
import { decisionsOfRow, foldHeldRow, otherNewEnergyType } from '../../../src/domain/review/held-row.js';
import type { HeldRowFact } from '../../../src/domain/review/held-row.js';
import { foldVehicle } from '../../../src/domain/vehicle/fold.js';
import { checkDecision, factsToConsider } from '../../../src/domain/vehicle/review-check.js';
import { roadsideCardOf } from '../../../src/domain/vehicle/roadside-card.js';
import type { VehicleFact } from '../../../src/domain/vehicle/vehicle-facts.js';
import type { VehicleState } from '../../../src/domain/vehicle/vehicle-state.js';
import {
  decided,
  evidence,
  factId,
  registered,
  replated,
  surrendered,
  plate,
  SUBJECT,
} from '../../support/vehicle-fact-builder.js';

function folded(...facts: readonly VehicleFact[]): VehicleState {
  const state = foldVehicle(facts);
  if (state === null) throw new Error('no vehicle');
  return state;
}
const waiting = (state: VehicleState) => state.review.map(({ code }) => code);
const at = (day: string) => ({ occurredAt: `${day}T02:00:00.000Z`, recordedAt: `${day}T03:00:00.000Z` });

describe('a decision about the fuel', () => {
  const hybrid = registered(1, { fuel: 'O' });
  const isDiesel = decided(
    2,
    { item: 'FUEL_UNKNOWN', decision: 'FUEL_IS', value: 'B', considered: [factId(1)] },
    at('2026-02-01'),
  );

  it('makes the vehicle a member of the list since the day of the decision, and cites it', () => {
    const state = folded(hybrid, isDiesel);
    expect(state).toMatchObject({
      fuel: 'O',
      fuelDecided: { fuel: 'B', factId: factId(2) },
      isDiesel: 'YES',
      g3List: true,
    });
    expect(state.reasons).toMatchObject([
      { code: 'G3_DIESEL_TRUCK', since: '2026-02-01', facts: [factId(1), factId(2)] },
    ]);
    expect(state.flags).not.toContain('FUEL_UNKNOWN');
    expect(waiting(state)).toEqual([]);
  });

  it.each([
    ['another unknown fuel reopens it', { fuel: 'Z' }, 'UNKNOWN', ['FUEL_UNKNOWN']],
    ['a known fuel goes before it', { fuel: 'A' }, 'NO', []],
    ['a correction of something else leaves it', { fuel: 'O', engineNo: 'E-9' }, 'YES', []],
  ])('%s', (_name, given, answer, codes) => {
    const corrected = registered(3, given, { supersedes: factId(1), ...at('2026-03-01') });
    const state = folded(hybrid, isDiesel, corrected);
    expect(state.isDiesel).toBe(answer);
    expect(waiting(state)).toEqual(codes);
  });

  it('that leaves it unknown takes it from the queue, not from the roadside', () => {
    const left = decided(2, { item: 'FUEL_UNKNOWN', decision: 'LEAVE_UNKNOWN', considered: [factId(1)] });
    const state = folded(hybrid, left);
    expect(waiting(state)).toEqual([]);
    expect(state.leftUnknown.map(({ code }) => code)).toEqual(['FUEL_UNKNOWN']);
    expect(roadsideCardOf(state).review.map(({ code }) => code)).toEqual(['FUEL_UNKNOWN']);
  });

  it('of a site that did not register the vehicle is set aside', () => {
    const foreign = { ...isDiesel, site: '330000' as const };
    const state = folded(hybrid, foreign);
    expect(state.isDiesel).toBe('UNKNOWN');
    expect(state.setAside).toEqual([{ factId: factId(2), code: 'NOT_AUTHOR' }]);
  });
});

describe('a decision about the stage', () => {
  const facts = [registered(1, { emissionStage: 'G4' }), evidence(2, 'TYPE_APPROVAL', 'G3')];
  const isG4 = decided(
    3,
    { decision: 'STAGE_IS', value: 'G4', considered: [factId(1), factId(2)] },
    at('2026-02-01'),
  );

  it('stands beside the evidence, under the rank of what agrees with it', () => {
    const state = folded(...facts, isG4);
    expect(state).toMatchObject({
      stage: 'G4',
      stageSource: 'REGISTRATION',
      stageDecidedBy: factId(3),
      g3List: false,
    });
    expect(state.stageEvidence).toHaveLength(2);
    expect(waiting(state)).toEqual([]);
  });

  it.each([
    ['a better source that says otherwise: the dirtier stands', 'DISCLOSURE', 'G3', 'G3', ['STAGE_CONFLICT']],
    [
      'an equal source that says otherwise: the dirtier stands',
      'TYPE_APPROVAL',
      'G5',
      'G3',
      ['STAGE_CONFLICT'],
    ],
    [
      'a lower source that says otherwise: the decision stands',
      'DATE_INFERENCE',
      'G2',
      'G4',
      ['STAGE_CONFLICT'],
    ],
    ['a better source that agrees', 'DISCLOSURE', 'G4', 'G4', []],
  ] as const)('is reopened, or not, by %s', (_name, source, stage, stands, codes) => {
    const state = folded(...facts, isG4, evidence(4, source, stage, at('2026-03-01')));
    expect(state.stage).toBe(stands);
    expect(waiting(state)).toEqual(codes);
  });

  it('gives the word back to the rules when they are kept', () => {
    const seen = [1, 2, 3].map(factId);
    const state = folded(...facts, isG4, decided(4, { considered: seen }, at('2026-03-01')));
    expect(state).toMatchObject({ stage: 'G3', stageSource: 'TYPE_APPROVAL', stageDecidedBy: null });
    expect(waiting(state)).toEqual([]);
  });

  it('can only name what was said, and only with grounds', () => {
    const state = folded(...facts);
    const considered = factsToConsider('STAGE_CONFLICT', facts, state);
    expect(considered).toEqual([factId(1), factId(2)]);
    const said = { item: 'STAGE_CONFLICT', decision: 'STAGE_IS', value: 'G5', basis: '-' } as const;
    const checked = checkDecision(state, said, considered);
    expect(checked).toMatchObject({
      ok: false,
      error: [{ code: 'DECISION_VALUE' }, { code: 'SENTINEL_VALUE' }],
    });
    expect(checkDecision(state, { ...said, value: 'G3', basis: ' 随车清单 7 ' }, considered)).toMatchObject({
      ok: true,
      value: { value: 'G3', basis: '随车清单 7', considered },
    });
  });
});

describe('several registrations of one vehicle', () => {
  const both = [registered(1), registered(2, {}, { site: '330000', ...at('2026-02-01') })];
  it('are no doubt any more once a person has seen all of them', () => {
    expect(folded(...both).flags).toContain('MULTIPLE_REGISTRATIONS');
    const kept = decided(3, { item: 'MULTIPLE_REGISTRATIONS', considered: [factId(1), factId(2)] });
    expect(folded(...both, kept).flags).not.toContain('MULTIPLE_REGISTRATIONS');
    const third = registered(4, {}, { site: '340000', ...at('2026-03-01') });
    expect(folded(...both, kept, third).flags).toContain('MULTIPLE_REGISTRATIONS');
  });
});

describe('a plate that is given up', () => {
  it('is held until that day, and another one may follow', () => {
    expect(folded(registered(1), surrendered(2, {})).plate).toMatchObject({
      number: '苏A12345',
      to: '2020-05-01',
    });
    const next = replated(3, { plate: plate('苏A77777'), division: null, on: '2021-01-01' });
    expect(folded(registered(1), surrendered(2, {}), next).plates).toMatchObject([
      { number: '苏A12345', to: '2020-05-01' },
      { number: '苏A77777', from: '2021-01-01', to: null },
    ]);
  });

  it('must be the one that is held on that day', () => {
    const other = folded(registered(1), surrendered(2, { number: '苏A99999' }));
    expect(other.plate.to).toBeNull();
    expect(other.setAside).toEqual([{ factId: factId(2), code: 'PLATE_NOT_HELD' }]);
  });
});

describe('a held row', () => {
  const fact = (n: number, decision: 'REJECT' | 'ACCEPT_SWAPPED', day: string): HeldRowFact => ({
    id: factId(n),
    site: '320000',
    kind: 'held-row.decided',
    version: 1,
    subjectType: 'held-row',
    subject: SUBJECT,
    ...at(day),
    payload: { decision, codes: ['PLATE_TYPE_SWAPPED'], basis: 'photo', vehicles: [], decidedBy: factId(9) },
    supersedes: null,
  });

  it('is decided by the first decision, in whatever order they are told', () => {
    const [first, second] = [fact(1, 'REJECT', '2026-01-01'), fact(2, 'ACCEPT_SWAPPED', '2026-01-02')];
    expect(foldHeldRow([second, first])).toEqual(foldHeldRow([first, second]));
    expect(foldHeldRow([second, first])).toMatchObject({ state: 'REJECTED', factId: factId(1) });
    expect(foldHeldRow([])).toBeNull();
  });

  it('allows what its codes allow', () => {
    expect(decisionsOfRow(['ROW_DOUBTFUL'])).toEqual(['REGISTER_AS_CORRECTED', 'REJECT']);
    expect(decisionsOfRow(['VIN_DUPLICATE', 'PLATE_DUPLICATE']).slice(0, 2)).toEqual([
      'UPDATE_EXISTING',
      'TRANSFER_PLATE',
    ]);
    expect(['51', '52', '02'].map(otherNewEnergyType)).toEqual(['52', '51', null]);
  });
});
