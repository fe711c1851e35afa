import { describe, expect, it } from '@jest/globals';
import { payloadRegistry } from '../../../src/apps/process/payloads.js';
import type {
  EmissionFact,
  EmissionFactKind,
  FieldChecked,
} from '../../../src/domain/emission/emission-facts.js';
import { InvalidPayloadError } from '../../../src/platform/facts/payloads.js';
import {
  flagDecided,
  flagged,
  reading,
  remoteSensed,
  REPORT,
  reported,
  scaled,
  smokeCaptured,
  smokeReviewed,
} from '../../support/emission-fact-builder.js';
import { factId } from '../../support/vehicle-fact-builder.js';

const AT = '2026-03-01T09:00:00+08:00';
const HASH = 'a'.repeat(64);
const [ITEM] = REPORT.items;

const FIELD: FieldChecked = {
  recordNo: 'LJ-1',
  place: 'ROADSIDE',
  location: '沪蓉高速公路',
  officers: ['P1', 'P2'],
  instrument: 'YQ-7',
  instrumentValidTo: '2027-01-01',
  method: 'FREE_ACCEL',
  items: REPORT.items,
  visibleSmoke: true,
  disposal: '责令维修',
  judgement: REPORT.judgement,
};

const judgement = {
  ...REPORT.judgement,
  items: [{ code: 'K100', value: scaled('0.62'), limit: scaled('1.2'), pass: true }],
  flags: ['ROUNDING_BOUNDARY'],
};
const obd = {
  communicates: true,
  milOn: false,
  dtc: ['P0420'],
  readinessIncomplete: 1,
  calIds: ['CAL1'],
  cvns: ['CVN1'],
  vin: null,
  kmSinceClear: 12,
};

/** One sound fact of each kind. */
const SOUND: { readonly [K in EmissionFactKind]: Pick<EmissionFact, 'kind' | 'payload'> } = {
  'inspection.reported': reported(1, { judgement, obd }),
  'inspection.remote-sensed': remoteSensed(2, AT, [reading('NO', '1500')], { imageSha256: [HASH] }),
  'inspection.smoke-captured': smokeCaptured(3, AT, 2),
  'inspection.smoke-reviewed': smokeReviewed(4, AT, 3, 'CONFIRMED'),
  'inspection.field-checked': { kind: 'inspection.field-checked', payload: FIELD },
  'inspection.flagged': flagged(5, AT, { evidence: [{ fact: factId(1), says: '同一曲线' }] }),
  'inspection.flag-decided': flagDecided(6, AT, 5, 'DISMISSED'),
};

/** What is wrong with a payload, by kind; each replaces members of the sound one. */
const UNSOUND: readonly [EmissionFactKind, string, object][] = [
  ['inspection.reported', 'an unknown member', { extra: 1 }],
  ['inspection.reported', 'a report number in small letters', { reportNo: 'abc-1234' }],
  ['inspection.reported', 'a method of nobody', { method: '4' }],
  ['inspection.reported', 'an odometer at zero', { odometerKm: 0 }],
  ['inspection.reported', 'a moment with an offset', { startedAt: AT }],
  ['inspection.reported', 'a fraction', { items: [{ ...ITEM, value: { value: 1.2, scale: 0 } }] }],
  ['inspection.reported', 'a unit of nobody', { items: [{ ...ITEM, unit: 'ppm' }] }],
  ['inspection.reported', 'an unknown member of an item', { items: [ITEM, { ...ITEM, extra: 1 }] }],
  ['inspection.reported', 'no item where one is', { items: [null] }],
  ['inspection.reported', 'a VIN of sixteen', { vin: 'LZZ5ELNB6CN12345' }],
  ['inspection.reported', 'a flag twice', { judgement: { ...judgement, flags: ['A_B', 'A_B'] } }],
  [
    'inspection.reported',
    'a judged item without a limit',
    { judgement: { ...judgement, items: [{ code: 'K100', value: scaled('1'), pass: true }] } },
  ],
  ['inspection.reported', 'a result that is none', { judgement: { ...judgement, result: 'MAYBE' } }],
  ['inspection.reported', 'air of a kind', { ambient: { temperatureC10: 1.5 } }],
  ['inspection.reported', 'a code that is no text', { obd: { ...obd, dtc: [1] } }],
  ['inspection.reported', 'a member of the diagnosis missing', { obd: { ...obd, milOn: undefined } }],
  [
    'inspection.remote-sensed',
    'a pollutant of nobody',
    { readings: [{ pollutant: 'CO', value: scaled('1') }] },
  ],
  ['inspection.remote-sensed', 'a confidence above all', { plateConfidencePct: 101 }],
  ['inspection.remote-sensed', 'a short hash', { imageSha256: ['ab'] }],
  ['inspection.remote-sensed', 'no plate', { plate: null }],
  ['inspection.smoke-captured', 'a sixth level', { ringelmann: 6 }],
  ['inspection.smoke-captured', 'a lane zero', { lane: 0 }],
  ['inspection.smoke-reviewed', 'no reviewer', { reviewer: '' }],
  ['inspection.smoke-reviewed', 'a decision to wait', { decision: 'PENDING' }],
  ['inspection.field-checked', 'a place of nobody', { place: 'AIR' }],
  ['inspection.field-checked', 'officers as one text', { officers: 'P1' }],
  ['inspection.field-checked', 'a day that is none', { instrumentValidTo: '2026-02-30' }],
  ['inspection.flagged', 'a rule of nobody', { rule: 'B1' }],
  ['inspection.flagged', 'evidence that says nothing', { evidence: [{ fact: null, says: '' }] }],
  ['inspection.flag-decided', 'a decision to wait', { decision: 'OPEN' }],
];

describe('the payloads of facts about emissions', () => {
  const payloads = payloadRegistry();

  it.each(Object.entries(SOUND))(
    'lets a sound %s through, and the next one like it',
    (_, { kind, payload }) => {
      const check = () => {
        payloads.check({ kind, version: 1, payload });
      };
      expect(check).not.toThrow();
      expect(check).not.toThrow();
    },
  );

  it.each(UNSOUND)('refuses %s with %s', (kind, _, wrong) => {
    const payload = { ...SOUND[kind].payload, ...wrong };
    expect(() => {
      payloads.check({ kind, version: 1, payload });
    }).toThrow(InvalidPayloadError);
  });

  it.each(Object.entries(SOUND))('refuses a %s without one of its members', (_, { kind, payload }) => {
    for (const name of Object.keys(payload)) {
      const without = Object.fromEntries(Object.entries(payload).filter(([key]) => key !== name));
      expect(() => {
        payloads.check({ kind, version: 1, payload: without });
      }).toThrow(InvalidPayloadError);
    }
  });
});
