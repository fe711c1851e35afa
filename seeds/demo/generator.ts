import { addDays, daysBetween, startOfCivilDay } from '../../src/domain/shared/time.js';
import type { CivilDate, Instant } from '../../src/domain/shared/time.js';
import type { DemoVehicle } from './demo-vehicle.js';
import { DEMO_DAY } from './demo-vehicle.js';
import type { Flaw } from './flaw.js';
import { FLAGS } from './flagged.js';
import { makeLater } from './life.js';
import { PLACES } from './places.js';
import { PlatePool } from './plates.js';
import { Random } from './random.js';
import { REFUSALS } from './refused.js';
import { anyKind, makeRegistration } from './registration.js';
import type { Registration, Workshop } from './registration.js';

/** The seed of the demonstration that every start loads. */
export const DEMO_SEED = 20261123;

const FLAGGED_PER_THOUSAND = 30;
const REFUSED_PER_THOUSAND = 20;
/** The first days in which the provinces entered their vehicles, and how many days that took. */
const FIRST_ENTRY: CivilDate = '2026-03-02';
const ENTRY_DAYS = 210;
const OFFICE_OPENS_S = 8 * 3600;
const OFFICE_HOURS_S = 9 * 3600;

/**
 * A delta's worth of made-up vehicles, one after the other, the same for the same seed: `count` that can be registered (about
 * three in a hundred with doubts) and, between them, about two in a hundred that must be refused. A longer stream begins
 * like a shorter one. Plates are unique by number and type, VINs by themselves; each of the 41 cities occurs.
 */
export function* demoVehicles(count: number, seed: number = DEMO_SEED): Generator<DemoVehicle> {
  const workshop = { random: new Random(seed), plates: new PlatePool() };
  let index = 0;
  for (let made = 0; made < count; made += 1) {
    if (workshop.random.chance(REFUSED_PER_THOUSAND)) yield refusedVehicle(workshop, index++);
    yield registrableVehicle(workshop, index++, made);
  }
}

function registrableVehicle(workshop: Workshop, index: number, made: number): DemoVehicle {
  const { random } = workshop;
  // The first vehicles go once round the cities, so that a small demonstration has them all too.
  const place = PLACES[made];
  if (!place && random.chance(FLAGGED_PER_THOUSAND))
    return flawed('FLAGGED', workshop, random.pick(FLAGS), index);
  const registration = makeRegistration(workshop, { kind: anyKind(random), index, ...(place && { place }) });
  const enteredAt = anyEntry(random, registration.input.firstRegisteredOn);
  const later = makeLater(workshop, registration, index, enteredAt.on);
  return { ...entry(registration, index, enteredAt.at), label: 'VALID', expect: [], later };
}

const refusedVehicle = (workshop: Workshop, index: number): DemoVehicle =>
  flawed('REFUSED', workshop, workshop.random.pick(REFUSALS), index);

function flawed(
  label: 'FLAGGED' | 'REFUSED',
  workshop: Workshop,
  { expect, order, spoil }: Flaw,
  index: number,
): DemoVehicle {
  const registration = makeRegistration(workshop, { ...order, index });
  const input = spoil({ ...workshop, ...registration, index });
  const enteredAt = anyEntry(workshop.random, registration.input.firstRegisteredOn);
  return { ...entry({ ...registration, input }, index, enteredAt.at), label, expect, later: [] };
}

function entry(
  { place, input }: Registration,
  index: number,
  enteredAt: Instant,
): Pick<DemoVehicle, 'index' | 'site' | 'input' | 'enteredAt'> {
  return { index, site: place.site, input, enteredAt };
}

/** A moment in office hours after the first registration and before the demonstration. */
function anyEntry(random: Random, registeredOn: CivilDate): { readonly on: CivilDate; readonly at: Instant } {
  const drawn = addDays(FIRST_ENTRY, random.below(ENTRY_DAYS));
  const on = drawn > registeredOn ? drawn : addDays(registeredOn, random.between(1, stayOf(registeredOn)));
  const second = OFFICE_OPENS_S + random.below(OFFICE_HOURS_S);
  const at = new Date(Date.parse(startOfCivilDay(on)) + second * 1000 + random.below(1000)).toISOString();
  return { on, at };
}

/** Entries follow the registration within a fortnight, as far as there are days left. */
const stayOf = (registeredOn: CivilDate): number => Math.min(14, daysBetween(registeredOn, DEMO_DAY) - 1);
