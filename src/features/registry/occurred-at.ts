import { fail, ok } from '../../domain/shared/result.js';
import type { Problem, Result } from '../../domain/shared/result.js';
import { parseInstant, type Instant } from '../../domain/shared/time.js';

/** When something happened: as stated, or now. Problems: those of {@link parseInstant}, TIME_FUTURE. */
export function readOccurredAt(
  stated: string | null | undefined,
  now: Instant,
): Result<Instant, readonly Problem[]> {
  const field = 'occurredAt';
  const read = parseInstant(stated ?? now, field);
  if (!read.ok) return fail([read.error]);
  const value = read.value;
  return value > now ? fail([{ code: 'TIME_FUTURE', field, params: { value, today: now } }]) : ok(value);
}
