import { sideOfArea } from './area.js';
import type { RuleContent, ZonePlace } from './restriction-rule.js';
import { matchAnyRoad } from './roads.js';
import type { ZoneFinding } from './zone-reasons.js';

/** Where the place is with respect to the bounding line, or why that cannot be told. */
type Position =
  'INSIDE' | 'BOUNDARY' | 'OUTSIDE_AREA' | 'PLACE_UNKNOWN' | 'AREA_UNKNOWN' | 'ROAD_SECTION_UNKNOWN';

/** Whether the place is one where the rule holds: the road, the area with its line, then the class of the road. */
export function placeFinding(rule: RuleContent, place: ZonePlace): ZoneFinding {
  if (place.road !== null && matchAnyRoad(place.road, rule.excludedRoads) === 'MATCH') return 'ROAD_EXCLUDED';
  const position = positionOf(rule, place);
  if (position === 'OUTSIDE_AREA') return position;
  if (position === 'BOUNDARY' && !rule.boundaryRoadsIncluded) return 'BOUNDARY_EXCLUDED';
  const road = roadFinding(rule, place);
  if (road !== 'FITS' && road !== 'ROAD_CLASS_UNKNOWN') return road;
  return position === 'INSIDE' || position === 'BOUNDARY' ? road : position;
}

function positionOf(rule: RuleContent, place: ZonePlace): Position {
  if (place.onBoundary === true) return 'BOUNDARY';
  const boundary = place.road === null ? 'OTHER' : matchAnyRoad(place.road, rule.boundaryRoads);
  if (boundary === 'MATCH') return 'BOUNDARY';
  if (place.inside === false) return 'OUTSIDE_AREA';
  const position = rule.area === null ? positionInDivision(rule, place) : positionInArea(rule.area, place);
  if (position === 'OUTSIDE_AREA' && place.inside === null) return position;
  if (boundary === 'SAME_ROAD' && place.onBoundary === null) return 'ROAD_SECTION_UNKNOWN';
  return place.inside === true ? 'INSIDE' : position;
}

function positionInArea(area: NonNullable<RuleContent['area']>, { point }: ZonePlace): Position {
  if (point === null) return 'PLACE_UNKNOWN';
  const side = sideOfArea(area, point);
  return side === 'EDGE' ? 'BOUNDARY' : side === 'INSIDE' ? 'INSIDE' : 'OUTSIDE_AREA';
}

/** Without geometry only the division of the place can tell, and only that it is another one or that all of it counts. */
function positionInDivision({ cityCode, wholeDivision }: RuleContent, { division }: ZonePlace): Position {
  if (cityCode === null) return wholeDivision ? 'INSIDE' : 'AREA_UNKNOWN';
  if (division === null) return wholeDivision ? 'PLACE_UNKNOWN' : 'AREA_UNKNOWN';
  if (isPartOf(division, cityCode)) return wholeDivision ? 'INSIDE' : 'AREA_UNKNOWN';
  return isPartOf(cityCode, division) ? 'PLACE_UNKNOWN' : 'OUTSIDE_AREA';
}

/** Whether a GB/T 2260 division is the other one or lies in it: a province, a city or a county. */
export function isPartOf(division: string, whole: string): boolean {
  return division.startsWith(whole.replace(/(?:00){1,2}$/, ''));
}

function roadFinding(rule: RuleContent, { roadClass }: ZonePlace): ZoneFinding {
  const { excludedRoadClasses: excluded, includedRoadClasses: included } = rule;
  if (excluded.length === 0 && included.length === 0) return 'FITS';
  if (roadClass === null) return 'ROAD_CLASS_UNKNOWN';
  if (excluded.includes(roadClass)) return 'ROAD_CLASS_EXCLUDED';
  return included.length === 0 || included.includes(roadClass) ? 'FITS' : 'ROAD_CLASS_NOT_INCLUDED';
}
