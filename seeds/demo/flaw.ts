import type { VehicleInput } from '../../src/domain/vehicle/vehicle-input.js';
import type { Order, Registration, Workshop } from './registration.js';

/** A registration about to be made doubtful or wrong, with what that may take. */
export interface Spoiling extends Registration, Workshop {
  /** Number in the stream. */
  readonly index: number;
}

/** A way in which a registration is doubtful or wrong. */
export interface Flaw {
  /** Every warning and review item, in order of the alphabet, or the one code of the refusal. */
  readonly expect: readonly string[];
  /** What the registration must be like before it is spoiled. */
  readonly order: Omit<Order, 'index'>;
  readonly spoil: (given: Spoiling) => VehicleInput;
}

/** A flaw that changes some fields and nothing else. */
export function flaw(
  expect: string | readonly string[],
  order: Flaw['order'],
  changes: (given: Spoiling) => Partial<VehicleInput>,
): Flaw {
  return {
    expect: typeof expect === 'string' ? [expect] : expect,
    order,
    spoil: (given) => ({ ...given.input, ...changes(given) }),
  };
}
