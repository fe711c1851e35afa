import { parseInstant } from '../shared/time.js';
import { EMISSION_STAGES } from '../vehicle/vehicle-facts.js';
import { isJsonObject } from './json-fields.js';
import { EXEMPTION_KINDS, POLLUTION_LEVELS } from './restriction-rule.js';
import { ROAD_CLASSES } from './roads.js';

type Check = (value: unknown) => boolean;

const LONGEST = 4000;
const isText: Check = (value) => typeof value === 'string' && value.length <= LONGEST;
const isFlag: Check = (value) => typeof value === 'boolean';
const isWhole: Check = (value) => Number.isSafeInteger(value);
const isInstant: Check = (value) => {
  const read = typeof value === 'string' ? parseInstant(value) : null;
  return read?.ok === true && read.value === value;
};
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const isOneOf =
  (words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value);
const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every((item) => check(item));
const isObjectOf =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isJsonObject(value) &&
    Object.keys(value).every((key) => Object.hasOwn(checks, key)) &&
    Object.entries(checks).every(([key, check]) => check(value[key]));

const isDivision: Check = (value) => typeof value === 'string' && /^\d{6}$/.test(value);
const isTexts = isListOf(isText);
const isClasses = isListOf(isOneOf(ROAD_CLASSES));

const isArea = isObjectOf({
  polygons: isListOf(isListOf(isListOf((corner) => isListOf(isWhole)(corner)))),
});
const isHours = isObjectOf({
  ranges: isListOf(isObjectOf({ days: isListOf(isWhole), from: isWhole, to: isWhole })),
  holidaysOff: isFlag,
  holidays: isTexts,
});
const isExemption = isObjectOf({
  kind: isOneOf(EXEMPTION_KINDS),
  values: isTexts,
  vehicleScope: isTexts,
  from: orNull(isInstant),
  until: orNull(isInstant),
});

/** Whether a JSON value is the content of a rule as facts keep it: every member there, none else, no fractions. */
export const isStoredRule: Check = isObjectOf({
  name: isText,
  authority: isText,
  cityCode: isDivision,
  ruleSet: orNull(isText),
  stageMax: orNull(isOneOf(EMISSION_STAGES)),
  fuel: isText,
  vehicleScope: isTexts,
  wholeDivision: isFlag,
  area: orNull(isArea),
  boundaryRoadsIncluded: isFlag,
  boundaryRoads: isTexts,
  excludedRoads: isTexts,
  excludedRoadClasses: isClasses,
  includedRoadClasses: isClasses,
  hours: isHours,
  validFrom: isInstant,
  validUntil: orNull(isInstant),
  exemptions: isListOf(isExemption),
  appliesToOutOfProvince: isFlag,
  penaltyBasis: orNull(isText),
  source: orNull(isText),
});

/** Whether a JSON value is a moment as facts keep it: UTC with milliseconds. */
export const isStoredInstant = isInstant;

/** Whether a text is a level of the warning. */
export const isPollutionLevel: Check = isOneOf(POLLUTION_LEVELS);
