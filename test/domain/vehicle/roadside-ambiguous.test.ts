import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldVehicle } from '../../../src/domain/vehicle/fold.js';
import { roadsideCardOf } from '../../../src/domain/vehicle/roadside-card.js';
import type { VehicleRegistered } from '../../../src/domain/vehicle/vehicle-facts.js';
import { CLEAN, NUMBER, ask, card, codes, other, vehicle } from '../../support/roadside-question.js';
import { arrivalsOf, vehicleFacts } from '../../support/vehicle-fact-arbitraries.js';
import { factId, plate, registered, replated, scrapped } from '../../support/vehicle-fact-builder.js';

describe('colour', () => {
  it.each([
    ['YELLOW', 'PASS'],
    ['BLUE', 'CHECK'],
    ['UNKNOWN', 'PASS'],
    ['OTHER', 'PASS'],
  ] as const)('a yellow plate seen as %s: %s', (plateColor, verdict) => {
    const assessment = ask([vehicle()], { plateColor });
    expect(assessment.verdict).toBe(verdict);
    expect(codes(assessment)).toEqual(verdict === 'CHECK' ? ['PLATE_COLOR_MISMATCH'] : []);
  });

  it.each(['UNKNOWN', 'OTHER'] as const)('a recorded %s contradicts nothing', (color) => {
    const unsure = vehicle({ ...CLEAN, plate: plate(NUMBER, '01', color) });
    expect(ask([unsure], { plateColor: 'BLUE' }).verdict).toBe('PASS');
  });

  it('the colour of the type is right even where a feed wrote another green', () => {
    const lorry = vehicle({ ...CLEAN, plate: plate('苏A12345D', '51', 'GREEN_GRADIENT') });
    const query = { plateNumber: '苏A12345D', plateType: '51', plateColor: 'YELLOW_GREEN' } as const;
    expect(ask([lorry], query).verdict).toBe('PASS');
  });
});

describe('a number that two plates share', () => {
  const yellow = vehicle({});
  const blue = other(1, { plate: plate(NUMBER, '02', 'BLUE') });

  it('the type tells them apart: what stands against one never hits the other', () => {
    expect(ask([yellow, blue], { plateType: '01' })).toMatchObject({ verdict: 'CHECK', ambiguous: false });
    expect(ask([yellow, blue], { plateType: '02' })).toMatchObject({
      verdict: 'PASS',
      vehicles: [{ vehicleId: blue.id }],
    });
  });

  it('so does the colour', () => {
    const query = { plateType: null, plateColor: 'BLUE' } as const;
    expect(ask([yellow, blue], query)).toMatchObject({ verdict: 'PASS', vehicles: [{ vehicleId: blue.id }] });
  });

  it('by its type where the record has no colour', () => {
    const unsure = other(2, { plate: plate(NUMBER, '02', 'UNKNOWN') });
    const query = { plateType: null, plateColor: 'YELLOW' } as const;
    expect(ask([yellow, unsure], query)).toMatchObject({
      verdict: 'CHECK',
      vehicles: [{ vehicleId: yellow.id }],
    });
  });

  it('a colour that neither has leaves both, each contradicted', () => {
    const assessment = ask([yellow, blue], { plateType: null, plateColor: 'BLACK' });
    expect(assessment).toMatchObject({ verdict: 'CHECK', ambiguous: true });
    expect(codes(assessment).filter((code) => code === 'PLATE_COLOR_MISMATCH')).toHaveLength(2);
  });

  it('without either both come back and it is never a guess', () => {
    const assessment = ask([yellow, blue], { plateType: null });
    expect(assessment).toMatchObject({ verdict: 'UNKNOWN', ambiguous: true });
    expect(assessment.vehicles.map((one) => one.vehicleId)).toEqual([yellow.id, blue.id]);
    expect(assessment.reasons.map((reason) => [reason.code, reason.vehicleId])).toEqual([
      ['TWO_VEHICLES_SHARE_NUMBER', null],
      ['G3_DIESEL_TRUCK', yellow.id],
    ]);
  });

  it.each<[string, Partial<VehicleRegistered>, Partial<VehicleRegistered>, string]>([
    ['both clean', {}, {}, 'UNKNOWN'],
    ['both to be stopped', { status: 'C' }, { status: 'E' }, 'STOP'],
    ['one to be stopped, one to be checked', { status: 'C' }, { status: 'Q' }, 'CHECK'],
    ['one to be stopped, one clean', { status: 'C' }, {}, 'UNKNOWN'],
  ])('%s: what holds whichever it is', (_name, first, second, verdict) => {
    const cards = [other(1, first), other(2, { ...second, plate: plate(NUMBER, '02', 'BLUE') })];
    expect(ask(cards, { plateType: null })).toMatchObject({ verdict, ambiguous: true });
    expect(ask(cards.reverse(), { plateType: null })).toMatchObject({ verdict, ambiguous: true });
  });

  it('a scrapped vehicle on its last plate is still a possible one, a plate given up is not', () => {
    const gone = card([
      registered(1, { ...CLEAN, plate: plate(NUMBER, '02', 'BLUE') }, { subject: factId(1003) }),
      scrapped(2, { status: 'E', certificateNo: null, on: '2024-01-01' }),
    ]);
    expect(ask([yellow, gone], { plateType: null })).toMatchObject({ verdict: 'CHECK', ambiguous: true });
    const moved = card([
      registered(1, { ...CLEAN, plate: plate(NUMBER, '02', 'BLUE') }, { subject: factId(1004) }),
      replated(2, { plate: plate('浙B54321', '02', 'BLUE'), division: null, on: '2024-01-01' }),
    ]);
    expect(ask([yellow, moved], { plateType: null })).toMatchObject({ ambiguous: false });
  });

  it('one plate held by two records may be a clone', () => {
    const assessment = ask([other(1, {}), other(2, { firstRegisteredOn: '2020-02-02' })]);
    expect(assessment).toMatchObject({ verdict: 'CHECK', ambiguous: true });
    expect(assessment.reasons).toMatchObject([
      { code: 'PLATE_HELD_TWICE', since: '2020-02-02', vehicleId: factId(1001) },
      { code: 'PLATE_HELD_TWICE', since: '2020-02-02', vehicleId: factId(1002) },
    ]);
  });

  it('the same vehicle handed in twice is one', () => {
    expect(ask([yellow, yellow])).toMatchObject({ ambiguous: false, vehicles: [{ vehicleId: yellow.id }] });
  });
});

describe('properties', () => {
  const at = '2026-11-23T04:00:00.000Z';
  const arrivals = vehicleFacts.chain((facts) => fc.tuple(fc.constant(facts), arrivalsOf(facts)));

  it('PASS means one known vehicle on its present plate with no reason; nothing else passes', () => {
    fc.assert(
      fc.property(
        fc.array(vehicleFacts, { maxLength: 3 }),
        fc.constantFrom('01', '02', null),
        (fleets, plateType) => {
          const cards = fleets.flatMap((facts, index) => {
            const state = foldVehicle(facts.map((fact) => ({ ...fact, subject: factId(2000 + index) })));
            return state === null ? [] : [roadsideCardOf(state)];
          });
          const assessment = ask(cards, { plateType, at });
          const passes =
            assessment.vehicles.length === 1 &&
            assessment.vehicles[0]?.match === 'CURRENT' &&
            assessment.reasons.length === 0;
          expect(assessment.verdict === 'PASS').toBe(passes);
          expect(assessment.ambiguous).toBe(assessment.vehicles.length > 1);
          // The order of the cards decides nothing.
          const reversed = ask([...cards].reverse(), { plateType, at });
          expect(reversed.verdict).toBe(assessment.verdict);
          expect(new Set(reversed.vehicles)).toEqual(new Set(assessment.vehicles));
        },
      ),
      { seed: 20261123, numRuns: 500 },
    );
  });

  it('sites that hold the same facts answer alike', () => {
    fc.assert(
      fc.property(arrivals, ([facts, arrived]) => {
        const [here, there] = [foldVehicle(facts), foldVehicle(arrived)];
        fc.pre(here !== null && there !== null);
        expect(ask([roadsideCardOf(there)], { at })).toEqual(ask([roadsideCardOf(here)], { at }));
      }),
      { seed: 20261123 },
    );
  });
});
