import { beforeAll, describe, expect, it } from '@jest/globals';
import { demoFacts, expectRefusal } from '../../seeds/demo/demo-facts.js';
import { DEMO_DAY } from '../../seeds/demo/demo-vehicle.js';
import type { DemoVehicle } from '../../seeds/demo/demo-vehicle.js';
import { FLAGS } from '../../seeds/demo/flagged.js';
import { DEMO_SEED, demoVehicles } from '../../seeds/demo/generator.js';
import { REFUSALS } from '../../seeds/demo/refused.js';
import { CITIES, cityOf } from '../../src/domain/shared/division.js';
import { canonicalFact } from '../../src/domain/sync/canonical.js';
import { foldVehicle } from '../../src/domain/vehicle/fold.js';
import type { VehicleFact } from '../../src/domain/vehicle/vehicle-facts.js';
import { checkVehicleInput } from '../../src/domain/vehicle/vehicle-input.js';

const COUNT = 8_000;
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const labelled = (vehicles: readonly DemoVehicle[], label: DemoVehicle['label']): DemoVehicle[] =>
  vehicles.filter((vehicle) => vehicle.label === label);

/** What the rules say of the registration alone: warnings and items for review, each once. */
function findingsOf(vehicle: DemoVehicle): readonly string[] {
  const [registered] = demoFacts(vehicle, DEMO_SEED);
  if (registered?.kind !== 'vehicle.registered') return ['not registered first'];
  const review = foldVehicle([registered])?.review ?? [];
  return [...new Set([...registered.payload.warnings, ...review.map(({ code }) => code)])].sort();
}

describe('the demonstration delta', () => {
  let all: readonly DemoVehicle[] = [];
  let registrable: readonly DemoVehicle[] = [];
  let facts: readonly VehicleFact[] = [];

  beforeAll(() => {
    all = [...demoVehicles(COUNT)];
    registrable = all.filter(({ label }) => label !== 'REFUSED');
    facts = registrable.flatMap((vehicle) => demoFacts(vehicle, DEMO_SEED));
  });

  it('should be the same for the same seed and another for another', () => {
    expect(JSON.stringify([...demoVehicles(300)])).toBe(JSON.stringify([...demoVehicles(300)]));
    expect(JSON.stringify([...demoVehicles(300, 1)])).not.toBe(JSON.stringify([...demoVehicles(300)]));
  });

  it('should begin a longer stream like a shorter one', () => {
    const short = [...demoVehicles(500)];
    expect(all.slice(0, short.length)).toEqual(short);
  });

  it('should have as many registrable vehicles as asked for, and about two refused for every hundred', () => {
    expect(registrable).toHaveLength(COUNT);
    const share = labelled(all, 'REFUSED').length / COUNT;
    expect(share).toBeGreaterThan(0.015);
    expect(share).toBeLessThan(0.025);
  });

  it('should have about three flagged in a hundred', () => {
    const share = labelled(all, 'FLAGGED').length / COUNT;
    expect(share).toBeGreaterThan(0.024);
    expect(share).toBeLessThan(0.036);
  });

  it.each([41, COUNT])('should have every city among the first %i', (count) => {
    const cities = new Set(
      registrable.slice(0, count).map(({ input }) => cityOf(input.division) ?? input.division),
    );
    expect(CITIES.filter(({ code }) => !cities.has(code))).toEqual([]);
  });

  it('should say nothing of a valid vehicle', () => {
    const said = labelled(all, 'VALID').filter((vehicle) => findingsOf(vehicle).length > 0);
    expect(said).toEqual([]);
  });

  it.each(FLAGS.map((flag, number) => [flag.expect.join(), number] as const))(
    'should flag exactly %s (way %i)',
    (_codes, number) => {
      const found = labelled(all, 'FLAGGED').filter(({ expect: codes }) => codes === FLAGS[number]?.expect);
      expect(found).not.toHaveLength(0);
      expect(found.filter((vehicle) => findingsOf(vehicle).join() !== vehicle.expect.join())).toEqual([]);
    },
  );

  it.each(REFUSALS.map((refusal, number) => [refusal.expect.join(), number] as const))(
    'should make vehicles that are refused with exactly %s (way %i)',
    (code, number) => {
      const wanted = REFUSALS[number]?.expect;
      const found = labelled(all, 'REFUSED').filter((one) => one.expect === wanted);
      expect(found).not.toHaveLength(0);
      for (const vehicle of found) {
        const checked = checkVehicleInput(vehicle.input, DEMO_DAY);
        expect(checked.ok ? [] : checked.error.map((problem) => problem.code)).toEqual([code]);
      }
    },
  );

  it('should fail loudly when the rules no longer refuse what it made for refusal', () => {
    const [refused] = labelled(all, 'REFUSED');
    const [valid] = labelled(all, 'VALID');
    expect(() => expectRefusal({ ...refused!, input: valid!.input })).toThrow(/gives nothing/);
    expect(() => expectRefusal({ ...refused!, expect: ['OTHER'] })).toThrow(/should give OTHER/);
    expect(() => demoFacts(refused!, DEMO_SEED)).toThrow(refused!.expect.join());
  });

  it('should give each VIN, fact id and pair of plate number and type once', () => {
    const once = (values: readonly string[]): void => expect(new Set(values).size).toBe(values.length);
    const plates = facts.flatMap((fact) => ('plate' in fact.payload ? [fact.payload.plate] : []));
    once(plates.map(({ number, type }) => `${number} ${type}`));
    once(registrable.flatMap(({ input }) => (input.vin ? [input.vin] : [])));
    once(facts.map(({ id }) => id));
  });

  it('should have some numbers that a yellow and a blue plate share', () => {
    const numbersOf = (type: string): string[] =>
      registrable.filter(({ input }) => input.plate.type === type).map(({ input }) => input.plate.number);
    const yellow = new Set(numbersOf('01'));
    const shared = numbersOf('02').filter((number) => yellow.has(number));
    expect(shared.length).toBeGreaterThan(10);
    expect(shared.length).toBeLessThan(numbersOf('02').length / 10);
  });

  it.each(['01', '02', '13', '15', '16', '23', '51', '52'])('should give out plates of type %s', (type) => {
    expect(registrable.some(({ input }) => input.plate.type === type)).toBe(true);
  });

  it('should have 国三 trucks as a minority and each later stage', () => {
    const states = registrable.map((vehicle) => foldVehicle(demoFacts(vehicle, DEMO_SEED)));
    const listed = states.filter((state) => state?.g3List === true).length / COUNT;
    expect(listed).toBeGreaterThan(0.08);
    expect(listed).toBeLessThan(0.3);
    const stages = new Set(states.map((state) => state?.stage));
    expect([...stages]).toEqual(
      expect.arrayContaining(['G3', 'G4', 'G5', 'G6A', 'G6B', 'G6_UNSPEC', 'ZERO']),
    );
    expect(states.filter((state) => state === null || state.setAside.length > 0)).toEqual([]);
  });

  it('should have later events of every kind, some of them in another province', () => {
    const kinds = new Set(facts.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      'vehicle.registered',
      'vehicle.replated',
      'vehicle.scrapped',
      'vehicle.stage-evidence-added',
      'vehicle.transferred',
    ]);
    const sitesOf = (vehicle: DemoVehicle): Set<string> =>
      new Set(demoFacts(vehicle, DEMO_SEED).map(({ site }) => site));
    expect(registrable.some((vehicle) => sitesOf(vehicle).size === 2)).toBe(true);
    const states = registrable.map((vehicle) => foldVehicle(demoFacts(vehicle, DEMO_SEED)));
    expect(states.some((state) => state?.review.some(({ code }) => code === 'STAGE_CONFLICT'))).toBe(true);
    const withEvents = registrable.filter(({ later }) => later.length > 0).length / COUNT;
    expect(withEvents).toBeGreaterThan(0.05);
    expect(withEvents).toBeLessThan(0.1);
  });

  it('should write facts that have a canonical form, version 7 ids and times in order before the demonstration', () => {
    for (const fact of facts) {
      expect(canonicalFact(fact)).toContain(fact.id);
      expect(fact.id).toMatch(UUID_V7);
      expect(fact.recordedAt >= fact.occurredAt).toBe(true);
      expect(fact.recordedAt < `${DEMO_DAY}T16:00:00.000Z`).toBe(true);
      expect(fact.site.slice(0, 2)).toMatch(/^3[1-4]$/);
    }
    const registrations = facts.filter((fact) => fact.kind === 'vehicle.registered');
    const early = registrations.filter(
      (fact) => fact.occurredAt.slice(0, 10) < fact.payload.firstRegisteredOn,
    );
    expect(early).toEqual([]);
    expect(registrations.filter((fact) => !fact.payload.division.startsWith(fact.site.slice(0, 2)))).toEqual(
      [],
    );
  });

  it('should name no person: natural persons have no credit code', () => {
    const persons = registrable.filter(({ input }) => input.ownerKind === 'PERSON');
    expect(persons.length).toBeGreaterThan(COUNT / 10);
    expect(persons.filter(({ input }) => input.ownerUscc)).toEqual([]);
  });
});
