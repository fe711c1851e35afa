/** A place as whole multiples of 1e-7 degrees (about 1 cm), WGS-84: comparisons on it are exact. */
export type GridPoint = readonly [lon: number, lat: number];

/** The corners in order; the last is joined to the first, whether or not it is written twice. */
export type Ring = readonly GridPoint[];

/** An outer ring, then its holes (RFC 7946). */
export type Polygon = readonly Ring[];

/** One or several polygons; a place in any of them is in the area. */
export interface Area {
  readonly polygons: readonly Polygon[];
}

/** Where a place lies: on the line itself is neither inside nor outside. */
export type Side = 'INSIDE' | 'EDGE' | 'OUTSIDE';

const STEPS_PER_DEGREE = 10_000_000;
/** Several times the rounding error of the two products below, relative to their size. */
const SAFE_SHARE = 1e-15;

/** Decimal degrees as whole steps; the nearest step. */
export const toGrid = (degrees: number): number => Math.round(degrees * STEPS_PER_DEGREE);

/** Whole steps as decimal degrees. */
export const fromGrid = (steps: number): number => steps / STEPS_PER_DEGREE;

/** Where a place lies with respect to an area. */
export function sideOfArea(area: Area, place: GridPoint): Side {
  let side: Side = 'OUTSIDE';
  for (const polygon of area.polygons) {
    const one = sideOfPolygon(polygon, place);
    if (one === 'INSIDE') return one;
    if (one === 'EDGE') side = one;
  }
  return side;
}

function sideOfPolygon([outer, ...holes]: Polygon, place: GridPoint): Side {
  if (outer === undefined) return 'OUTSIDE';
  const side = sideOfRing(outer, place);
  if (side !== 'INSIDE') return side;
  for (const hole of holes) {
    const inHole = sideOfRing(hole, place);
    if (inHole === 'EDGE') return 'EDGE';
    if (inHole === 'INSIDE') return 'OUTSIDE';
  }
  return 'INSIDE';
}

/** Counts how often a ray to the east crosses the ring; a corner belongs to the edge that begins below it. */
function sideOfRing(ring: Ring, place: GridPoint): Side {
  let isInside = false;
  let from = ring.at(-1);
  for (const to of ring) {
    if (from === undefined) return 'OUTSIDE';
    const crosses = from[1] > place[1] !== to[1] > place[1];
    if (crosses || isBeside(from, to, place)) {
      const turn = turnOf(from, to, place);
      if (turn === 0 && isBeside(from, to, place)) return 'EDGE';
      if (crosses && turn > 0 === to[1] > from[1]) isInside = !isInside;
    }
    from = to;
  }
  return isInside ? 'INSIDE' : 'OUTSIDE';
}

/** Whether the place is in the box around the edge. */
export function isBeside(from: GridPoint, to: GridPoint, [lon, lat]: GridPoint): boolean {
  return (
    Math.min(from[0], to[0]) <= lon &&
    lon <= Math.max(from[0], to[0]) &&
    Math.min(from[1], to[1]) <= lat &&
    lat <= Math.max(from[1], to[1])
  );
}

/** Positive when the place lies to the left of the edge, negative to the right, 0 on its line: exactly. */
export function turnOf(from: GridPoint, to: GridPoint, place: GridPoint): number {
  const left = (to[0] - from[0]) * (place[1] - from[1]);
  const right = (to[1] - from[1]) * (place[0] - from[0]);
  const difference = left - right;
  if (Math.abs(difference) > (Math.abs(left) + Math.abs(right)) * SAFE_SHARE) return difference;
  const exact =
    BigInt(to[0] - from[0]) * BigInt(place[1] - from[1]) -
    BigInt(to[1] - from[1]) * BigInt(place[0] - from[0]);
  return exact > 0n ? 1 : exact < 0n ? -1 : 0;
}
