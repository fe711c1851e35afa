/** A moment in UTC as ISO 8601 with milliseconds and Z (`2026-01-31T16:00:00.000Z`): text order is time order. */
export type Instant = string;

/** A civil date of Asia/Shanghai as `YYYY-MM-DD`: text order is time order. */
export type CivilDate = string;

export function civilDateOf(instant: Instant): CivilDate {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
}
