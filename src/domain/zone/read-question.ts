import { normalisePlate } from '../shared/plate.js';
import type { Result } from '../shared/result.js';
import { fail } from '../shared/result.js';
import { readStage } from '../vehicle/stage-text.js';
import type { EmissionStage } from '../vehicle/vehicle-facts.js';
import { toGrid } from './area.js';
import { isJsonObject, JsonFields } from './json-fields.js';
import { readMoment } from './moments.js';
import type { ZonePlace, ZoneVehicle } from './restriction-rule.js';
import { bodyOf, fuelCodeOf, retrofitOf, roadClassesOf } from './zone-words.js';

const MAX_LON = 180;
const MAX_LAT = 90;
const PROVINCE_NAMES: Readonly<Record<string, string>> = {
  上海: '310000',
  江苏: '320000',
  浙江: '330000',
  安徽: '340000',
};
const ABROAD_OF_THE_RULE = '990000';

const NOWHERE: ZonePlace = {
  point: null,
  road: null,
  roadClass: null,
  onBoundary: null,
  inside: null,
  division: null,
};

/** Reads a vehicle as a case writes it; what is absent is unknown. Problems: FIELD_TYPE, STAGE_FORMAT, those of dates. */
export function readZoneVehicle(value: unknown, path = 'vehicle'): Result<ZoneVehicle> {
  if (!isJsonObject(value)) return fail({ code: 'FIELD_TYPE', field: path, params: { expected: 'object' } });
  const fields = new JsonFields(value, `${path}.`);
  const vehicle: ZoneVehicle = {
    ...plateOf(fields, path),
    stage: stageOf(fields),
    fuel: fuelOf(fields),
    vehicleType: codeOf(fields, 'vehicleType', 'type', 'cllx'),
    useNature: codeOf(fields, 'useNature', 'use', 'syxz'),
    division: divisionOf(fields),
    retrofits: retrofitsOf(fields),
    bodies: bodiesOf(fields),
    permits: fields.texts('permits', 'permit').map((text) => text.normalize('NFKC').toUpperCase()),
  };
  return fields.result(vehicle);
}

const codeOf = (fields: JsonFields, ...names: readonly string[]): string | null =>
  fields
    .text(...names)
    ?.normalize('NFKC')
    .trim()
    .toUpperCase() ?? null;

function stageOf(fields: JsonFields): EmissionStage {
  const text = fields.text('stage', 'emissionStage');
  if (text === null) return 'UNKNOWN';
  return fields.take(readStage(text, fields.find('stage', 'emissionStage').field)) ?? 'UNKNOWN';
}

function fuelOf(fields: JsonFields): string {
  const fuel = fields.text('fuel', 'fuelType', 'fuelCode');
  if (fuel !== null) return fuelCodeOf(fuel);
  const said = fields.find('isDiesel', 'diesel').value;
  return said === true || said === 'YES' ? 'B' : '';
}

/** A plate as a text with its type beside it, or as an object of both. */
function plateOf(fields: JsonFields, path: string): Pick<ZoneVehicle, 'plateNumber' | 'plateType'> {
  const { value } = fields.find('plate');
  const own = isJsonObject(value) ? fields.below(value, `${path}.plate.`) : null;
  const number = own === null ? fields.text('plateNumber', 'plate', 'hphm') : own.text('number', 'hphm');
  const type = own?.text('type', 'plateType', 'hpzl') ?? fields.text('plateType', 'hpzl');
  return {
    plateNumber: number === null ? null : normalisePlate(number),
    plateType: type === null ? null : type.trim().padStart(2, '0'),
  };
}

function divisionOf(fields: JsonFields): string | null {
  if (fields.flag('outOfProvince') === true) return ABROAD_OF_THE_RULE;
  const text = fields.text('division', 'regDivision', 'registrationDivision', 'registrationCity', 'province');
  if (text === null) return null;
  const code = text.normalize('NFKC').trim();
  if (/^\d{2}(?:\d{4})?$/.test(code)) return code.padEnd(6, '0');
  const named = Object.entries(PROVINCE_NAMES).find(([name]) => code.startsWith(name));
  if (named !== undefined) return named[1];
  const byCharacter = PROVINCE_CHARACTERS[code];
  return byCharacter ?? ABROAD_OF_THE_RULE;
}

const PROVINCE_CHARACTERS: Readonly<Record<string, string>> = {
  沪: '310000',
  苏: '320000',
  浙: '330000',
  皖: '340000',
};

function retrofitsOf(fields: JsonFields): ZoneVehicle['retrofits'] {
  return fields.list('retrofit', 'retrofits', 'retrofitted').flatMap(({ field, value }) => {
    if (value === false || value === 'NONE' || value === '无') return [];
    if (value === true) return [{ kind: 'OTHER', at: null }];
    if (typeof value === 'string') return [{ kind: retrofitOf(value), at: null }];
    if (!isJsonObject(value)) {
      fields.refuse('FIELD_TYPE', field, { expected: 'object' });
      return [];
    }
    const own = fields.below(value, `${field}.`);
    const on = own.text('on', 'date', 'at');
    const at = on === null ? null : fields.take(readMoment(on, own.find('on', 'date', 'at').field));
    return [{ kind: retrofitOf(own.text('kind', 'type') ?? 'OTHER'), at }];
  });
}

function bodiesOf(fields: JsonFields): readonly string[] {
  const words = fields.texts('body', 'bodies', 'bodyType', 'tags', 'purpose').map(bodyOf);
  if (fields.flag('refrigerated', 'reefer') === true) words.push('REFRIGERATED');
  if (fields.flag('container', 'containerTruck') === true) words.push('CONTAINER');
  return words;
}

/** Reads a place as a case writes it: a point, a road, a word, or what is known of its position. */
export function readZonePlace(value: unknown, path = 'place'): Result<ZonePlace> {
  const fields = new JsonFields(isJsonObject(value) ? value : {}, `${path}.`);
  if (value === null || value === undefined) return fields.result(NOWHERE);
  if (typeof value === 'string') return fields.result(placeOfWord(value));
  if (!isJsonObject(value)) return fail({ code: 'FIELD_TYPE', field: path, params: { expected: 'object' } });
  const point = pointOf(fields);
  const boundary = fields.find('onBoundary', 'boundary', 'onBoundaryRoad').value;
  const road = [fields.text('road', 'roadName'), fields.text('section', 'roadSection')];
  const written = typeof boundary === 'string' ? [boundary, ...road] : road;
  const named = written.filter((text) => text !== null);
  const outside = fields.flag('outside', 'outsideArea');
  return fields.result({
    point,
    road: named.length === 0 ? null : named.join(' '),
    roadClass: roadClassOf(fields),
    onBoundary: typeof boundary === 'string' ? true : fields.flag('onBoundary', 'boundary', 'onBoundaryRoad'),
    inside: fields.flag('inside', 'insideArea', 'inArea', 'inZone') ?? (outside === null ? null : !outside),
    division: fields.text('division', 'cityCode', 'city'),
  });
}

function placeOfWord(word: string): ZonePlace {
  const said = word.normalize('NFKC').trim().toUpperCase();
  if (/^(?:INSIDE|区域?内)$/.test(said)) return { ...NOWHERE, inside: true };
  if (/^(?:OUTSIDE|区域?外)$/.test(said)) return { ...NOWHERE, inside: false };
  if (/^(?:ON_?\s?)?BOUNDARY$|^边界$/.test(said)) return { ...NOWHERE, onBoundary: true };
  return { ...NOWHERE, road: word };
}

function roadClassOf(fields: JsonFields): ZonePlace['roadClass'] {
  const text = fields.text('roadClass', 'roadType');
  if (text === null) return null;
  const [first] = roadClassesOf(text) ?? [];
  return (
    first ??
    fields.refuse('ROAD_CLASS_UNREADABLE', fields.find('roadClass', 'roadType').field, { value: text })
  );
}

function pointOf(fields: JsonFields): ZonePlace['point'] {
  const { field, value } = fields.find('point', 'coordinates', 'location', 'geometry');
  const inner = isJsonObject(value) ? fields.below(value, `${field}.`) : fields;
  const list = isJsonObject(value) ? inner.find('coordinates').value : value;
  if (Array.isArray(list)) {
    const pair: readonly unknown[] = list;
    return gridPointOf(fields, field, pair[0], pair[1]);
  }
  const lon = inner.number('lon', 'lng', 'longitude');
  const lat = inner.number('lat', 'latitude');
  if (lon === null && lat === null) return null;
  return gridPointOf(fields, inner.find(lat === null ? 'lat' : 'lon', 'lng', 'longitude').field, lon, lat);
}

function gridPointOf(fields: JsonFields, field: string, lon: unknown, lat: unknown): ZonePlace['point'] {
  if (typeof lon === 'number' && typeof lat === 'number') {
    if (Math.abs(lon) <= MAX_LON && Math.abs(lat) <= MAX_LAT) return [toGrid(lon), toGrid(lat)];
    return fields.refuse('LOCATION_INVALID', field, { lon, lat });
  }
  return fields.refuse('LOCATION_INVALID', field, { lon: '', lat: '' });
}
