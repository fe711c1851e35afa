import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evaluateZone } from '../../../src/domain/zone/evaluate.js';
import { readRule } from '../../../src/domain/zone/read-rule.js';
import { readZonePlace, readZoneVehicle } from '../../../src/domain/zone/read-question.js';
import { EMISSION_STAGES } from '../../../src/domain/vehicle/vehicle-facts.js';
import { REFERENCE_RULES } from '../../../seeds/reference/zone-rules.js';

const SEED = { seed: 20261123 };
const STAGES = EMISSION_STAGES.filter((stage) => stage !== 'UNKNOWN');

function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: object }): T {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.error));
}

const vehicles = fc.record({
  stage: fc.constantFrom(...EMISSION_STAGES),
  fuel: fc.constantFrom('', 'A', 'B', 'BO', 'O', 'C', 'E'),
  vehicleType: fc.constantFrom('H11', 'H31', 'Q11', 'Z51', 'K11', 'B11', null),
  plateNumber: fc.constantFrom('沪A12345', '苏A12345', '鲁A12345', '沪A1234警', null),
});
const places = fc.record({
  inside: fc.constantFrom(true, false, null),
  road: fc.constantFrom('S20', 'G1503', 'G1503 外环隧道–五洲大道', '人民路', null),
  roadClass: fc.constantFrom('EXPRESSWAY', 'NATIONAL', 'VILLAGE', 'URBAN', null),
  division: fc.constantFrom('310115', '320623', '320600', '340800', null),
});
const moments = fc
  .integer({ min: Date.parse('2019-01-01'), max: Date.parse('2030-01-01') })
  .map((ms) => new Date(ms).toISOString());
const rules = fc
  .record({
    base: fc.constantFrom(...REFERENCE_RULES.map(({ rule }) => rule)),
    stageMax: fc.constantFrom(...STAGES),
    exemptions: fc.constantFrom([], ['NEW_ENERGY'], [{ kind: 'VEHICLE_TYPE', values: ['Q'] }]),
    appliesToOutOfProvince: fc.boolean(),
  })
  .map(({ base, ...more }) => valueOf(readRule({ ...base, ...more })));

const ask = (rule: Parameters<typeof evaluateZone>[0], vehicle: object, at: string, place: object) =>
  evaluateZone(rule, {
    vehicle: valueOf(readZoneVehicle(vehicle)),
    at,
    place: valueOf(readZonePlace(place)),
    activations: [],
  });

describe('the verdict of a restriction', () => {
  it('never gets milder for a dirtier vehicle', () => {
    const weight = (restricted: boolean | null): number =>
      restricted === true ? 2 : restricted === null ? 1 : 0;
    fc.assert(
      fc.property(rules, vehicles, moments, places, (rule, vehicle, at, place) => {
        const weights = STAGES.filter((stage) => stage !== 'ZERO' && stage !== 'G6_UNSPEC').map((stage) =>
          weight(ask(rule, { ...vehicle, stage }, at, place).restricted),
        );
        expect([...weights].sort((a, b) => b - a)).toEqual(weights);
      }),
      { ...SEED, numRuns: 400 },
    );
  });

  it('never becomes another definite answer when an unknown is filled in', () => {
    fc.assert(
      fc.property(rules, vehicles, moments, places, (rule, vehicle, at, place) => {
        const before = ask(rule, { ...vehicle, stage: null, fuel: null }, at, place);
        const after = ask(rule, vehicle, at, place);
        expect([null, after.restricted]).toContain(before.restricted);
      }),
      { ...SEED, numRuns: 400 },
    );
  });

  it('says what is missing exactly when it cannot tell', () => {
    fc.assert(
      fc.property(rules, vehicles, moments, places, (rule, vehicle, at, place) => {
        const { restricted, missing, nextStep } = ask(rule, vehicle, at, place);
        expect([missing.length > 0, nextStep !== null]).toEqual([restricted === null, restricted === null]);
      }),
      { ...SEED, numRuns: 400 },
    );
  });
});
