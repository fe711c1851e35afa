import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { demoFacts } from '../../seeds/demo/demo-facts.js';
import type { DemoVehicle } from '../../seeds/demo/demo-vehicle.js';
import { DEMO_SEED, demoVehicles } from '../../seeds/demo/generator.js';
import { foldVehicle } from '../../src/domain/vehicle/fold.js';

/** More than the 50 000 that a first start loads, the refused ones among them. */
const DRAWN = 52_000;
const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const ASKED = [...README.matchAll(/roadsideCheck\(plateNumber: "([^"]+)"/g)].map(([, plate]) => plate ?? '');

function platesOf({ input, later }: DemoVehicle): string[] {
  const further = later.flatMap((event) => (event.kind === 'REPLATED' ? [event.plate] : []));
  return [input.plate, ...further].map(({ number }) => number);
}

it('should let the README ask about trucks whose numbers no other vehicle of the demonstration bears', () => {
  const bearers = new Map<string, DemoVehicle[]>(ASKED.map((plate) => [plate, []]));
  for (const vehicle of demoVehicles(DRAWN)) {
    for (const plate of platesOf(vehicle)) bearers.get(plate)?.push(vehicle);
  }
  const reasons = [...bearers.values()].map((vehicles) =>
    vehicles.map((vehicle) => foldVehicle(demoFacts(vehicle, DEMO_SEED))?.reasons.map(({ code }) => code)),
  );
  expect(ASKED.length).toBeGreaterThan(0);
  expect(reasons).toEqual(ASKED.map(() => [['G3_DIESEL_TRUCK']]));
});
