import type { Instant } from '../../domain/shared/time.js';

const MS = 1000;

/** A day in milliseconds: over it the exports without a second person are added up. */
export const A_DAY_MS = 86_400_000;

export const FILE_TYPES = {
  CSV: { mediaType: 'text/csv', ending: 'csv' },
  XLSX: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'xlsx' },
} as const;

/** The moment so many seconds later. */
export const afterSeconds = (at: Instant, seconds: number): Instant =>
  new Date(Date.parse(at) + seconds * MS).toISOString();
