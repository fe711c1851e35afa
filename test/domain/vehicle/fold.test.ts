import { describe, expect, it } from '@jest/globals';
import { foldVehicle } from '../../../src/domain/vehicle/fold.js';
import type { VehicleFact } from '../../../src/domain/vehicle/vehicle-facts.js';
import type { VehicleState } from '../../../src/domain/vehicle/vehicle-state.js';
import {
  SUBJECT,
  TRUCK,
  evidence,
  factId,
  plate,
  registered,
  replated,
  scrapped,
  transferred,
} from '../../support/vehicle-fact-builder.js';

const OWNER = { ownerKind: 'PERSON' as const, ownerUscc: null, useNature: null };

function fold(...facts: readonly VehicleFact[]): VehicleState {
  const state = foldVehicle(facts);
  if (state === null) throw new Error('no vehicle');
  return state;
}

const spans = (state: VehicleState): string[] =>
  state.plates.map((span) => `${span.number} ${span.from}..${span.to ?? ''}`);
const aside = (state: VehicleState): string[] =>
  state.setAside.map((item) => `${Number(item.factId.slice(-4))} ${item.code}`);

describe('fold of a vehicle', () => {
  it('knows no vehicle without a registration', () => {
    expect(foldVehicle([])).toBeNull();
    expect(foldVehicle([evidence(1, 'DISCLOSURE', 'G4')])).toBeNull();
  });

  it('takes the registration as it stands', () => {
    const { plate: registeredPlate, emissionStage, ...rest } = TRUCK;
    const state = fold(registered(1));
    expect(state).toMatchObject(rest);
    expect(state).toMatchObject({
      id: SUBJECT,
      stage: emissionStage,
      stageSource: 'REGISTRATION',
      isDiesel: 'YES',
      emissionClass: 'HEAVY_DUTY',
      g3List: true,
      site: '320000',
      registrationFact: factId(1),
      statusAt: '2026-01-01T02:00:00.000Z',
      recordedAt: '2026-01-01T03:00:00.000Z',
      scrappedOn: null,
      setAside: [],
    });
    expect(state.plate).toEqual({
      ...registeredPlate,
      from: '2010-03-01',
      to: null,
      factId: factId(1),
      site: '320000',
      occurredAt: '2026-01-01T02:00:00.000Z',
    });
    expect(state.plates).toEqual([state.plate]);
  });

  it('follows a correction of the registration', () => {
    const state = fold(registered(1), registered(2, { fuel: 'A' }, { supersedes: factId(1) }));
    expect(state).toMatchObject({ fuel: 'A', isDiesel: 'NO', registrationFact: factId(2), reasons: [] });
  });
});

describe('plates', () => {
  const newPlate = plate('浙B54321');
  it('gives dated spans and moves the division with the plate', () => {
    const state = fold(
      replated(2, { plate: newPlate, division: '330200', on: '2020-05-01' }),
      registered(1),
      replated(3, { plate: plate('沪C00001'), division: null, on: '2022-07-01' }),
    );
    expect(spans(state)).toEqual([
      '苏A12345 2010-03-01..2020-05-01',
      '浙B54321 2020-05-01..2022-07-01',
      '沪C00001 2022-07-01..',
    ]);
    expect(state.division).toBe('330200');
  });

  it('of two re-plates of one day the later in order holds on', () => {
    const day = '2020-05-01';
    const state = fold(
      registered(1),
      replated(3, { plate: newPlate, division: null, on: day }),
      replated(2, { plate: plate('浙B00000'), division: null, on: day }),
    );
    expect(spans(state)).toEqual([
      '苏A12345 2010-03-01..2020-05-01',
      '浙B00000 2020-05-01..2020-05-01',
      '浙B54321 2020-05-01..',
    ]);
  });

  it('shows a plate that was given up on the day of the first registration', () => {
    const state = fold(registered(1), replated(2, { plate: newPlate, division: null, on: '2010-03-01' }));
    expect(spans(state)).toEqual(['苏A12345 2010-03-01..2010-03-01', '浙B54321 2010-03-01..']);
  });

  it.each(['2010-02-28', '2025-01-01'])('sets aside a re-plate dated %s, outside the life', (on) => {
    const state = fold(
      registered(1),
      scrapped(2, { status: 'E', certificateNo: null, on: '2024-08-16' }),
      replated(3, { plate: newPlate, division: '330200', on }),
    );
    expect(spans(state)).toEqual(['苏A12345 2010-03-01..2024-08-16']);
    expect(state.division).toBe('320100');
    expect(aside(state)).toEqual(['3 TIME_ORDER']);
  });

  it('keeps the reason of a re-plated and transferred vehicle: the identity is the vehicle', () => {
    const before = fold(registered(1));
    const after = fold(
      registered(1),
      replated(2, { plate: newPlate, division: '330200', on: '2026-05-01' }),
      transferred(3, { ...OWNER, division: '330200', on: '2026-05-01' }),
    );
    expect(after.reasons).toEqual(before.reasons);
    expect(after).toMatchObject({ division: '330200', ownerKind: 'PERSON', ownerUscc: null, useNature: 'F' });
  });
});

describe('transfer and scrapping', () => {
  it('changes division, owner and use', () => {
    const state = fold(
      registered(1),
      transferred(2, { ...OWNER, useNature: 'L', division: '340100', on: '2021-01-01' }),
      transferred(3, {
        ownerKind: 'ORG',
        ownerUscc: '91310115MA1FAKE00Y',
        useNature: null,
        division: '310000',
        on: '2022-01-01',
      }),
    );
    expect(state).toMatchObject({ division: '310000', ownerUscc: '91310115MA1FAKE00Y', useNature: 'L' });
  });

  it('ends the life: status, plate, supervision; evidence still counts, the rest is set aside', () => {
    const state = fold(
      registered(1),
      scrapped(
        2,
        { status: 'M', certificateNo: 'C1', on: '2024-08-16' },
        { occurredAt: '2024-08-16T02:00:00.000Z' },
      ),
      scrapped(3, { status: 'E', certificateNo: 'C2', on: '2024-09-16' }),
      transferred(4, { ...OWNER, division: '340100', on: '2024-10-01' }),
      evidence(5, 'DISCLOSURE', 'G2'),
    );
    expect(state).toMatchObject({
      status: 'M',
      statusAt: '2024-08-16T02:00:00.000Z',
      scrappedOn: '2024-08-16',
      division: '320100',
      stage: 'G2',
      g3List: true,
      reasons: [],
      review: [],
    });
    expect(state.plate.to).toBe('2024-08-16');
    expect(aside(state)).toEqual(['3 TIME_ORDER', '4 TIME_ORDER']);
  });
});

describe('emission stage', () => {
  it.each([
    ['disclosure over registration', [evidence(2, 'DISCLOSURE', 'G4')], 'G4', 'DISCLOSURE', false],
    ['registration over date', [evidence(2, 'DATE_INFERENCE', 'G2')], 'G3', 'REGISTRATION', true],
    [
      'approval over registration, under disclosure',
      [evidence(2, 'TYPE_APPROVAL', 'G2'), evidence(3, 'DISCLOSURE', 'G5')],
      'G5',
      'DISCLOSURE',
      false,
    ],
    ['an unknown word says nothing', [evidence(2, 'DISCLOSURE', 'UNKNOWN')], 'G3', 'REGISTRATION', true],
  ] as const)('%s', (_name, more, stage, stageSource, g3List) => {
    const facts = [registered(1), ...more];
    expect(fold(...facts)).toMatchObject({ stage, stageSource, g3List });
    expect(fold(...facts.reverse())).toMatchObject({ stage, stageSource, g3List });
  });

  it('keeps and shows the evidence that lost', () => {
    const state = fold(
      registered(1),
      evidence(2, 'DISCLOSURE', 'G4', { occurredAt: '2026-02-01T16:00:00.000Z', site: '310000' }),
    );
    expect(state.stageEvidence.map((item) => `${item.source} ${item.stage} ${item.site}`)).toEqual([
      'DISCLOSURE G4 310000',
      'REGISTRATION G3 320000',
    ]);
    expect(state.flags).toContain('STAGE_SOURCE_LOWER');
    expect(state.review).toEqual([
      {
        code: 'STAGE_CONFLICT',
        since: '2026-02-02',
        facts: [factId(2), factId(1)],
        evidenceAt: '2026-02-01T16:00:00.000Z',
      },
    ]);
  });

  it('of one rank lets no contradiction take the vehicle off the list', () => {
    const state = fold(
      registered(1, { emissionStage: 'UNKNOWN' }),
      evidence(2, 'TYPE_APPROVAL', 'G3', { occurredAt: '2026-01-02T00:00:00.000Z' }),
      evidence(3, 'TYPE_APPROVAL', 'G4', { occurredAt: '2026-01-03T00:00:00.000Z' }),
    );
    expect(state).toMatchObject({ stage: 'G3', g3List: true });
    expect(state.flags).toContain('STAGE_CONFLICT');
    expect(state.review.map((item) => item.code)).toEqual(['STAGE_CONFLICT']);
  });

  it('sees no contradiction between 国六 and 国六b', () => {
    const state = fold(registered(1, { emissionStage: 'G6_UNSPEC' }), evidence(2, 'DISCLOSURE', 'G6B'));
    expect(state).toMatchObject({ stage: 'G6B', review: [] });
  });

  it('does not change by a retrofit', () => {
    const retrofit = { kind: 'DPF' as const, on: '2019-05-01', certificateNo: 'DPF-1' };
    expect(fold(registered(1, { retrofit }))).toMatchObject({ stage: 'G3', g3List: true, retrofit });
  });
});

describe('several registrations of one vehicle', () => {
  it('bases on the first that happened; the others give evidence', () => {
    const state = fold(
      registered(
        2,
        { emissionStage: 'G4', fuel: 'A' },
        { site: '330000', occurredAt: '2026-02-01T00:00:00.000Z' },
      ),
      registered(1),
    );
    expect(state).toMatchObject({ site: '320000', fuel: 'B', stage: 'G3' });
    expect(state.flags).toEqual(expect.arrayContaining(['MULTIPLE_REGISTRATIONS', 'STAGE_CONFLICT']));
    expect(aside(state)).toEqual(['2 MULTIPLE_REGISTRATIONS']);
    expect(state.stageEvidence).toHaveLength(2);
  });
});
