import { civilDateOf } from '../shared/time.js';
import type { Instant } from '../shared/time.js';
import { isDiesel } from '../vehicle/fuel.js';
import type { EmissionFact, RemoteSensed } from './emission-facts.js';
import type { Fact } from '../sync/fact.js';
import { judgeRemoteSamples } from './remote-sensing.js';
import type { RemoteOutcome, RemoteSample } from './remote-sensing.js';
import { countingPasses } from './report-holds.js';

/** What the rule needs beyond the records: the vehicle as registered and what its city configured on the day. */
export interface RemoteConfig {
  /** 燃料种类 (GA/T 16.9); '' where it is not known. */
  readonly fuel: string;
  /** Registered vehicle type (GA/T 16.4); null where it is not known. */
  readonly vehicleType: string | null;
  /** Least minutes between two records of one site that count as two; null: nobody has said. */
  readonly remoteMinGapMinutes: number | null;
  /** Whether a passed statutory test ends a run of exceedances; null: nobody has said, and it does not. */
  readonly resetOnPass: boolean | null;
  /** Whether NO counts for listing; null: the rule as it is published, by which it does. */
  readonly noCountsForListing: boolean | null;
  /** Least confidence in per cent with which the plate must have been read; null: nobody has said. */
  readonly remotePlateConfidencePct?: number | null;
  /** The moment that is asked about; null: the end of all facts, and no suspicion runs out. */
  readonly at: Instant | null;
}

/**
 * Why a record is no measurement that counts (§3.5). SOURCE_SAYS_INVALID: the source marked it. WEATHER_UNFIT: rain or
 * snow. NO_PLUME: no CO₂. CALIBRATION_EXPIRED: of the device. PLATE_CONFIDENCE_LOW: below what the city asks for.
 */
export const REMOTE_INVALIDITIES = [
  'SOURCE_SAYS_INVALID',
  'WEATHER_UNFIT',
  'NO_PLUME',
  'CALIBRATION_EXPIRED',
  'PLATE_CONFIDENCE_LOW',
] as const;
export type RemoteInvalidity = (typeof REMOTE_INVALIDITIES)[number];

/**
 * Why a record does not count. REMOTE_INVALID: for one of the reasons of {@link RemoteInvalidity}.
 * PLATE_CLONE_SUSPECTED: the image shows another kind of vehicle than is registered; a person has to look.
 * NO_NOT_COUNTED: the city does not list by NO. FUEL_NOT_DIESEL, FUEL_UNKNOWN: HJ 845-2017 has limits for diesel alone.
 */
export type RemoteSetAsideCode =
  'REMOTE_INVALID' | 'PLATE_CLONE_SUSPECTED' | 'NO_NOT_COUNTED' | 'FUEL_NOT_DIESEL' | 'FUEL_UNKNOWN';

/** `decisive`, the listings and the suspicions name facts. */
export interface RemoteFindings extends RemoteOutcome {
  readonly setAside: readonly { readonly factId: string; readonly code: RemoteSetAsideCode }[];
}

type RemoteFact = Fact<'inspection.remote-sensed', RemoteSensed>;

/**
 * What the remote-sensing records of one vehicle come to by HJ 845-2017: {@link judgeRemoteSamples} over its facts in
 * force, in any order. Records that do not count are set aside with the reason.
 */
export function remoteSensingFindings(facts: readonly EmissionFact[], config: RemoteConfig): RemoteFindings {
  const setAside: { factId: string; code: RemoteSetAsideCode }[] = [];
  const samples: RemoteSample[] = [];
  for (const fact of new Map(facts.map((one) => [one.id, one])).values()) {
    if (fact.kind !== 'inspection.remote-sensed') continue;
    const code = recordRefusal(fact, config) ?? noRefusal(fact, config);
    if (code !== null) setAside.push({ factId: fact.id, code });
    if (code === null || code === 'NO_NOT_COUNTED') samples.push(...samplesOf(fact, config));
  }
  const outcome = judgeRemoteSamples(samples, {
    minGapMinutes: config.remoteMinGapMinutes,
    passes: config.resetOnPass === true ? countingPasses(facts) : [],
    now: config.at,
  });
  return { ...outcome, setAside: setAside.sort((a, b) => (a.factId < b.factId ? -1 : 1)) };
}

/** Why readings by remote sensing say nothing about a vehicle of this fuel; null where they do. */
export function fuelRefusal(fuel: string): 'FUEL_NOT_DIESEL' | 'FUEL_UNKNOWN' | null {
  const diesel = isDiesel(fuel);
  if (diesel === 'YES') return null;
  return diesel === 'NO' ? 'FUEL_NOT_DIESEL' : 'FUEL_UNKNOWN';
}

/** Why a record is no measurement that counts; null where it is one. The day up to which a calibration holds is in it. */
export function remoteInvalidity(
  { occurredAt, payload }: Pick<RemoteFact, 'occurredAt' | 'payload'>,
  leastConfidencePct: number | null,
): RemoteInvalidity | null {
  const { valid, weather, co2, calibrationValidTo, plateConfidencePct } = payload;
  if (!valid) return 'SOURCE_SAYS_INVALID';
  if (weather === 'RAIN' || weather === 'SNOW') return 'WEATHER_UNFIT';
  if (co2?.value === 0) return 'NO_PLUME';
  if (calibrationValidTo !== null && civilDateOf(occurredAt) > calibrationValidTo)
    return 'CALIBRATION_EXPIRED';
  const unsure = leastConfidencePct !== null && (plateConfidencePct ?? 0) < leastConfidencePct;
  return unsure ? 'PLATE_CONFIDENCE_LOW' : null;
}

function recordRefusal(fact: RemoteFact, config: RemoteConfig): RemoteSetAsideCode | null {
  const { imageVehicleType } = fact.payload;
  if (remoteInvalidity(fact, config.remotePlateConfidencePct ?? null) !== null) return 'REMOTE_INVALID';
  if (isOtherVehicle(imageVehicleType, config.vehicleType)) return 'PLATE_CLONE_SUSPECTED';
  return fuelRefusal(config.fuel);
}

function noRefusal({ payload }: RemoteFact, { noCountsForListing }: RemoteConfig): RemoteSetAsideCode | null {
  const hasNo = payload.readings.some(({ pollutant }) => pollutant === 'NO');
  return noCountsForListing === false && hasNo ? 'NO_NOT_COUNTED' : null;
}

/**
 * Whether an image shows another vehicle than is registered. Kind and size (the first two characters of GA/T 16.4) are
 * compared, as far as the recognition went; it cannot tell bodies apart, so that H11 and H12 are no contradiction.
 */
function isOtherVehicle(image: string | null, registered: string | null): boolean {
  if (image === null || registered === null) return false;
  const known = Math.min(2, image.length, registered.length);
  return known > 0 && image.slice(0, known) !== registered.slice(0, known);
}

function samplesOf({ id, occurredAt, payload }: RemoteFact, config: RemoteConfig): readonly RemoteSample[] {
  return payload.readings
    .filter(({ pollutant }) => pollutant !== 'NO' || config.noCountsForListing !== false)
    .map(({ pollutant, value }) => ({
      key: id,
      at: occurredAt,
      site: payload.siteCode,
      frames: payload.imageSha256,
      pollutant,
      value,
    }));
}
