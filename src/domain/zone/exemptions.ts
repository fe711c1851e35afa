import type { Instant } from '../shared/time.js';
import type { Exemption, ExemptionKind, ZoneVehicle } from './restriction-rule.js';
import { isNewEnergy, isWithinScope } from './vehicle-fit.js';

type Test = (values: readonly string[], vehicle: ZoneVehicle, at: Instant) => boolean;

const startsWithAny = (text: string | null, prefixes: readonly string[]): boolean =>
  text !== null && prefixes.some((prefix) => text.startsWith(prefix));
const isAmong = (text: string | null, values: readonly string[]): boolean =>
  text !== null && values.includes(text);
const holdsAny = (held: readonly string[], values: readonly string[]): boolean =>
  values.length === 0 ? held.length > 0 : held.some((one) => values.includes(one));

/** A retrofit changes no stage; it exempts only where a rule says so and only once it is there. */
const isRetrofitted: Test = (values, { retrofits }, at) =>
  retrofits.some(
    ({ kind, at: since }) =>
      (values.length === 0 || values.includes(kind)) && (since === null || since <= at),
  );

/** 集装厢 trucks say by their type what they are built for (GA/T 16.4). */
const bodiesOf = ({ bodies, vehicleType }: ZoneVehicle): readonly string[] =>
  startsWithAny(vehicleType, ['H16', 'H26']) ? [...bodies, 'CONTAINER'] : bodies;

const TESTS: Readonly<Record<ExemptionKind, Test>> = {
  RETROFIT: isRetrofitted,
  VEHICLE_TYPE: (values, { vehicleType }) => startsWithAny(vehicleType, values),
  USE_NATURE: (values, { useNature }) => isAmong(useNature, values),
  PLATE_TYPE: (values, { plateType }) => isAmong(plateType, values),
  PLATE: (values, { plateNumber }) => startsWithAny(plateNumber, values),
  NEW_ENERGY: (_values, vehicle) => isNewEnergy(vehicle),
  BODY: (values, vehicle) => holdsAny(bodiesOf(vehicle), values),
  PERMIT: (values, { permits }) => holdsAny(permits, values),
};

/**
 * The first exemption that the vehicle is shown to have at that moment, or null. What is not shown does not exempt: the
 * driver who claims it produces the document.
 */
export function exemptionFor(
  exemptions: readonly Exemption[],
  vehicle: ZoneVehicle,
  at: Instant,
): Exemption | null {
  return (
    exemptions.find(
      ({ kind, values, vehicleScope, from, until }) =>
        (from === null || from <= at) &&
        (until === null || at < until) &&
        isWithinScope(vehicle.vehicleType, vehicleScope) === 'YES' &&
        TESTS[kind](values, vehicle, at),
    ) ?? null
  );
}
