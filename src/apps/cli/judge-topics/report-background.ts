import type { ObdReading } from '../../../domain/emission/emission-facts.js';
import type { ReportQuestion, TestedMachine } from '../../../domain/emission/judge-report.js';
import type { TestedVehicle } from '../../../domain/emission/method-fit.js';
import { MACHINE_CLASSES } from '../../../domain/emission/nrmm-limits.js';
import { fail, ok } from '../../../domain/shared/result.js';
import type { Result } from '../../../domain/shared/result.js';
import { civilDateOf, parseCivilDate } from '../../../domain/shared/time.js';
import { readMoment } from '../../../domain/zone/moments.js';
import { isDiesel } from '../../../domain/vehicle/fuel.js';
import { optionalNumber, optionalText } from './case-fields.js';
import type { Case } from './case-fields.js';
import { wordOr } from './report-codes.js';
import { objectOf, optionalScaled } from './report-items.js';

type Background = Omit<
  ReportQuestion,
  'method' | 'checkType' | 'stationResult' | 'limitSet' | 'comparison' | 'items'
>;

/** Everything of a case beside its codes and readings: vehicle, machine, diagnosis, smoke seen, times. */
export function readBackground(input: Case): Result<Background> {
  const rated = eitherPlace(input, 'ratedPowerKw', optionalScaled);
  if (!rated.ok) return rated;
  const smoke = eitherPlace(input, 'visibleSmoke', optionalFlag);
  if (!smoke.ok) return smoke;
  const vehicle = readVehicle(input);
  if (!vehicle.ok) return vehicle;
  const reason = optionalText(input, 'methodReason');
  if (!reason.ok) return reason;
  const machine = readMachine(input);
  if (!machine.ok) return machine;
  const obd = readObd(input);
  if (!obd.ok) return obd;
  const times = readTimes(input);
  if (!times.ok) return times;
  return ok({
    ...times.value,
    ...obd.value,
    ratedPowerKw: rated.value,
    visibleSmoke: smoke.value,
    vehicle: vehicle.value,
    methodReason: reason.value,
    machine: machine.value,
  });
}

/** A member that stands in `items` or beside it. */
function eitherPlace<T>(
  input: Case,
  name: string,
  read: (input: Case, name: string, path?: string) => Result<T | null>,
): Result<T | null> {
  const inside = objectOf(input, 'items');
  if (!inside.ok) return inside;
  const first = read(inside.value, name, 'items.');
  return first.ok && first.value === null ? read(input, name) : first;
}

function optionalFlag(input: Case, name: string, path = ''): Result<boolean | null> {
  const given = input[name] ?? null;
  if (given === null || typeof given === 'boolean') return ok(given);
  return fail({ code: 'FIELD_TYPE', field: path + name, params: { expected: 'boolean' } });
}

function readVehicle(input: Case): Result<TestedVehicle | null> {
  const fuel = optionalText(input, 'fuel');
  if (!fuel.ok) return fuel;
  const type = optionalText(input, 'vehicleType');
  if (!type.ok) return type;
  const mass = optionalNumber(input, 'massKg');
  if (!mass.ok) return mass;
  if (fuel.value === null && type.value === null && mass.value === null) return ok(null);
  return ok({
    diesel: fuel.value === null ? 'UNKNOWN' : isDiesel(fuel.value),
    vehicleType: type.value?.normalize('NFKC').trim().toUpperCase() ?? null,
    massKg: mass.value,
  });
}

function readMachine(input: Case): Result<TestedMachine | null> {
  if ((input.machine ?? null) === null) return ok(null);
  const machine = objectOf(input, 'machine');
  if (!machine.ok) return machine;
  const own = wordOr(machine.value, 'class', MACHINE_CLASSES, null);
  if (!own.ok) return fail({ ...own.error, field: 'machine.class' });
  const zone = wordOr(machine.value, 'zoneClass', MACHINE_CLASSES, null);
  if (!zone.ok) return fail({ ...zone.error, field: 'machine.zoneClass' });
  const power = optionalScaled(machine.value, 'powerKw', 'machine.');
  if (!power.ok) return power;
  if (own.value === null) return fail({ code: 'FIELD_MISSING', field: 'machine.class' });
  if (power.value === null) return fail({ code: 'FIELD_MISSING', field: 'machine.powerKw' });
  return ok({ machineClass: own.value, zoneClass: zone.value, powerKw: power.value });
}

type ObdPart = Pick<Background, 'obd' | 'obdApplies'>;

/** A case that gives a diagnosis rehearses one that applies, unless `obdApplies` says otherwise. */
function readObd(input: Case): Result<ObdPart> {
  const applies = optionalFlag(input, 'obdApplies');
  if (!applies.ok) return applies;
  const obdApplies = applies.value ?? true;
  const inside = objectOf(input, 'items');
  if (!inside.ok) return inside;
  const place = (input.obd ?? null) === null ? inside.value : input;
  if ((place.obd ?? null) === null) return ok({ obd: null, obdApplies });
  const obd = objectOf(place, 'obd');
  if (!obd.ok) return obd;
  const reading = readDiagnosis(obd.value);
  return reading.ok ? ok({ obd: reading.value, obdApplies }) : reading;
}

function readDiagnosis(obd: Case): Result<ObdReading> {
  const communicates = optionalFlag(obd, 'communicates', 'obd.');
  if (!communicates.ok) return communicates;
  const milOn = optionalFlag(obd, 'milOn', 'obd.');
  if (!milOn.ok) return milOn;
  const agrees = optionalFlag(obd, 'indicatorAgrees', 'obd.');
  if (!agrees.ok) return agrees;
  const dtc: unknown = obd.dtc ?? [];
  if (!isTextList(dtc)) return fail({ code: 'FIELD_TYPE', field: 'obd.dtc', params: { expected: 'array' } });
  const incomplete = optionalNumber(obd, 'readinessIncomplete');
  if (!incomplete.ok) return fail({ ...incomplete.error, field: 'obd.readinessIncomplete' });
  return ok({
    communicates: communicates.value,
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

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

type Times = Pick<Background, 'on' | 'startedAt' | 'endedAt' | 'now'>;

/** The limits are those of `date`, else of the day of `startedAt`, else those in force now. */
function readTimes(input: Case): Result<Times> {
  const times: Record<'startedAt' | 'endedAt' | 'now', string | null> = {
    startedAt: null,
    endedAt: null,
    now: null,
  };
  for (const name of ['startedAt', 'endedAt', 'now'] as const) {
    const text = optionalText(input, name);
    if (!text.ok) return text;
    if (text.value === null) continue;
    const moment = readMoment(text.value, name);
    if (!moment.ok) return moment;
    times[name] = moment.value;
  }
  const date = optionalText(input, 'date');
  if (!date.ok) return date;
  if (date.value === null)
    return ok({ ...times, on: times.startedAt === null ? null : civilDateOf(times.startedAt) });
  const on = parseCivilDate(date.value, 'date');
  return on.ok ? ok({ ...times, on: on.value }) : on;
}
