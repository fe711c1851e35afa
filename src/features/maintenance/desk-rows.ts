import type { CivilDate, Instant } from '../../domain/shared/time.js';
import type { ContingencyState } from './loop-rows.js';

/** A retest through an outage. */
export interface ContingencyTest {
  readonly id: string;
  readonly vehicleId: string;
  readonly plateNumber: string | null;
  readonly stationCode: string;
  readonly at: Instant;
  readonly state: ContingencyState;
}

export type ReminderKind = 'NOTICE_DUE' | 'REPAIR_DUE' | 'OVERDUE' | 'FIRST_EXCEEDANCE';

/** OBSOLETE: what it was to remind of was done before it went out. */
export type ReminderState = 'PENDING' | 'DELIVERED' | 'OBSOLETE';

/** A reminder and what became of it. */
export interface Reminder {
  readonly id: string;
  /** The listing, or of a first exceedance the record that shows it. */
  readonly about: string;
  readonly vehicleId: string;
  readonly plateNumber: string | null;
  readonly cycle: number;
  readonly kind: ReminderKind;
  readonly division: string;
  readonly dueOn: CivilDate;
  readonly at: Instant;
  readonly state: ReminderState;
  readonly attempts: number;
  readonly settledAt: Instant | null;
}
