import { describe, expect, it } from '@jest/globals';
import type { SiteCode } from '../../../src/domain/sync/fact.js';
import type { SourceStatus } from '../../../src/domain/vehicle/roadside.js';
import type { VehicleFact, VehicleRegistered } from '../../../src/domain/vehicle/vehicle-facts.js';
import { CLEAN, ask, card, codes, other, vehicle } from '../../support/roadside-question.js';
import {
  SUBJECT,
  evidence,
  plate,
  registered,
  replated,
  scrapped,
} from '../../support/vehicle-fact-builder.js';

describe('one vehicle', () => {
  it.each<[string, Partial<VehicleRegistered>, string, string[]]>([
    ['nothing against it', {}, 'PASS', []],
    [
      '国三 diesel truck',
      { emissionStage: 'G3', firstRegisteredOn: '2010-03-01' },
      'CHECK',
      ['G3_DIESEL_TRUCK'],
    ],
    ['cancelled', { status: 'E' }, 'STOP', ['SCRAPPED_ON_ROAD']],
    ['compulsorily cancelled', { status: 'GM' }, 'STOP', ['SCRAPPED_ON_ROAD']],
    ['plates declared void', { status: 'P' }, 'STOP', ['SCRAPPED_ON_ROAD']],
    ['stolen', { status: 'C' }, 'STOP', ['STATUS_STOLEN']],
    ['inspection overdue, with a violation open', { status: 'GQ' }, 'CHECK', ['INSPECTION_OVERDUE']],
    ['a violation open', { status: 'G' }, 'PASS', []],
    ['suspect and fled', { status: 'JN' }, 'CHECK', ['STATUS_WANTED']],
    ['sealed', { status: 'K' }, 'CHECK', ['STATUS_SEIZED']],
    ['laid up', { status: 'D' }, 'CHECK', ['STATUS_SUSPENDED']],
    ['moved out', { status: 'B' }, 'UNKNOWN', ['STATUS_MOVED_OUT']],
    ['fuel O', { fuel: 'O' }, 'UNKNOWN', ['FUEL_UNKNOWN']],
    ['stage unknown', { emissionStage: 'UNKNOWN' }, 'UNKNOWN', ['STAGE_UNKNOWN']],
    [
      '国三 that contradicts its date',
      { emissionStage: 'G3', firstRegisteredOn: '2016-03-01' },
      'CHECK',
      ['G3_DIESEL_TRUCK', 'STAGE_DATE_CONFLICT'],
    ],
    [
      'stolen and overdue: the gravest first',
      { status: 'QC' },
      'STOP',
      ['STATUS_STOLEN', 'INSPECTION_OVERDUE'],
    ],
  ])('%s', (_name, given, verdict, expected) => {
    const assessment = ask([vehicle({ ...CLEAN, ...given })]);
    expect({ verdict: assessment.verdict, codes: codes(assessment) }).toEqual({ verdict, codes: expected });
    expect(assessment).toMatchObject({ ambiguous: false, vehicles: [{ vehicleId: SUBJECT }] });
  });

  it('gives each reason its clause, date, evidence and next step', () => {
    const truck = vehicle({}, { occurredAt: '2026-11-20T16:00:00.000Z' });
    expect(ask([truck]).reasons).toEqual([
      {
        code: 'G3_DIESEL_TRUCK',
        verdict: 'CHECK',
        clause: 'DELTA_PLAN_9_SHARED_LISTS',
        since: '2026-11-21',
        evidenceAt: '2026-11-20T16:00:00.000Z',
        evidenceAgeDays: 2,
        nextStep: 'ROADSIDE_EMISSION_TEST',
        vehicleId: truck.id,
        site: null,
      },
    ]);
  });

  it.each([
    ['2026-11-22T15:59:59.999Z', '2026-11-22T16:00:00.000Z', 1],
    ['2026-11-22T16:00:00.000Z', '2026-11-23T15:59:59.999Z', 0],
    ['2024-02-28T04:00:00.000Z', '2024-03-01T04:00:00.000Z', 2],
  ])('evidence of %s is at %s %i civil days old', (occurredAt, at, age) => {
    expect(ask([vehicle({ status: 'Q' }, { occurredAt })], { at }).reasons[0]?.evidenceAgeDays).toBe(age);
  });

  it('has no age for evidence younger than the question', () => {
    const late = vehicle({ ...CLEAN, status: 'C' }, { occurredAt: '2026-12-24T00:00:00.000Z' });
    expect(ask([late]).reasons[0]).toMatchObject({ code: 'STATUS_STOLEN', evidenceAgeDays: null });
  });

  it.each<[string, VehicleFact[], string, string[]]>([
    ['ranks disagree: settled', [evidence(2, 'DISCLOSURE', 'G4')], 'PASS', []],
    [
      'one rank disagrees: open',
      [evidence(2, 'DISCLOSURE', 'G4'), evidence(3, 'DISCLOSURE', 'G5')],
      'UNKNOWN',
      ['STAGE_CONFLICT'],
    ],
  ])('%s', (_name, more, verdict, expected) => {
    const assessment = ask([card([registered(1, CLEAN), ...more])]);
    expect({ verdict: assessment.verdict, codes: codes(assessment) }).toEqual({ verdict, codes: expected });
  });
});

describe('scrapped, re-plated, and questions about the past', () => {
  const scrappedTruck = card([
    registered(1),
    scrapped(
      2,
      { status: 'E', certificateNo: null, on: '2024-08-16' },
      { occurredAt: '2024-08-15T17:00:00.000Z' },
    ),
  ]);
  const replatedTruck = card([
    registered(1),
    replated(
      2,
      { plate: plate('浙B54321'), division: '330200', on: '2026-05-01' },
      { occurredAt: '2026-05-01T01:00:00.000Z' },
    ),
  ]);

  it('stops a scrapped vehicle on its last plate', () => {
    expect(ask([scrappedTruck])).toMatchObject({
      verdict: 'STOP',
      vehicles: [{ match: 'LAST' }],
      reasons: [{ code: 'SCRAPPED_ON_ROAD', since: '2024-08-16', evidenceAt: '2024-08-15T17:00:00.000Z' }],
    });
  });

  it('before its scrapping says that the record has changed, never PASS', () => {
    const assessment = ask([scrappedTruck], { at: '2024-08-15T15:59:59.999Z' });
    expect(assessment).toMatchObject({ verdict: 'UNKNOWN', vehicles: [{ match: 'CURRENT' }] });
    expect(codes(assessment)).toEqual(['RECORD_CHANGED_SINCE']);
  });

  it('follows a re-plated vehicle by its identity', () => {
    expect(codes(ask([replatedTruck], { plateNumber: '浙B54321' }))).toEqual(['G3_DIESEL_TRUCK']);
    const byOldPlate = ask([replatedTruck]);
    expect(byOldPlate).toMatchObject({ verdict: 'CHECK', vehicles: [{ match: 'FORMER' }] });
    expect(byOldPlate.reasons[0]).toMatchObject({
      code: 'PLATE_NOT_CURRENT',
      since: '2026-05-01',
      evidenceAt: '2026-05-01T01:00:00.000Z',
    });
    expect(codes(byOldPlate)).toEqual(['PLATE_NOT_CURRENT', 'G3_DIESEL_TRUCK']);
  });

  it('knows the plate of the day', () => {
    const before = { at: '2026-04-30T15:59:59.999Z' };
    expect(ask([replatedTruck], before).vehicles).toMatchObject([{ match: 'CURRENT' }]);
    const onTheDay = { at: '2026-04-30T16:00:00.000Z' };
    expect(ask([replatedTruck], onTheDay).vehicles).toMatchObject([{ match: 'FORMER' }]);
    expect(ask([replatedTruck], { ...before, plateNumber: '浙B54321' })).toMatchObject({
      vehicles: [{ match: 'FUTURE' }],
    });
    expect(codes(ask([replatedTruck], { ...before, plateNumber: '浙B54321' }))).toContain(
      'PLATE_NOT_YET_HELD',
    );
  });

  it('does not count a reason before its day', () => {
    expect(ask([replatedTruck], { at: '2025-12-31T15:59:59.999Z' }).verdict).toBe('PASS');
  });

  it('does not count an open review before its day', () => {
    const unread = vehicle({ ...CLEAN, fuel: 'O' });
    expect(ask([unread], { at: '2025-12-31T15:59:59.999Z' }).verdict).toBe('PASS');
  });

  it('of those that gave a plate up names the last', () => {
    const earlier = card([
      registered(1, CLEAN, { subject: '0190a000-0000-7000-8000-00000000dcba' }),
      replated(2, { plate: plate('浙B99999'), division: null, on: '2019-05-01' }),
    ]);
    const expected = [{ vehicleId: replatedTruck.id, match: 'FORMER' }];
    expect(ask([earlier, replatedTruck]).vehicles).toEqual(expected);
    expect(ask([replatedTruck, earlier]).vehicles).toEqual(expected);
  });

  it('gives a re-used plate to its present holder', () => {
    const heir = other(1, {});
    expect(ask([scrappedTruck, heir])).toMatchObject({ verdict: 'PASS', vehicles: [{ vehicleId: heir.id }] });
    expect(ask([replatedTruck, heir])).toMatchObject({ verdict: 'PASS', vehicles: [{ vehicleId: heir.id }] });
  });
});

describe('nothing found', () => {
  const source = (site: SiteCode, status: SourceStatus['status']): SourceStatus => ({
    site,
    status,
    asOf: '2026-11-20T00:00:00.000Z',
  });

  it('is UNKNOWN, and names each silent province', () => {
    const assessment = ask([], {}, [
      source('310000', 'NO_RECORD'),
      source('330000', 'SILENT'),
      { ...source('340000', 'SILENT'), asOf: null },
    ]);
    expect(assessment).toMatchObject({ verdict: 'UNKNOWN', ambiguous: false, vehicles: [] });
    expect(assessment.reasons).toMatchObject([
      { code: 'NO_RECORD', site: null },
      { code: 'SOURCE_SILENT', site: '330000', evidenceAt: '2026-11-20T00:00:00.000Z', evidenceAgeDays: 3 },
      { code: 'SOURCE_SILENT', site: '340000', evidenceAt: null, evidenceAgeDays: null },
    ]);
  });

  it('mentions that the number exists with another type, and nothing about that vehicle', () => {
    const assessment = ask([vehicle({})], { plateType: '02' });
    expect(assessment).toMatchObject({ verdict: 'UNKNOWN', vehicles: [] });
    expect(codes(assessment)).toEqual(['PLATE_UNDER_OTHER_TYPE', 'NO_RECORD']);
  });
});
