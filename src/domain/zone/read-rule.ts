import type { Result } from '../shared/result.js';
import { fail } from '../shared/result.js';
import { isDateSentinel } from '../shared/sentinels.js';
import type { Instant } from '../shared/time.js';
import { readStage } from '../vehicle/stage-text.js';
import type { EmissionStage } from '../vehicle/vehicle-facts.js';
import { isJsonObject, JsonFields } from './json-fields.js';
import { readLastMoment, readMoment } from './moments.js';
import { readArea } from './read-area.js';
import { readHours } from './read-hours.js';
import { ANY_FUEL } from './restriction-rule.js';
import type { Exemption, ExemptionKind, RuleContent } from './restriction-rule.js';
import type { RoadClass } from './roads.js';
import {
  bodyOf,
  exemptionKindOf,
  fuelScopeOf,
  retrofitOf,
  roadClassesOf,
  scopePrefixes,
} from './zone-words.js';

/**
 * Reads a rule as the sheet of restrictions writes it; what is absent constrains nothing. Dates: `validFrom` begins with
 * its day, the day of `validTo` is still included, the day of an exemption's `until` (or `to`) is not any more; a time
 * of day stands for itself; all in Asia/Shanghai unless they carry an offset. Problems: FIELD_TYPE, FIELD_VALUE,
 * STAGE_FORMAT, AREA_INVALID, ZONE_HOURS_INVALID, TIME_ORDER and those of dates, each with its field.
 */
export function readRule(value: unknown, path = 'rule'): Result<RuleContent> {
  if (!isJsonObject(value)) return fail({ code: 'FIELD_TYPE', field: path, params: { expected: 'object' } });
  const fields = new JsonFields(value, `${path}.`);
  const rule: RuleContent = {
    ...headOf(fields),
    ...vehiclesOf(fields),
    ...placesOf(fields),
    ...timesOf(fields),
  };
  const { validFrom, validUntil } = rule;
  if (validFrom !== null && validUntil !== null && validUntil <= validFrom) {
    const field = fields.find(...END_NAMES).field;
    fields.refuse('ZONE_PERIOD_EMPTY', field, { from: validFrom, until: validUntil });
  }
  return fields.result(rule);
}

const END_NAMES = ['validUntil', 'validTo', 'to', 'end'] as const;

type Head = Pick<RuleContent, 'name' | 'authority' | 'cityCode' | 'ruleSet' | 'penaltyBasis' | 'source'>;
type Vehicles = Pick<
  RuleContent,
  'stageMax' | 'fuel' | 'vehicleScope' | 'exemptions' | 'appliesToOutOfProvince'
>;
type Times = Pick<RuleContent, 'hours' | 'validFrom' | 'validUntil'>;

function headOf(fields: JsonFields): Head {
  return {
    name: fields.text('name', 'title', 'id') ?? '',
    authority: fields.text('authority') ?? '',
    cityCode: fields.text('cityCode', 'city', 'division'),
    ruleSet: fields.text('ruleSet', 'ruleSetName'),
    penaltyBasis: fields.text('penaltyBasis'),
    source: fields.text('source', 'sourceText'),
  };
}

function vehiclesOf(fields: JsonFields): Vehicles {
  return {
    stageMax: stageMaxOf(fields),
    fuel: fuelOf(fields),
    vehicleScope: scopeOf(fields, 'vehicleScope', 'vehicleTypes', 'scope'),
    exemptions: fields.list('exemptions').flatMap((item) => exemptionOf(fields, item.field, item.value)),
    appliesToOutOfProvince:
      fields.flag('appliesToOutOfProvince', 'outOfProvince', 'includesOutOfProvince') ?? true,
  };
}

function placesOf(fields: JsonFields): Omit<RuleContent, keyof Head | keyof Vehicles | keyof Times> {
  const { field, value } = fields.find('area', 'geometry', 'polygon', 'zone');
  const area = value === null ? null : fields.take(readArea(value, field));
  const boundaryRoads = fields.texts('boundaryRoads', 'boundaryRoad', 'boundary');
  const isWhole = fields.flag('wholeDivision', 'wholeCity') ?? boundaryRoads.length === 0;
  return {
    wholeDivision: value === null && isWhole,
    area,
    boundaryRoadsIncluded: fields.flag('boundaryRoadsIncluded', 'boundaryIncluded') ?? true,
    boundaryRoads,
    excludedRoads: fields.texts('excludedRoads'),
    excludedRoadClasses: roadClasses(fields, 'excludedRoadClasses'),
    includedRoadClasses: roadClasses(fields, 'includedRoadClasses', 'roadClasses'),
  };
}

function timesOf(fields: JsonFields): Times {
  return {
    hours: readHours(fields),
    validFrom: momentOf(fields, 'validFrom', 'from', 'start'),
    validUntil: momentOf(fields, 'validUntil') ?? lastMomentOf(fields, 'validTo', 'to', 'end'),
  };
}

/** The cleanest of the stages that a notice names. */
function stageMaxOf(fields: JsonFields): EmissionStage | null {
  const names = ['stageMax', 'maxStage', 'stages', 'stage'] as const;
  const { field } = fields.find(...names);
  const stages = fields.texts(...names).flatMap((text) => fields.take(readStage(text, field)) ?? []);
  return stages.reduce<EmissionStage | null>(
    (most, stage) => (most === null || CLEANNESS.indexOf(stage) > CLEANNESS.indexOf(most) ? stage : most),
    null,
  );
}

const CLEANNESS: readonly EmissionStage[] = [
  'G0',
  'G1',
  'G2',
  'G3',
  'G4',
  'G5',
  'G6A',
  'G6_UNSPEC',
  'G6B',
  'ZERO',
];

function fuelOf(fields: JsonFields): string {
  const text = fields.text('fuel', 'fuelType', 'fuels');
  if (text === null) return ANY_FUEL;
  const scope = fuelScopeOf(text);
  if (scope !== null) return scope;
  fields.refuse('FUEL_UNKNOWN', fields.find('fuel', 'fuelType', 'fuels').field, { value: text });
  return ANY_FUEL;
}

function scopeOf(fields: JsonFields, ...names: readonly string[]): readonly string[] {
  const { field } = fields.find(...names);
  const groups = fields.texts(...names).map((text) => {
    const prefixes = scopePrefixes(text);
    if (prefixes === null) fields.refuse('TYPE_UNKNOWN', field, { value: text });
    return prefixes ?? [];
  });
  // One entry that means every type makes the scope unlimited.
  return groups.some((group) => group.length === 0) ? [] : [...new Set(groups.flat())];
}

function roadClasses(fields: JsonFields, ...names: readonly string[]): readonly RoadClass[] {
  const { field } = fields.find(...names);
  const classes = fields.texts(...names).flatMap((text) => {
    const found = roadClassesOf(text);
    if (found === null) fields.refuse('ROAD_CLASS_UNREADABLE', field, { value: text });
    return found ?? [];
  });
  return [...new Set(classes)];
}

function momentOf(fields: JsonFields, ...names: readonly string[]): Instant | null {
  const text = fields.text(...names);
  return text === null ? null : fields.take(readMoment(text, fields.find(...names).field));
}

/** 9999-12-31 and the like say that no end is known. */
function lastMomentOf(fields: JsonFields, ...names: readonly string[]): Instant | null {
  const text = fields.text(...names);
  if (text === null || isDateSentinel(text)) return null;
  return fields.take(readLastMoment(text, fields.find(...names).field));
}

function exemptionOf(fields: JsonFields, field: string, value: unknown): readonly Exemption[] {
  if (typeof value === 'string') {
    const { kind, value: named } = exemptionKindOf(value);
    return [{ kind, values: named === null ? [] : [named], vehicleScope: [], from: null, until: null }];
  }
  if (!isJsonObject(value)) {
    fields.refuse('FIELD_TYPE', field, { expected: 'object' });
    return [];
  }
  const own = fields.below(value, `${field}.`);
  const word = own.text('kind', 'type', 'name');
  if (word === null) {
    own.refuse('FIELD_MISSING', own.find('kind').field);
    return [];
  }
  const { kind, value: named } = exemptionKindOf(word);
  const isForTypes = kind === 'VEHICLE_TYPE';
  const values = isForTypes
    ? scopeOf(own, 'values', 'value', 'vehicleTypes', 'vehicleScope', 'types')
    : own.texts(...VALUE_NAMES).map((text) => valueOf(kind, text));
  const from = momentOf(own, 'from', 'validFrom');
  const until = momentOf(own, 'until', 'to', 'validUntil') ?? lastMomentOf(own, 'validTo', 'lastDay');
  return [
    {
      kind,
      values: named === null ? values : [named, ...values],
      vehicleScope: isForTypes ? [] : scopeOf(own, 'vehicleScope', 'vehicleTypes', 'appliesTo'),
      from,
      until,
    },
  ];
}

const VALUE_NAMES = [
  'values',
  'value',
  'codes',
  'code',
  'plates',
  'plateTypes',
  'useNatures',
  'retrofitKinds',
  'retrofit',
  'bodies',
  'permits',
] as const;

function valueOf(kind: ExemptionKind, text: string): string {
  if (kind === 'RETROFIT') return retrofitOf(text);
  if (kind === 'BODY') return bodyOf(text);
  return text.normalize('NFKC').toUpperCase().replace(/[\s·]/g, '');
}
