import { fail } from '../shared/result.js';
import type { Result } from '../shared/result.js';
import { ok } from '../shared/result.js';
import { addDays, parseCivilDate, parseInstant, startOfCivilDay } from '../shared/time.js';
import type { Instant } from '../shared/time.js';

const BARE_DATE = /^\d{4}-\d{2}-\d{2}$/;
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?$/;
/** A notice says its times in Asia/Shanghai. */
const SHANGHAI = '+08:00';

/** A date (its first moment) or a date and time, of Asia/Shanghai where no offset is written. Problems: those of time. */
export function readMoment(text: string, field: string): Result<Instant> {
  const written = text.trim().replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T');
  if (BARE_DATE.test(written)) {
    const date = parseCivilDate(written, field);
    return date.ok ? ok(startOfCivilDay(date.value)) : date;
  }
  return parseInstant(LOCAL_TIME.test(written) ? written + SHANGHAI : written, field);
}

/** The first moment after an end: the midnight after a last day (which is included), or the time as it is written. */
export function readLastMoment(text: string, field: string): Result<Instant> {
  const written = text.trim();
  if (!BARE_DATE.test(written)) return readMoment(written, field);
  const date = parseCivilDate(written, field);
  if (!date.ok) return fail(date.error);
  return ok(startOfCivilDay(addDays(date.value, 1)));
}
