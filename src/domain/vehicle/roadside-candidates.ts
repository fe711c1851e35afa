import type { CivilDate } from '../shared/time.js';
import { colorOfPlateType } from './plate-color.js';
import { isEndOfLife } from './reasons.js';
import type { CardPlate, RoadsideCard } from './roadside-card.js';
import type { PlateColor } from './vehicle-facts.js';

/**
 * How a vehicle stands to the plate on the day asked about. CURRENT: it holds it. LAST: it is scrapped and this was its
 * last plate, which nobody holds now. FORMER: it gave it up. FUTURE: it gets it only later.
 */
export type PlateMatch = 'CURRENT' | 'LAST' | 'FORMER' | 'FUTURE';

export interface PlateQuery {
  readonly plateNumber: string;
  readonly plateType: string | null;
  readonly plateColor: PlateColor | null;
}

export interface Candidate {
  readonly card: RoadsideCard;
  readonly plate: CardPlate;
  readonly match: PlateMatch;
}

const STRENGTH: Readonly<Record<PlateMatch, number>> = { CURRENT: 3, LAST: 2, FORMER: 1, FUTURE: 0 };

/**
 * The vehicles that the question may be about. A number with its type names one plate (GA 36-2018), so a given type
 * excludes all others. Of one plate the present holder comes before a scrapped vehicle that held it last, that
 * before those that gave it up, of whom the most recent counts. Without a type every plate of that number is
 * possible, as long as somebody holds it or was scrapped with it; a given colour then leaves out the plates of
 * another colour, unless it would leave none.
 */
export function candidatesFor(
  cards: readonly RoadsideCard[],
  query: PlateQuery,
  on: CivilDate,
): readonly Candidate[] {
  const all: Candidate[] = [];
  for (const card of cards) {
    const candidate = bestMatch(card, query, on);
    // A vehicle that held the number in two periods may be handed in twice.
    if (candidate !== null && !all.some((one) => one.card.id === card.id)) all.push(candidate);
  }
  if (all.length < 2) return all;
  const perPlate = all.filter((one) => !all.some((other) => ousts(other, one)));
  const strongest = Math.max(...perPlate.map((one) => STRENGTH[one.match]));
  // A plate that somebody gave up is no rival of one on the road.
  const floor = strongest >= STRENGTH.LAST ? STRENGTH.LAST : strongest;
  return narrowByColor(
    perPlate.filter((one) => STRENGTH[one.match] >= floor),
    query,
  );
}

/**
 * Whether the colour seen contradicts the record of the plate. A colour that nobody could tell (UNKNOWN, OTHER) never
 * does, nor does the one that the plate's type must have: a feed may write one code for two greens.
 */
export function contradictsColor(seen: PlateColor | null, plate: CardPlate): boolean {
  return isTellable(plate.color) && !mayHaveColor(seen, plate);
}

/** Whether the vehicle was at the end of its life on that day; an undated status counts as such from the beginning. */
export function isScrappedOn(card: RoadsideCard, on: CivilDate): boolean {
  return isEndOfLife(card.status) && (card.scrappedOn === null || card.scrappedOn <= on);
}

function bestMatch(card: RoadsideCard, query: PlateQuery, on: CivilDate): Candidate | null {
  let best: Candidate | null = null;
  const last = card.plates.length - 1;
  for (let index = last; index >= 0; index -= 1) {
    const plate = card.plates[index];
    if (plate === undefined || plate.number !== query.plateNumber) continue;
    if (query.plateType !== null && plate.type !== query.plateType) continue;
    const match = matchOf(card, plate, index === last, on);
    if (best === null || STRENGTH[match] > STRENGTH[best.match]) best = { card, plate, match };
  }
  return best;
}

function matchOf(card: RoadsideCard, plate: CardPlate, isLast: boolean, on: CivilDate): PlateMatch {
  if (plate.from > on) return 'FUTURE';
  if (isLast && isScrappedOn(card, on)) return 'LAST';
  return plate.to === null || on < plate.to ? 'CURRENT' : 'FORMER';
}

/** Whether `other` has the better claim to the same plate. */
function ousts(other: Candidate, one: Candidate): boolean {
  if (other.plate.type !== one.plate.type || other.match === 'FUTURE') return false;
  if (STRENGTH[other.match] !== STRENGTH[one.match]) return STRENGTH[other.match] > STRENGTH[one.match];
  return other.match !== 'CURRENT' && (other.plate.to ?? '') > (one.plate.to ?? '');
}

function narrowByColor(candidates: readonly Candidate[], query: PlateQuery): readonly Candidate[] {
  if (candidates.length < 2) return candidates;
  const fitting = candidates.filter((one) => mayHaveColor(query.plateColor, one.plate));
  return fitting.length > 0 ? fitting : candidates;
}

/** Whether the plate may look like that: as recorded, or as its type must; without either it may look like anything. */
function mayHaveColor(seen: PlateColor | null, plate: CardPlate): boolean {
  if (seen === null || !isTellable(seen) || seen === plate.color) return true;
  const ofType = colorOfPlateType(plate.type);
  return seen === ofType || (ofType === null && !isTellable(plate.color));
}

function isTellable(color: PlateColor): boolean {
  return color !== 'UNKNOWN' && color !== 'OTHER';
}
