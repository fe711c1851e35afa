import type { ObdReading, TestMethod } from '../../../domain/emission/emission-facts.js';
import { fail, ok } from '../../../domain/shared/result.js';
import type { Result } from '../../../domain/shared/result.js';
import { objectOf, optionalFlag, optionalNumber } from './case-fields.js';
import type { Case } from './case-fields.js';
import { memberNamed } from './report-item-names.js';

interface Diagnosis {
  readonly obd: ObdReading | null;
  /** Whether the check applies to the vehicle. */
  readonly obdApplies: boolean;
}

/** Members of a diagnosis and the short names of the same. */
const NAMES = {
  communicates: ['communicates', 'comm'],
  milOn: ['milOn', 'mil'],
  indicatorAgrees: ['indicatorAgrees'],
  portOk: ['portOk'],
  dtc: ['dtc', 'dtcs'],
  readinessIncomplete: ['readinessIncomplete'],
} as const;
type Name = keyof typeof NAMES;

/** Whether a member of `items` belongs to the diagnosis, which the items of a diagnosis alone may be. */
export function isOfDiagnosis(member: string): boolean {
  return Object.values<readonly string[]>(NAMES).some((names) => names.includes(member));
}

/**
 * `obd` beside the items or in them; of method OBD the items may be the diagnosis themselves. A case that gives one
 * rehearses one that applies, unless `obdApplies` says otherwise.
 */
export function readObd(input: Case, method: TestMethod): Result<Diagnosis> {
  const applies = optionalFlag(input, 'obdApplies');
  if (!applies.ok) return applies;
  const obdApplies = applies.value ?? true;
  const items = objectOf(input, 'items');
  if (!items.ok) return items;
  const place = memberNamed(input, 'obd') === null ? items.value : input;
  const member = memberNamed(place, 'obd');
  if (member === null) {
    const alone = method === 'OBD' && Object.keys(items.value).some(isOfDiagnosis);
    return alone ? withReading(items.value, 'items.', obdApplies) : ok({ obd: null, obdApplies });
  }
  const obd = objectOf(place, member);
  return obd.ok ? withReading(obd.value, 'obd.', obdApplies) : obd;
}

function withReading(given: Case, path: string, obdApplies: boolean): Result<Diagnosis> {
  const obd = readDiagnosis(given, path);
  return obd.ok ? ok({ obd: obd.value, obdApplies }) : obd;
}

function readDiagnosis(obd: Case, path: string): Result<ObdReading> {
  const communicates = optionalFlag(obd, written(obd, 'communicates'), path);
  if (!communicates.ok) return communicates;
  const port = optionalFlag(obd, written(obd, 'portOk'), path);
  if (!port.ok) return port;
  const milOn = optionalFlag(obd, written(obd, 'milOn'), path);
  if (!milOn.ok) return milOn;
  const agrees = optionalFlag(obd, 'indicatorAgrees', path);
  if (!agrees.ok) return agrees;
  const dtc: unknown = obd[written(obd, 'dtc')] ?? [];
  if (!isTextList(dtc)) {
    return fail({ code: 'FIELD_TYPE', field: `${path}dtc`, params: { expected: 'array' } });
  }
  const incomplete = optionalNumber(obd, 'readinessIncomplete');
  if (!incomplete.ok) return fail({ ...incomplete.error, field: `${path}readinessIncomplete` });
  return ok({
    // Through a port that is missing or damaged nothing can be asked.
    communicates: port.value === false ? false : communicates.value,
    milOn: milOn.value,
    indicatorAgrees: agrees.value,
    dtc,
    readinessIncomplete: incomplete.value,
    calIds: [],
    cvns: [],
    vin: null,
    kmSinceClear: null,
  });
}

/** The member that the case uses of a name and its short form. */
function written(obd: Case, name: Name): string {
  return NAMES[name].find((member) => (obd[member] ?? null) !== null) ?? name;
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
