import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CLAUSES } from '../../../src/domain/vehicle/clauses.js';
import { foldVehicle } from '../../../src/domain/vehicle/fold.js';
import type { RegistrationFact } from '../../../src/domain/vehicle/life-events.js';
import type { ReasonRule } from '../../../src/domain/vehicle/reasons.js';
import { REASON_RULES, reasonFrom, supervisionReasons } from '../../../src/domain/vehicle/reasons.js';
import { decideStage } from '../../../src/domain/vehicle/stage-evidence.js';
import type { VehicleFact, VehicleRegistered } from '../../../src/domain/vehicle/vehicle-facts.js';
import { evidence, factId, registered, scrapped } from '../../support/vehicle-fact-builder.js';

const reasonsOf = (...facts: readonly VehicleFact[]) => foldVehicle(facts)?.reasons ?? [];
const reviewOf = (...facts: readonly VehicleFact[]) => foldVehicle(facts)?.review ?? [];
const day = (date: string): { occurredAt: string } => ({ occurredAt: `${date}T01:00:00.000Z` });

describe('国三 diesel truck', () => {
  it.each<[string, Partial<VehicleRegistered>, boolean]>([
    ['H11', { vehicleType: 'H11' }, true],
    ['Q11 tractor', { vehicleType: 'Q11' }, true],
    ['Z51 special vehicle', { vehicleType: 'Z51' }, true],
    ['K11 bus', { vehicleType: 'K11' }, false],
    ['B11 trailer', { vehicleType: 'B11', fuel: 'Y' }, false],
    ['H51 low-speed', { vehicleType: 'H51' }, false],
    ['diesel hybrid BO', { fuel: 'BO' }, true],
    ['gas conversion A1', { fuel: 'A1' }, false],
    ['国四', { emissionStage: 'G4' }, false],
    ['with a particle filter', { retrofit: { kind: 'DPF', on: '2019-05-01', certificateNo: 'D1' } }, true],
  ])('%s', (_name, given, listed) => {
    expect(reasonsOf(registered(1, given)).map((reason) => reason.code)).toEqual(
      listed ? ['G3_DIESEL_TRUCK'] : [],
    );
  });

  it('says since when, by which clause and on which facts', () => {
    const facts = [
      registered(1, { emissionStage: 'UNKNOWN' }, day('2026-01-10')),
      evidence(2, 'TYPE_APPROVAL', 'G3', { occurredAt: '2026-03-01T16:30:00.000Z' }),
      evidence(3, 'TYPE_APPROVAL', 'G3', day('2026-05-01')),
    ];
    expect(reasonsOf(...facts)).toEqual([
      {
        code: 'G3_DIESEL_TRUCK',
        since: '2026-03-02',
        clause: 'DELTA_PLAN_9_SHARED_LISTS',
        facts: [factId(1), factId(3)],
        evidenceAt: '2026-05-01T01:00:00.000Z',
      },
    ]);
  });

  it('counts from the last time that the facts made it true', () => {
    const facts = [
      registered(1, {}, day('2026-01-10')),
      evidence(2, 'TYPE_APPROVAL', 'G4', day('2026-02-10')),
      evidence(3, 'DISCLOSURE', 'G3', day('2026-03-10')),
    ];
    expect(reasonsOf(...facts.slice(0, 1))[0]?.since).toBe('2026-01-10');
    expect(reasonsOf(...facts.slice(0, 2))).toEqual([]);
    expect(reasonsOf(...facts)[0]?.since).toBe('2026-03-10');
  });

  it('does not begin before the registration that says what it is', () => {
    const facts = [registered(1, {}, day('2026-01-10')), evidence(2, 'DISCLOSURE', 'G3', day('2010-02-01'))];
    expect(reasonsOf(...facts)[0]).toMatchObject({
      since: '2026-01-10',
      evidenceAt: day('2026-01-10').occurredAt,
    });
  });

  it.each(['E', 'M', 'P'] as const)('ends with status %s, and the past still shows it', (status) => {
    const facts = [
      registered(1),
      scrapped(
        2,
        { status, certificateNo: null, on: '2026-06-01' },
        { recordedAt: '2026-06-01T08:00:00.000Z' },
      ),
    ];
    expect(reasonsOf(...facts)).toEqual([]);
    expect(foldVehicle(facts, '2026-05-31T00:00:00.000Z')?.reasons).toHaveLength(1);
  });
});

describe('review', () => {
  it.each<[string, Partial<VehicleRegistered>, string[]]>([
    ['a truck of fuel O waits, never silently out', { fuel: 'O' }, ['FUEL_UNKNOWN']],
    ['a truck without fuel waits', { fuel: '' }, ['FUEL_UNKNOWN']],
    ['a car of fuel O does not', { vehicleType: 'K33', fuel: 'O' }, []],
    ['a diesel truck without stage waits', { emissionStage: 'UNKNOWN' }, ['STAGE_UNKNOWN']],
    ['a petrol truck without stage does not', { emissionStage: 'UNKNOWN', fuel: 'A' }, []],
    [
      '国三 registered in 2016 contradicts its date',
      { firstRegisteredOn: '2016-03-01' },
      ['STAGE_DATE_CONFLICT'],
    ],
    ['国三 of 2014-12-31 does not', { firstRegisteredOn: '2014-12-31' }, []],
    ['国四 of 2010 was early', { emissionStage: 'G4', firstRegisteredOn: '2010-05-01' }, []],
    ['a scrapped vehicle asks nothing', { fuel: 'O', status: 'GE' }, []],
  ])('%s', (_name, given, codes) => {
    expect(reviewOf(registered(1, given)).map((item) => item.code)).toEqual(codes);
  });
});

describe('the rules are independent', () => {
  const registration = registered(1) as RegistrationFact;
  const view = { registration, status: 'A', stage: decideStage(registration, [registration]) };
  const codes = ['OVER_LIMIT_LISTED', 'FIRST_TEST_FAIL', 'OVERDUE_REPAIR'] as const;
  const planted: ReasonRule[] = codes.map(
    (code) => () =>
      reasonFrom(code, 'AIR_LAW_60', registration.occurredAt, [
        { factId: registration.id, occurredAt: registration.occurredAt },
      ]),
  );

  it('clearing one reason leaves the others', () => {
    const rules = [...REASON_RULES, ...planted];
    const all = supervisionReasons(view, rules);
    expect(all.map((reason) => reason.code)).toEqual(['G3_DIESEL_TRUCK', ...codes]);
    fc.assert(
      fc.property(fc.subarray(rules.map((_rule, index) => index)), (cleared) => {
        const left = rules.map((rule, index): ReasonRule => (cleared.includes(index) ? () => null : rule));
        expect(supervisionReasons(view, left)).toEqual(
          all.filter((_reason, index) => !cleared.includes(index)),
        );
      }),
      { seed: 20261123 },
    );
  });

  it('cites only clauses of the catalogue', () => {
    expect(supervisionReasons(view).every((reason) => reason.clause in CLAUSES)).toBe(true);
  });
});
