import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { GridPoint, Ring } from '../../../src/domain/zone/area.js';
import { sideOfArea } from '../../../src/domain/zone/area.js';
import { geoJsonOf, readArea } from '../../../src/domain/zone/read-area.js';

const SEED = { seed: 20261123 };

const square = (west: number, south: number, size: number): Ring => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
];

/** By winding number and exact whole numbers: another way than counting crossings. */
function oracle(ring: Ring, [x, y]: GridPoint): 'INSIDE' | 'EDGE' | 'OUTSIDE' {
  let winding = 0;
  for (const [index, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [0, 0];
    const cross = BigInt(bx - ax) * BigInt(y - ay) - BigInt(by - ay) * BigInt(x - ax);
    const dot = BigInt(x - ax) * BigInt(x - bx) + BigInt(y - ay) * BigInt(y - by);
    if (cross === 0n && dot <= 0n) return 'EDGE';
    if (ay <= y && by > y && cross > 0n) winding += 1;
    if (ay > y && by <= y && cross < 0n) winding -= 1;
  }
  return winding === 0 ? 'OUTSIDE' : 'INSIDE';
}

/** Corners in order of their direction from a middle: a simple ring whatever their distance. */
const starRing = (size: number): fc.Arbitrary<Ring> =>
  fc
    .array(fc.integer({ min: Math.ceil(size / 10), max: size }), { minLength: 3, maxLength: 12 })
    .map((radii) =>
      radii.map((radius, index): GridPoint => {
        const angle = (index * 2 * Math.PI) / radii.length;
        return [Math.round(radius * Math.cos(angle)), Math.round(radius * Math.sin(angle))];
      }),
    );

describe('a place and an area', () => {
  it.each([
    ['small numbers, many edges hit', 12],
    ['the whole earth in 1e-7 degrees', 1_800_000_000],
  ])('agrees with the winding number: %s', (_what, size) => {
    const coordinate = fc.integer({ min: -size, max: size });
    fc.assert(
      fc.property(starRing(size), fc.tuple(coordinate, coordinate), (ring, place) => {
        expect(sideOfArea({ polygons: [[ring]] }, place)).toBe(oracle(ring, place));
      }),
      { ...SEED, numRuns: 1000 },
    );
  });

  it('knows the very line, and one step beside it, on edges of any slope', () => {
    const steps = fc.integer({ min: -900_000_000, max: 900_000_000 });
    fc.assert(
      fc.property(steps, steps, fc.integer({ min: 1, max: 900_000_000 }), steps, (x, y, dx, dy) => {
        // The middle of an edge of even length lies on it exactly.
        const ring: Ring = [
          [x, y],
          [x + 2 * dx, y + 2 * dy],
          [x + dx, y + dy + 2_000_000_000],
        ];
        const side = (place: GridPoint) => sideOfArea({ polygons: [[ring]] }, place);
        expect([side([x + dx, y + dy]), side([x + dx, y + dy + 1]), side([x + dx, y + dy - 1])]).toEqual([
          'EDGE',
          'INSIDE',
          'OUTSIDE',
        ]);
      }),
      SEED,
    );
  });

  it.each<readonly [string, GridPoint, string]>([
    ['in the ring', [1, 1], 'INSIDE'],
    ['on the outer line', [0, 5], 'EDGE'],
    ['at a corner', [10, 10], 'EDGE'],
    ['in the hole', [5, 5], 'OUTSIDE'],
    ['on the line of the hole', [4, 5], 'EDGE'],
    ['outside, level with a corner', [-1, 10], 'OUTSIDE'],
    ['in the second polygon', [25, 25], 'INSIDE'],
    ['between the two', [15, 15], 'OUTSIDE'],
  ])('with a hole and a second polygon: %s', (_where, place, side) => {
    const area = { polygons: [[square(0, 0, 10), square(4, 4, 2)], [square(20, 20, 10)]] };
    expect(sideOfArea(area, place)).toBe(side);
  });
});

describe('reading an area', () => {
  const ring = [
    [121.4, 31.2],
    [121.5, 31.2],
    [121.5, 31.3],
    [121.4, 31.2],
  ];
  const polygon = { type: 'Polygon', coordinates: [ring] };
  it.each([
    ['a Polygon', polygon],
    ['a MultiPolygon', { type: 'MultiPolygon', coordinates: [[ring]] }],
    ['a Feature', { type: 'Feature', properties: {}, geometry: polygon }],
    ['a collection', { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: polygon }] }],
    ['bare corners', ring.slice(0, 3)],
  ])('takes %s', (_what, value) => {
    const area = readArea(value, 'rule.area');
    expect(area.ok && geoJsonOf(area.value)).toEqual({ type: 'MultiPolygon', coordinates: [[ring]] });
  });

  it.each([
    ['a point', { type: 'Point', coordinates: [121, 31] }],
    ['two corners', { type: 'Polygon', coordinates: [ring.slice(0, 2)] }],
    ['a line', { type: 'Polygon', coordinates: [[ring[0], ring[1], ring[0], ring[1]]] }],
    ['latitude first', { type: 'Polygon', coordinates: [ring.map(([lon, lat]) => [lat, lon])] }],
    ['text', { type: 'Polygon', coordinates: [[['121', '31'], ...ring]] }],
    [
      'corners on one slanted line',
      [
        [1, 1],
        [2, 2],
        [3, 3],
        [2.5, 2.5],
      ],
    ],
    ['no ring', { type: 'Polygon', coordinates: [] }],
    ['nothing', {}],
    ['a word', 'S20'],
  ])('refuses %s', (_what, value) => {
    expect(readArea(value, 'rule.area')).toMatchObject({
      ok: false,
      error: { code: 'AREA_INVALID', field: 'rule.area' },
    });
  });

  const meeting: readonly (readonly [string, readonly (readonly number[])[]])[] = [
    [
      'crosses itself',
      [
        [121, 31],
        [122, 32],
        [122, 31],
        [121, 32],
      ],
    ],
    [
      'crosses itself at a slant',
      [
        [121, 31],
        [122.5, 31.7],
        [122, 31],
        [121, 32.25],
      ],
    ],
    [
      'touches itself at a corner',
      [
        [121, 31],
        [123, 31],
        [122, 32],
        [123, 33],
        [121, 33],
        [122, 32],
      ],
    ],
    [
      'touches its own edge',
      [
        [121, 31],
        [123, 31],
        [123, 33],
        [122, 31],
        [121, 33],
      ],
    ],
    [
      'doubles back',
      [
        [121, 31],
        [123, 31],
        [122, 31],
        [122, 32],
      ],
    ],
    [
      'follows its own edge',
      [
        [121, 31],
        [124, 31],
        [124, 32],
        [123, 31],
        [122, 31],
        [121, 32],
      ],
    ],
  ];
  it.each(meeting)('refuses a ring that %s', (_what, corners) => {
    expect(readArea({ type: 'Polygon', coordinates: [corners] }, 'rule.area')).toMatchObject({
      ok: false,
      error: { code: 'AREA_SELF_INTERSECTING', field: 'rule.area' },
    });
  });

  it('takes every simple ring, and none after two neighbours of a convex one change places', () => {
    const codeOf = (corners: Ring): string | null => {
      const read = readArea(geoJsonOf({ polygons: [[corners]] }), 'a');
      return read.ok ? null : read.error.code;
    };
    fc.assert(
      fc.property(starRing(1_800_000), (star) => {
        fc.pre(star.length > 3);
        expect(codeOf(star)).toBeNull();
      }),
      SEED,
    );
    const shape = fc.tuple(
      fc.integer({ min: 4, max: 40 }),
      fc.nat(39),
      fc.integer({ min: 1_000_000, max: 800_000_000 }),
    );
    fc.assert(
      fc.property(shape, ([corners, drawn, radius]) => {
        const place = drawn % (corners - 1);
        const ring = Array.from({ length: corners }, (_none, index): GridPoint => {
          const angle = (index * 2 * Math.PI) / corners;
          return [Math.round(radius * Math.cos(angle)), Math.round(radius * Math.sin(angle))];
        });
        expect(codeOf(ring)).toBeNull();
        const swapped = [
          ...ring.slice(0, place),
          ...ring.slice(place, place + 2).reverse(),
          ...ring.slice(place + 2),
        ];
        expect(codeOf(swapped)).toBe('AREA_SELF_INTERSECTING');
      }),
      SEED,
    );
  });
});
