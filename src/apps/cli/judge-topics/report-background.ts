import type { ReportQuestion } from '../../../domain/emission/judge-report.js';
import type { TestedVehicle } from '../../../domain/emission/method-fit.js';
import { ok } from '../../../domain/shared/result.js';
import type { Result } from '../../../domain/shared/result.js';
import { civilDateOf, parseCivilDate } from '../../../domain/shared/time.js';
import { readMoment } from '../../../domain/zone/moments.js';
import { isDiesel } from '../../../domain/vehicle/fuel.js';
import { objectOf, optionalFlag, optionalNumber, optionalText } from './case-fields.js';
import type { Case } from './case-fields.js';
import { fuelCodeOf } from './fuel-words.js';
import { memberNamed } from './report-item-names.js';
import type { BesideName } from './report-item-names.js';
import { optionalScaled } from './report-items.js';
import { readObd } from './report-diagnosis.js';
import { readMachine } from './report-machine.js';
import type { ReadingOf } from './report-runs.js';

type Background = Omit<
  ReportQuestion,
  'method' | 'checkType' | 'stationResult' | 'limitSet' | 'comparison' | 'items'
>;

/** Everything of a case beside its codes and readings: vehicle, machine, diagnosis, smoke seen, times. */
export function readBackground(input: Case, of: ReadingOf): Result<Background> {
  const rated = eitherPlace(input, 'ratedPowerKw', (from, name, path) =>
    optionalScaled(from, name, path, of.brokenOff),
  );
  if (!rated.ok) return rated;
  const smoke = eitherPlace(input, 'visibleSmoke', optionalFlag);
  if (!smoke.ok) return smoke;
  const vehicle = readVehicle(input);
  if (!vehicle.ok) return vehicle;
  const reason = optionalText(input, 'methodReason');
  if (!reason.ok) return reason;
  const machine = readMachine(input, rated.value);
  if (!machine.ok) return machine;
  const obd = readObd(input, of.method);
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
  name: BesideName,
  read: (input: Case, name: string, path: string) => Result<T | null>,
): Result<T | null> {
  const inside = objectOf(input, 'items');
  if (!inside.ok) return inside;
  const member = memberNamed(inside.value, name);
  return member === null
    ? read(input, memberNamed(input, name) ?? name, '')
    : read(inside.value, member, 'items.');
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
    diesel: fuel.value === null ? 'UNKNOWN' : isDiesel(fuelCodeOf(fuel.value)),
    vehicleType: type.value?.normalize('NFKC').trim().toUpperCase() ?? null,
    massKg: mass.value,
  });
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
