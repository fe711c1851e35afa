import { civilDateOf, startOfCivilDay } from '../shared/time.js';
import type { CivilDate, Instant } from '../shared/time.js';
import type { Fact } from '../sync/fact.js';
import type { LoopInput } from './loop-facts.js';
import { provinceOfPlate, siteOfDivision } from './notice-owner.js';

/** What the register says of the vehicle, as far as the loop asks. */
export interface RegistrationLine {
  readonly vin: string | null;
  /** 燃料种类; '' where it is not known. */
  readonly fuel: string;
  readonly vehicleType: string | null;
  /** The division of its registration at a moment; before the first that is known, that one. */
  divisionAt(at: Instant): string | null;
}

interface Place {
  readonly at: Instant;
  readonly division: string;
}

/**
 * Reads the registration from the facts in force, by time. Where no register knows the vehicle, the plate on its evidence
 * tells the province at least, and the first VIN on a report counts as its own.
 */
export function registrationLine(facts: readonly LoopInput[]): RegistrationLine {
  const base = facts.find((fact) => fact.kind === 'vehicle.registered');
  const places = placesOf(facts, base?.payload.division ?? null);
  const guess = places.length === 0 ? provinceOfEvidence(facts) : null;
  return {
    vin: base?.payload.vin ?? firstVin(facts),
    fuel: base?.payload.fuel ?? '',
    vehicleType: base?.payload.vehicleType ?? null,
    divisionAt: (at) => (places.findLast((place) => place.at <= at) ?? places[0])?.division ?? guess,
  };
}

function placesOf(facts: readonly LoopInput[], registered: string | null): readonly Place[] {
  const places: Place[] = registered === null ? [] : [{ at: '', division: registered }];
  for (const fact of facts) {
    const moved = fact.kind === 'vehicle.replated' || fact.kind === 'vehicle.transferred';
    if (moved && fact.payload.division !== null) {
      places.push({ at: momentOfDay(fact, fact.payload.on), division: fact.payload.division });
    }
  }
  return places.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** When something happened that is dated by its day: its own moment if it fell on that day, else the day's beginning. */
export function momentOfDay(fact: Fact, on: CivilDate): Instant {
  return civilDateOf(fact.occurredAt) === on ? fact.occurredAt : startOfCivilDay(on);
}

/** The division whose rules hold: that of the registration, or, for a vehicle from elsewhere, that of the discovery. */
export function rulingDivision(registration: string | null, discovery: string | null): string | null {
  return registration !== null && siteOfDivision(registration) !== null ? registration : discovery;
}

/** The division that a code of a station or site begins with; null when its form says nothing. */
export function divisionOfCode(code: string): string | null {
  const division = /^\d{6}/.exec(code)?.[0] ?? null;
  return division !== null && siteOfDivision(division) !== null ? division : null;
}

function firstVin(facts: readonly LoopInput[]): string | null {
  for (const fact of facts) {
    if (fact.kind === 'inspection.reported' && fact.payload.vin !== null) return fact.payload.vin;
  }
  return null;
}

function provinceOfEvidence(facts: readonly LoopInput[]): string | null {
  for (const fact of facts) {
    const plated =
      fact.kind === 'inspection.reported' ||
      fact.kind === 'inspection.remote-sensed' ||
      fact.kind === 'inspection.smoke-captured';
    if (plated && fact.payload.plate !== null) return provinceOfPlate(fact.payload.plate.number);
  }
  return null;
}
