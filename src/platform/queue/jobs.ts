/** Civil time in which schedules are read. */
export const SCHEDULE_ZONE = 'Asia/Shanghai';

export interface JobDefinition {
  /** Cron pattern with seconds (`second minute hour day month weekday`) in Asia/Shanghai; null: only on demand. */
  readonly schedule: string | null;
  /** How often a failing run is tried in all. */
  readonly attempts: number;
}

/** Every job of the service. A name without exactly one handler keeps a worker from starting. */
export const JOBS = {
  'facts.verify-chains': { schedule: '0 10 3 * * *', attempts: 1 },
  'personal.rekey': { schedule: '0 50 2 * * *', attempts: 1 },
  'files.sweep': { schedule: '0 40 * * * *', attempts: 3 },
  'audit.verify-chain': { schedule: '0 30 3 * * *', attempts: 1 },
  'access.sweep': { schedule: '0 25 * * * *', attempts: 3 },
  'exports.run': { schedule: null, attempts: 1 },
  'exports.sweep': { schedule: '30 * * * * *', attempts: 1 },
  'imports.run': { schedule: null, attempts: 5 },
  'imports.resume': { schedule: '30 * * * * *', attempts: 1 },
  'idempotency.sweep': { schedule: '0 20 * * * *', attempts: 3 },
  /** When the day before is over. */
  'loops.overdue': { schedule: '0 10 0 * * *', attempts: 3 },
  'loops.notices': { schedule: '0 15 6 * * *', attempts: 3 },
  /** After rules changed, and once a night for stations whose status changed. */
  'loops.refold': { schedule: '0 30 1 * * *', attempts: 3 },
  /** When the day's reports are in. */
  'integrity.sweep': { schedule: '0 10 2 * * *', attempts: 3 },
  /** Once a day, when the night's registrations are in and before the working day. */
  'releases.make': { schedule: '0 0 5 * * *', attempts: 3 },
  'packs.make': { schedule: '0 30 5 * * *', attempts: 3 },
} as const satisfies Readonly<Record<string, JobDefinition>>;

export type JobName = keyof typeof JOBS;
export const JOB_NAMES = Object.keys(JOBS) as JobName[];
