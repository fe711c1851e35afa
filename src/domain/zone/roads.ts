/** Classes of road that a notice may name: 高速, 国道, 省道, 县道, 乡道, 村道, 城市道路. */
export const ROAD_CLASSES = [
  'EXPRESSWAY',
  'NATIONAL',
  'PROVINCIAL',
  'COUNTY',
  'TOWNSHIP',
  'VILLAGE',
  'URBAN',
] as const;
export type RoadClass = (typeof ROAD_CLASSES)[number];

/**
 * How the road of a place stands to a named road or section of one. SAME_ROAD: the road of a section, but it is not
 * known which part of it.
 */
export type RoadMatch = 'MATCH' | 'SAME_ROAD' | 'OTHER';

const NOT_TELLING = /[\s\-‐‑–—~～至到·()（）[\]【】《》,，、/]|之间|主线|路段|段$/g;

/** Upper case, half width, without what people write differently: blanks, dashes, brackets, 主线, 路段. */
const normaliseRoad = (raw: string): string => raw.normalize('NFKC').toUpperCase().replace(NOT_TELLING, '');

/** The number that a road begins with (G1503, S20), or null for a name without one. */
const roadNumberOf = (name: string): string | null => /^[A-Z]\d{1,4}(?!\d)/.exec(name)?.[0] ?? null;

/**
 * Whether a road as an officer wrote it is the named one. A name covers what is written on after it (S20 covers
 * `S20外环高速` and `S20地面道路`) but no longer number (not S201). A named section of a road (`G1503 外环隧道–五洲大道`)
 * is met by both of its ends; the bare road leaves it open.
 */
function matchRoad(written: string, named: string): RoadMatch {
  const road = normaliseRoad(written);
  const wanted = normaliseRoad(named);
  if (wanted === '' || road === '') return 'OTHER';
  if (road === wanted) return 'MATCH';
  const number = roadNumberOf(wanted);
  if (wanted === number ? hasNumber(road, wanted) : road.startsWith(wanted)) return 'MATCH';
  if (number === null || number === wanted || roadNumberOf(road) !== number) return 'OTHER';
  return sectionMatch(written, named, number);
}

/** A number may stand anywhere in the text (`外环高速（S20）`), but not within a longer one. */
const hasNumber = (road: string, number: string): boolean =>
  new RegExp(`(?<![A-Z0-9])${number}(?!\\d)`).test(road);

/** Both are parts of one numbered road: the same ends in either order match, a road without a part may be anywhere. */
function sectionMatch(written: string, named: string, number: string): RoadMatch {
  const partsOf = (text: string): readonly string[] =>
    text
      .normalize('NFKC')
      .toUpperCase()
      .replace(number, ' ')
      .split(/[\s\-‐‑–—~～至到()（）,，、/]+/)
      .map(normaliseRoad)
      .filter((part) => part !== '');
  const ends = partsOf(named);
  const at = partsOf(written);
  const isNumberAlone = at.length === 0 || at.every((part) => !ends.some((end) => overlaps(end, part)));
  if (ends.length > 0 && ends.every((end) => at.some((part) => overlaps(end, part)))) return 'MATCH';
  return isNumberAlone && at.length > 1 ? 'OTHER' : 'SAME_ROAD';
}

const overlaps = (one: string, other: string): boolean => one.includes(other) || other.includes(one);

/** The best match among several names. */
export function matchAnyRoad(written: string, names: readonly string[]): RoadMatch {
  const matches = names.map((name) => matchRoad(written, name));
  if (matches.includes('MATCH')) return 'MATCH';
  return matches.includes('SAME_ROAD') ? 'SAME_ROAD' : 'OTHER';
}
