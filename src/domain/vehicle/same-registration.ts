import { canonicalJson } from '../sync/canonical.js';
import { factsInForce } from '../sync/effective-facts.js';
import type { SiteCode } from '../sync/fact.js';
import { foldVehicle } from './fold.js';
import type { VehicleFact, VehicleRegistered } from './vehicle-facts.js';

type Said = Omit<VehicleRegistered, 'warnings'>;

/**
 * What a registration says, as one text. Without the warnings, which are the rules' own word and may grow, and without
 * the code in which the colour came: the same vehicle in another feed's words is the same vehicle.
 */
function textOf({ plate, ...rest }: Said): string {
  const { number, type, color } = plate;
  const { warnings: _rules, ...said } = { warnings: null, ...rest };
  return canonicalJson({ ...said, plate: { number, type, color } });
}

/**
 * Whether a registration tells nothing new about a vehicle that the site has registered: it is what the site wrote once
 * (corrected since or not), or what the vehicle has become by its later changes.
 * @param facts all known facts about that vehicle
 */
export function tellsNothingNew(
  registered: VehicleRegistered,
  facts: readonly VehicleFact[],
  site: SiteCode,
): boolean {
  const text = textOf(registered);
  const written = facts.flatMap((fact) =>
    fact.kind === 'vehicle.registered' && fact.site === site ? [fact.payload] : [],
  );
  return written.some((payload) => textOf(payload) === text) || tellsThePresent(registered, facts, site);
}

/** Whether a registration says what the site knows of the vehicle now, and not what it once knew. */
export function tellsThePresent(
  registered: VehicleRegistered,
  facts: readonly VehicleFact[],
  site: SiteCode,
): boolean {
  const present = presentContent(facts, site);
  return present !== null && textOf(present) === textOf(registered);
}

/** The site's registration in force with what has changed since it was made. */
function presentContent(facts: readonly VehicleFact[], site: SiteCode): Said | null {
  const own = factsInForce(facts).inForce.find(
    (fact) => fact.kind === 'vehicle.registered' && fact.site === site,
  );
  return own?.kind === 'vehicle.registered' ? changedSince(own.payload, facts) : null;
}

/**
 * Whether a registration is what the vehicle is already, whoever registered it: one that came from another province by
 * a transfer is known here without a registration of this site's own.
 */
export function isWhatItIs(registered: VehicleRegistered, facts: readonly VehicleFact[]): boolean {
  const state = facts.length === 0 ? null : foldVehicle(facts);
  const base = facts.find(({ id }) => id === state?.registrationFact);
  const present = base?.kind === 'vehicle.registered' ? changedSince(base.payload, facts) : null;
  return present !== null && textOf(present) === textOf(registered);
}

function changedSince(payload: VehicleRegistered, facts: readonly VehicleFact[]): Said | null {
  const state = foldVehicle(facts);
  if (state === null) return null;
  const { plate, division, ownerKind, ownerUscc, useNature, status } = state;
  return { ...payload, plate, division, ownerKind, ownerUscc, useNature, status };
}
