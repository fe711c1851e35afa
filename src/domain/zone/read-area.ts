import { fail, ok } from '../shared/result.js';
import type { Result } from '../shared/result.js';
import { fromGrid, toGrid } from './area.js';
import type { Area, GridPoint, Polygon, Ring } from './area.js';
import { isJsonObject } from './json-fields.js';
import { isLine, isSame, selfContact } from './ring-shape.js';

const MAX_LON = 180;
const MAX_LAT = 90;
const LEAST_CORNERS = 3;
/** Corners of one area; what is larger is no boundary of a notice but a mistake. */
const MOST_CORNERS = 20_000;

class Refused extends Error {}

class SelfIntersecting extends Error {
  constructor(readonly near: GridPoint) {
    super('a ring meets itself');
  }
}

/**
 * Reads an area: a GeoJSON Polygon or MultiPolygon (RFC 7946, WGS-84), a Feature or collection of them, or one bare ring
 * of corners. A ring need not repeat its first corner. Problems: AREA_INVALID, which says what is wrong, and
 * AREA_SELF_INTERSECTING, which says where.
 */
export function readArea(value: unknown, field: string): Result<Area> {
  try {
    const polygons = polygonsOf(value);
    const corners = polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
    if (polygons.length === 0) throw new Refused('no polygon');
    if (corners > MOST_CORNERS) throw new Refused(`${String(corners)} corners`);
    return ok({ polygons });
  } catch (error) {
    if (error instanceof SelfIntersecting) {
      const [longitude, latitude] = [fromGrid(error.near[0]), fromGrid(error.near[1])];
      return fail({ code: 'AREA_SELF_INTERSECTING', field, params: { longitude, latitude } });
    }
    if (!(error instanceof Refused)) throw error;
    return fail({ code: 'AREA_INVALID', field, params: { reason: error.message } });
  }
}

/** The area as a GeoJSON MultiPolygon, rings closed. */
export function geoJsonOf({ polygons }: Area): { type: 'MultiPolygon'; coordinates: number[][][][] } {
  const corner = ([lon, lat]: GridPoint): number[] => [fromGrid(lon), fromGrid(lat)];
  const closed = (ring: Ring): number[][] => [...ring, ...ring.slice(0, 1)].map(corner);
  return { type: 'MultiPolygon', coordinates: polygons.map((polygon) => polygon.map(closed)) };
}

function polygonsOf(value: unknown): readonly Polygon[] {
  if (Array.isArray(value)) return [polygonOf(isPoint(value[0]) ? [value] : value)];
  if (!isJsonObject(value)) throw new Refused('not a GeoJSON object');
  switch (value['type']) {
    case 'Polygon':
      return [polygonOf(value['coordinates'])];
    case 'MultiPolygon':
      return listOf(value['coordinates']).map(polygonOf);
    case 'Feature':
      return polygonsOf(value['geometry']);
    case 'FeatureCollection':
      return listOf(value['features']).flatMap(polygonsOf);
    case 'GeometryCollection':
      return listOf(value['geometries']).flatMap(polygonsOf);
    default:
      throw new Refused('type is not Polygon or MultiPolygon');
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Refused('a list is missing');
}

const isPoint = (value: unknown): boolean => Array.isArray(value) && typeof value[0] === 'number';

function polygonOf(value: unknown): Polygon {
  const rings = listOf(value).map(ringOf);
  if (rings.length === 0) throw new Refused('a polygon has no ring');
  return rings;
}

function ringOf(value: unknown): Ring {
  const corners = listOf(value).map(cornerOf);
  // The first corner may be written again at the end, and any of them twice in a row.
  const ring = corners.filter((corner, place) => {
    const next = corners[(place + 1) % corners.length];
    return next === undefined || !isSame(corner, next);
  });
  if (ring.length < LEAST_CORNERS) throw new Refused('a ring has fewer than three corners');
  if (isLine(ring)) throw new Refused('a ring encloses nothing');
  const near = selfContact(ring);
  if (near !== null) throw new SelfIntersecting(near);
  return ring;
}

function cornerOf(value: unknown): GridPoint {
  const [lon, lat] = listOf(value);
  const isPlace =
    typeof lon === 'number' &&
    typeof lat === 'number' &&
    Math.abs(lon) <= MAX_LON &&
    Math.abs(lat) <= MAX_LAT;
  if (!isPlace) throw new Refused('a corner is not [longitude, latitude] in degrees');
  return [toGrid(lon), toGrid(lat)];
}
