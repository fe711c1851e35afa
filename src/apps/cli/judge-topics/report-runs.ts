import type { Scaled, TestMethod } from '../../../domain/emission/emission-facts.js';
import { RUNS } from '../../../domain/emission/judge-items.js';
import { meanOf, readScaled, shown } from '../../../domain/emission/scaled.js';
import { fail, ok } from '../../../domain/shared/result.js';
import type { Result } from '../../../domain/shared/result.js';
import { isCase } from './case-fields.js';
import type { Case } from './case-fields.js';
import { itemNamed } from './report-item-names.js';

/** How readings are read: by which method, and whether the test was broken off, so that one may be a "nothing". */
export interface ReadingOf {
  readonly method: TestMethod;
  readonly brokenOff: boolean;
}

/** Runs of free acceleration, oldest first. */
export interface Runs {
  readonly unit: '%' | 'm-1';
  readonly readings: readonly Scaled[];
  readonly mean: Scaled;
}

const UNITS = ['m-1', '%'] as const;

/**
 * `readings`: a list of runs, or an object with the list under `k` or `kPercent`. Without `readingsUnit` a bare list is in
 * per cent where the items say so. A test that was broken off may have fewer than three, even none that is a measurement.
 * Problems: FIELD_TYPE, FIELD_VALUE, READINGS_TOO_FEW, those of a number.
 */
export function readRuns(
  input: Case,
  { method, brokenOff }: ReadingOf,
  percent: boolean,
): Result<Runs | null> {
  if ((input.readings ?? null) === null || method !== 'FREE_ACCEL') return ok(null);
  const written = writtenRuns(input.readings);
  if (!written.ok) return written;
  const unit = unitOf(input, written.value.unit ?? (percent ? '%' : 'm-1'));
  if (!unit.ok) return unit;
  const read = measuredRuns(written.value, brokenOff);
  if (!read.ok) return read;
  const readings = read.value;
  if (readings.length < RUNS && !brokenOff) {
    return fail({ code: 'READINGS_TOO_FEW', field: 'readings', params: { least: RUNS } });
  }
  if (readings.length === 0) return ok(null);
  return ok({ unit: unit.value, readings, mean: shown(meanOf(readings.slice(-RUNS))) });
}

function measuredRuns({ list, field }: WrittenRuns, orNothing: boolean): Result<readonly Scaled[]> {
  const readings: Scaled[] = [];
  for (const [index, one] of list.entries()) {
    const reading = readScaled(one, `${field}[${String(index)}]`);
    if (reading.ok) readings.push(reading.value);
    else if (!orNothing || reading.error.code !== 'SENTINEL_VALUE') return reading;
  }
  return ok(readings);
}

interface WrittenRuns {
  readonly field: string;
  readonly list: readonly unknown[];
  /** Null where it does not say. */
  readonly unit: Runs['unit'] | null;
}

function writtenRuns(given: unknown): Result<WrittenRuns> {
  if (Array.isArray(given)) return ok({ field: 'readings', list: given, unit: null });
  const [first, ...more] = isCase(given) ? Object.entries(given) : [];
  const code = first === undefined ? undefined : itemNamed(first[0], 'FREE_ACCEL')?.code;
  if (first === undefined || more.length > 0 || !Array.isArray(first[1]) || code === 'RINGELMANN' || !code) {
    return fail({ code: 'FIELD_TYPE', field: 'readings', params: { expected: 'array' } });
  }
  return ok({ field: `readings.${first[0]}`, list: first[1], unit: code === 'K_FA' ? 'm-1' : '%' });
}

function unitOf(input: Case, otherwise: Runs['unit']): Result<Runs['unit']> {
  const given = input.readingsUnit ?? otherwise;
  const unit = UNITS.find((known) => known === given);
  if (unit !== undefined) return ok(unit);
  const params = { value: JSON.stringify(given), allowed: UNITS.join(' ') };
  return fail({ code: 'FIELD_VALUE', field: 'readingsUnit', params });
}
