import { isBeside, turnOf } from './area.js';
import type { GridPoint, Ring } from './area.js';

type Edge = readonly [from: GridPoint, to: GridPoint, place: number];

/** Whether all corners lie on one line, so that the ring encloses nothing. */
export function isLine(ring: Ring): boolean {
  const [first] = ring;
  const second = ring.find((corner) => first !== undefined && !isSame(corner, first));
  if (first === undefined || second === undefined) return true;
  return ring.every((corner) => turnOf(first, second, corner) === 0);
}

export const isSame = (one: GridPoint, other: GridPoint): boolean =>
  one[0] === other[0] && one[1] === other[1];

/**
 * A corner near which the ring crosses, touches or doubles back on itself, or null for a simple ring (OGC 06-103r4
 * §6.1.11): exactly, in whole steps. Corners that follow one another must differ.
 */
export function selfContact(ring: Ring): GridPoint | null {
  const edges = ring.map((to, place): Edge => [ring.at(place - 1) ?? to, to, place]);
  edges.sort((one, other) => westOf(one) - westOf(other));
  // Only edges whose longitudes overlap can meet, and they stand near one another in this order.
  for (const [index, edge] of edges.entries()) {
    const east = Math.max(edge[0][0], edge[1][0]);
    for (let next = index + 1; next < edges.length; next += 1) {
      const other = edges[next];
      if (other === undefined || westOf(other) > east) break;
      if (meet(edge, other, ring.length)) return edge[1];
    }
  }
  return null;
}

const westOf = ([from, to]: Edge): number => Math.min(from[0], to[0]);

function meet(one: Edge, other: Edge, corners: number): boolean {
  if ((one[2] + 1) % corners === other[2]) return doublesBack(one, other);
  if ((other[2] + 1) % corners === one[2]) return doublesBack(other, one);
  return cross(one, other);
}

function cross([a, b]: Edge, [c, d]: Edge): boolean {
  if (Math.max(a[1], b[1]) < Math.min(c[1], d[1]) || Math.max(c[1], d[1]) < Math.min(a[1], b[1]))
    return false;
  const turns = [turnOf(a, b, c), turnOf(a, b, d), turnOf(c, d, a), turnOf(c, d, b)] as const;
  if (areApart(turns[0], turns[1]) && areApart(turns[2], turns[3])) return true;
  const onOther = [isBeside(a, b, c), isBeside(a, b, d), isBeside(c, d, a), isBeside(c, d, b)];
  return turns.some((turn, place) => turn === 0 && onOther[place] === true);
}

const areApart = (one: number, other: number): boolean => (one > 0 && other < 0) || (one < 0 && other > 0);

/** Of two edges with a corner between them: whether the second goes back along the first. */
function doublesBack([from, corner]: Edge, [, to]: Edge): boolean {
  if (turnOf(from, corner, to) !== 0) return false;
  const back = [from[0] - corner[0], from[1] - corner[1]] as const;
  const on = [to[0] - corner[0], to[1] - corner[1]] as const;
  return Math.sign(back[0]) * Math.sign(on[0]) > 0 || Math.sign(back[1]) * Math.sign(on[1]) > 0;
}
