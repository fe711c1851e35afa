import type { Instant } from '../shared/time.js';
import { flag, found, notConfigured } from './flag.js';
import type { FlagTarget, IntegrityFlag, IntegrityThresholds, RuleOutcome } from './integrity-types.js';

/** What an odometer showed at a test or a repair of one vehicle. */
export interface OdometerReading {
  readonly about: FlagTarget;
  readonly at: Instant;
  readonly km: number;
}

/**
 * R5.4 and A9: over failure, repair and retest an odometer does not go back by more than `odometerToleranceKm`. Each
 * reading is held against the highest before it, so that going back in small steps is seen too. Readings of one loop
 * are given for R5.4 (ODOMETER_REGRESS), those of all the vehicle's tests for A9 (ODOMETER_DOWN). Any order.
 */
export function checkOdometer(
  readings: readonly OdometerReading[],
  code: 'ODOMETER_REGRESS' | 'ODOMETER_DOWN',
  { odometerToleranceKm }: IntegrityThresholds,
): RuleOutcome {
  if (odometerToleranceKm === null)
    return readings.length > 1 ? notConfigured('odometerToleranceKm') : found([]);
  const flags: IntegrityFlag[] = [];
  let highest: OdometerReading | null = null;
  for (const reading of [...readings].sort(byTime)) {
    if (highest !== null && highest.km - reading.km > odometerToleranceKm) {
      flags.push(
        flag(code, reading.about, [
          { fact: reading.about.id, says: `${reading.km} km at ${reading.at}` },
          { fact: highest.about.id, says: `${highest.km} km at ${highest.at}` },
        ]),
      );
    }
    if (highest === null || reading.km > highest.km) highest = reading;
  }
  return found(flags);
}

function byTime(a: OdometerReading, b: OdometerReading): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.about.id < b.about.id ? -1 : 1;
}
