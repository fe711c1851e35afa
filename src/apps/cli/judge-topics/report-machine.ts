import type { TestedMachine } from '../../../domain/emission/judge-report.js';
import type { Scaled } from '../../../domain/emission/emission-facts.js';
import { MACHINE_CLASSES } from '../../../domain/emission/nrmm-limits.js';
import type { MachineClass } from '../../../domain/emission/nrmm-limits.js';
import { fail, ok } from '../../../domain/shared/result.js';
import type { Result } from '../../../domain/shared/result.js';
import { objectOf } from './case-fields.js';
import type { Case } from './case-fields.js';
import { optionalScaled } from './report-items.js';

/** Other ways to write a class, without the word for "class". */
const DIGITS: Readonly<Record<string, MachineClass>> = { '1': 'I', '2': 'II', '3': 'III' };
const CLASS_MEMBERS = ['class', 'machineClass'] as const;
const POWER_MEMBERS = ['powerKw', 'ratedPowerKw', 'pmaxKw'] as const;

/**
 * The machine of a case: `machine` (or `nrmm`) with its class and power, or a class as `machineClass` or as `limitSet`
 * beside the power; null where the case is of a vehicle. Problems: FIELD_TYPE, FIELD_VALUE, FIELD_MISSING, those of a number.
 */
export function readMachine(input: Case, ratedPowerKw: Scaled | null): Result<TestedMachine | null> {
  const member = ['machine', 'nrmm'].find((name) => (input[name] ?? null) !== null);
  if (member === undefined) return readBareMachine(input, ratedPowerKw);
  const machine = objectOf(input, member);
  if (!machine.ok) return machine;
  const own = classOf(machine.value, nameIn(machine.value, CLASS_MEMBERS), `${member}.`);
  if (!own.ok) return own;
  const zone = classOf(machine.value, 'zoneClass', `${member}.`);
  if (!zone.ok) return zone;
  const power = optionalScaled(machine.value, nameIn(machine.value, POWER_MEMBERS), `${member}.`);
  if (!power.ok) return power;
  return machineOf(own.value, zone.value, power.value ?? ratedPowerKw, `${member}.`);
}

/** Whether `limitSet` names a class of machines instead of limit a or b. */
export function limitSetIsClass(input: Case): boolean {
  return typeof input.limitSet === 'string' && machineClass(input.limitSet) !== null;
}

function readBareMachine(input: Case, ratedPowerKw: Scaled | null): Result<TestedMachine | null> {
  const member = limitSetIsClass(input) ? 'limitSet' : 'machineClass';
  const own = classOf(input, member, '');
  if (!own.ok) return own;
  const zone = classOf(input, 'zoneClass', '');
  if (!zone.ok) return zone;
  if (own.value === null && zone.value === null) return ok(null);
  const power = optionalScaled(input, nameIn(input, ['powerKw', 'pmaxKw']));
  return power.ok ? machineOf(own.value, zone.value, power.value ?? ratedPowerKw, '') : power;
}

function machineOf(
  own: MachineClass | null,
  zone: MachineClass | null,
  powerKw: Scaled | null,
  path: string,
): Result<TestedMachine> {
  const named = path === '' ? (['machineClass', 'ratedPowerKw'] as const) : (['class', 'powerKw'] as const);
  // The class of the zone takes the place of the machine's own, which then need not be known.
  const machineClassOrZone = own ?? zone;
  if (machineClassOrZone === null) return fail({ code: 'FIELD_MISSING', field: path + named[0] });
  if (powerKw === null) return fail({ code: 'FIELD_MISSING', field: path + named[1] });
  return ok({ machineClass: machineClassOrZone, zoneClass: zone, powerKw });
}

function nameIn(object: Case, names: readonly [string, ...string[]]): string {
  return names.find((name) => (object[name] ?? null) !== null) ?? names[0];
}

function classOf(object: Case, member: string, path: string): Result<MachineClass | null> {
  const given = object[member] ?? null;
  if (given === null) return ok(null);
  if (typeof given !== 'string' && typeof given !== 'number') {
    return fail({ code: 'FIELD_TYPE', field: path + member, params: { expected: 'string' } });
  }
  const known = machineClass(String(given));
  if (known !== null) return ok(known);
  const params = { value: String(given), allowed: MACHINE_CLASSES.join(' ') };
  return fail({ code: 'FIELD_VALUE', field: path + member, params });
}

/** Ⅰ类, I, 1 and class I are one. */
function machineClass(text: string): MachineClass | null {
  const bare = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/CLASS|类|限值|[\s_-]/g, '');
  return MACHINE_CLASSES.find((known) => known === bare) ?? DIGITS[bare] ?? null;
}
