import { fail, ok } from '../shared/result.js';
import type { Result } from '../shared/result.js';

/** A place in WGS-84, decimal degrees. */
export interface GeoPoint {
  readonly lon: number;
  readonly lat: number;
}

/** Smallest box around Shanghai, Jiangsu, Zhejiang and Anhui with their islands, in degrees. */
const DELTA = { west: 114.8, east: 123.6, south: 27.0, north: 35.2 };
const MAX_LON = 180;
const MAX_LAT = 90;

/** Whether a place lies in the box around the delta. Problem: LOCATION_INVALID when it is no place on earth. */
export function readLocation(
  { lon, lat }: GeoPoint,
  field = 'location',
): Result<{ readonly isInDelta: boolean }> {
  // NaN fails the comparison too.
  if (!(Math.abs(lon) <= MAX_LON && Math.abs(lat) <= MAX_LAT)) {
    return fail({ code: 'LOCATION_INVALID', field, params: { lon, lat } });
  }
  const isInDelta = lon >= DELTA.west && lon <= DELTA.east && lat >= DELTA.south && lat <= DELTA.north;
  return ok({ isInDelta });
}
