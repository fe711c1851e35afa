import { Findings } from '../shared/findings.js';
import { fail, ok } from '../shared/result.js';
import type { Problem, Result } from '../shared/result.js';
import type { CivilDate } from '../shared/time.js';
import { checkBasis, checkDate } from './input-fields.js';
import type { PlateSurrendered } from './vehicle-facts.js';
import type { VehicleState } from './vehicle-state.js';

/** A plate that is given up, as it was received; number and type are normalised. */
export interface SurrenderInput {
  readonly number: string;
  readonly type: string;
  readonly on: string;
  readonly basis: string;
}

/**
 * The end of a plate without a new one (GA 36-2018: 号牌交回). Problems: PLATE_NOT_HELD when the vehicle does not hold the
 * plate on that day, and those of the date and the basis.
 */
export function checkSurrender(
  { plate }: VehicleState,
  input: SurrenderInput,
  today: CivilDate,
): Result<PlateSurrendered, readonly Problem[]> {
  const findings = new Findings();
  const on = checkDate('on', input.on, today, findings);
  const basis = checkBasis(input.basis, findings);
  const isHeld = plate.to === null && plate.number === input.number && plate.type === input.type;
  if (!isHeld || (on !== null && on < plate.from)) {
    findings.refuse('PLATE_NOT_HELD', 'on', { value: input.number });
  }
  if (on === null || basis === null || findings.problems.length > 0) return fail(findings.problems);
  return ok({ number: plate.number, type: plate.type, on, basis });
}
