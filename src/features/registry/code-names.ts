import { readDivision } from '../../domain/shared/division.js';
import { describeProblem } from '../../domain/shared/messages.js';
import { CLAUSES } from '../../domain/vehicle/clauses.js';
import { PLATE_TYPES, USE_NATURES, VEHICLE_STATUSES } from '../../domain/vehicle/codes.js';
import { FUELS } from '../../domain/vehicle/fuel.js';
import { VEHICLE_TYPES, type CodeName } from '../../domain/vehicle/vehicle-types.js';
import type { Language } from '../../platform/context/request-context.js';
import type { ClauseModel, CodedTextModel } from './reason.model.js';

/** A historical code is named whatever the day, so it is read as of a day before any of them was retired. */
const BEFORE_ANY_RETIREMENT = '1992-01-01';

type Names = Readonly<Record<string, CodeName>>;

/** The name of a code, or the code itself where the table does not know it: feeds hold newer codes. */
const nameIn = (table: Names, code: string, language: Language): string => table[code]?.[language] ?? code;

export const plateTypeName = (code: string, language: Language): string =>
  nameIn(PLATE_TYPES, code, language);
export const vehicleTypeName = (code: string, language: Language): string =>
  nameIn(VEHICLE_TYPES, code, language);
export const useNatureName = (code: string, language: Language): string =>
  nameIn(USE_NATURES, code, language);

const JOINED: Readonly<Record<Language, string>> = { zh: '、', en: ', ' };
const NOT_RECORDED: Readonly<Record<Language, string>> = { zh: '未登记', en: 'not recorded' };

/** Names of a composite fuel code (`AC`), letter by letter. */
export function fuelName(code: string, language: Language): string {
  if (code === '') return NOT_RECORDED[language];
  if (code.length === 1) return nameIn(FUELS, code, language);
  return [...code].map((letter) => nameIn(FUELS, letter, language)).join(JOINED[language]);
}

const STATUS_NAMES: Readonly<Record<Language, Map<string, readonly string[]>>> = {
  zh: new Map(),
  en: new Map(),
};
const MOST_CACHED = 1000;

function cached<V>(cache: Map<string, V>, key: string, make: () => V): V {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  if (cache.size < MOST_CACHED) cache.set(key, made);
  return made;
}

/** Names of the letters of a status (`GQ`). */
export const statusNames = (status: string, language: Language): readonly string[] =>
  cached(STATUS_NAMES[language], status, () =>
    [...status].map((letter) => nameIn(VEHICLE_STATUSES, letter, language)),
  );

const DIVISION_NAMES = new Map<string, string>();

/** Chinese name of a GB/T 2260 division, retired ones included; the code where it is none of the delta. */
export const divisionName = (code: string): string =>
  cached(DIVISION_NAMES, code, () => {
    const reading = readDivision(code, BEFORE_ANY_RETIREMENT);
    if (!reading.ok) return code;
    const { name, cityName } = reading.value;
    return cityName === null || cityName === name ? name : `${cityName}${name}`;
  });

const clausesIn = (language: Language): ReadonlyMap<string, ClauseModel> =>
  new Map(
    Object.entries(CLAUSES).map(([id, clause]) => [
      id,
      { id, document: clause.document, article: clause.article, text: clause[language] },
    ]),
  );
const CLAUSE_MODELS: Readonly<Record<Language, ReadonlyMap<string, ClauseModel>>> = {
  zh: clausesIn('zh'),
  en: clausesIn('en'),
};

/** A clause of the catalogue in the caller's language; an id that another version of the service wrote stands alone. */
export function clauseOf(id: string | null, language: Language): ClauseModel | null {
  if (id === null) return null;
  return CLAUSE_MODELS[language].get(id) ?? { id, document: '', article: '', text: id };
}

/** Codes of warnings and flags with their texts. */
export function codedTexts(codes: readonly string[], language: Language): readonly CodedTextModel[] {
  return codes.map((code) => ({ code, text: describeProblem({ code }, language) }));
}
