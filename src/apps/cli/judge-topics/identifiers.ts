import { readDivision } from '../../../domain/shared/division.js';
import { readImo } from '../../../domain/shared/imo.js';
import { readPlate } from '../../../domain/shared/plate.js';
import { fail } from '../../../domain/shared/result.js';
import { parseCivilDate } from '../../../domain/shared/time.js';
import { readUscc } from '../../../domain/shared/uscc.js';
import { readVin } from '../../../domain/shared/vin.js';
import { reading, refusal } from './answer.js';
import type { Case } from './case-fields.js';
import { optionalText, requiredText } from './case-fields.js';

/** `{"plateNumber","plateType"?}` by GA 36-2018 and GA/T 16.7. `city` is there only when the letter tells it. */
export function judgePlate(input: Case): object {
  const number = requiredText(input, 'plateNumber');
  if (!number.ok) return refusal(number.error);
  const type = optionalText(input, 'plateType');
  if (!type.ok) return refusal(type.error);
  const plate = readPlate(number.value, type.value);
  if (!plate.ok) return refusal(plate.error);
  const { normalized, kind, city, warnings } = plate.value;
  return { ok: true, normalized, kind, ...(city !== null && { city }), warnings };
}

/** `{"vin"}` by GB 16735-2019. */
export function judgeVin(input: Case): object {
  const vin = requiredText(input, 'vin');
  return reading(vin.ok ? readVin(vin.value) : vin);
}

/** `{"uscc"}` by GB 32100-2015. */
export function judgeUscc(input: Case): object {
  const uscc = requiredText(input, 'uscc');
  return reading(uscc.ok ? readUscc(uscc.value) : uscc);
}

/** `{"imo"}`: an IMO ship number. */
export function judgeImo(input: Case): object {
  const imo = requiredText(input, 'imo');
  return reading(imo.ok ? readImo(imo.value) : imo);
}

/** `{"code","on"?}` by GB/T 2260: for a new record, or for a historical one of the civil date `on`. */
export function judgeDivision(input: Case): object {
  const code = requiredText(input, 'code');
  if (!code.ok) return refusal(code.error);
  const on = optionalText(input, 'on');
  if (!on.ok) return refusal(on.error);
  const date = on.value === null ? null : parseCivilDate(on.value, 'on');
  if (date !== null && !date.ok) return refusal(date.error);
  const division = readDivision(code.value, date?.value);
  if (division.ok) return reading(division);
  const successor = division.error.params?.successor ?? '';
  return { ...reading(fail(division.error)), ...(successor !== '' && { successor }) };
}
