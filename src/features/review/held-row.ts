import type { HeldRowCode } from '../../domain/review/held-row.js';
import type { Problem } from '../../domain/shared/result.js';
import type { RegistrationInput } from '../registry/index.js';

/** A row that an import may neither register nor throw away. */
export interface NewHeldRow {
  /** UUID of the import that it came in with. */
  readonly runId: string;
  /** Its number in the file, from 1. */
  readonly line: number;
  /** As it was read, nothing normalised. */
  readonly input: RegistrationInput;
  /** Why it is held; at least one. */
  readonly problems: readonly Problem[];
  /** UUIDs of the vehicles that it contradicts. */
  readonly relatedVehicles: readonly string[];
  /** Whose decision it is (GB/T 2260); null where the row does not say, then the province decides. */
  readonly division: string | null;
}

/** What came of holding a row. ALREADY_HELD: it waits since an earlier import; ALREADY_DECIDED: a person has decided it. */
export type HoldOutcome = 'HELD' | 'ALREADY_HELD' | 'ALREADY_DECIDED';

/** What is sealed of a row. */
export interface HeldContent {
  readonly input: RegistrationInput;
  readonly problems: readonly Problem[];
}

const CODE_OF_PROBLEM: Readonly<Record<string, HeldRowCode>> = {
  HPZL_SWAPPED_51_52: 'PLATE_TYPE_SWAPPED',
  PLATE_TYPE_SWAPPED: 'PLATE_TYPE_SWAPPED',
  VIN_ALREADY_REGISTERED: 'VIN_DUPLICATE',
  VIN_DUPLICATE: 'VIN_DUPLICATE',
  PLATE_IN_USE: 'PLATE_DUPLICATE',
  PLATE_DUPLICATE: 'PLATE_DUPLICATE',
  PLATE_ILLEGAL_LETTER: 'PLATE_ILLEGAL_LETTER',
  STAGE_DATE_CONFLICT: 'STAGE_DATE_CONFLICT',
};

/** The codes that a row is held for, in the order of its problems; what has no way of its own is ROW_DOUBTFUL. */
export function heldCodesOf(problems: readonly Problem[]): readonly [HeldRowCode, ...HeldRowCode[]] {
  const [first = 'ROW_DOUBTFUL', ...others] = new Set(
    problems.map(({ code }) => CODE_OF_PROBLEM[code] ?? 'ROW_DOUBTFUL'),
  );
  return [first, ...others];
}
