import { checkSharedCalibration } from '../../domain/integrity/calibration-sharing.js';
import { checkClock } from '../../domain/integrity/clock.js';
import { grouped } from '../../domain/integrity/flag.js';
import { checkPlausibility } from '../../domain/integrity/plausibility.js';
import { checkRatedPower } from '../../domain/integrity/rated-power.js';
import { checkEmptyRepair, checkRepair } from '../../domain/integrity/repair-checks.js';
import type {
  IntegrityFlag,
  IntegrityThresholds,
  ReportRow,
  RepairRow,
} from '../../domain/integrity/integrity-types.js';
import { isSentinel } from '../../domain/shared/sentinels.js';
import { addDays, civilDateOf, startOfCivilDay, type Instant } from '../../domain/shared/time.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import type { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { Database } from '../../platform/database/database.js';
import type { VehicleFactWriter } from '../registry/index.js';
import { knownFlags, newFlags } from './found-flags.js';
import type { BusyStation, SweepRepository, WatchedRepair } from './sweep.repository.js';
import { loadThresholds, thresholdsIn } from './threshold-book.js';
import { rowOf, type WatchedReport } from './watched-report.js';

/** Records that came in since the day before yesterday are looked at: a night that was missed is made up for. */
const DAYS_LOOKED_AT = 2;
/** Repairs come in late: those of this time are looked at when they arrive. */
const DAYS_LATE = 60;

const byService = (now: Instant): RequestContext => ({
  requestId: 'integrity.sweep',
  actor: null,
  language: 'en',
  purpose: 'OPERATION',
  reference: null,
  now,
});

/** What is found only over many records of a station: one calibration on many models, air that never changes, equal lists. */
export class IntegritySweep {
  constructor(
    private readonly database: Database,
    private readonly writer: VehicleFactWriter,
    private readonly records: SweepRepository,
    private readonly settings: SiteSettings,
  ) {}

  /** Looks at every station with new records; what was flagged before is not flagged again. @returns how many flags are new */
  async run(now: Instant): Promise<number> {
    const { site } = this.settings;
    const today = civilDateOf(now);
    const since = startOfCivilDay(addDays(today, -DAYS_LOOKED_AT));
    const late = startOfCivilDay(addDays(today, -DAYS_LATE));
    const book = await loadThresholds(this.database);
    let found = 0;
    for (const station of await this.records.testing(this.database, since, site)) {
      const thresholds = thresholdsIn(book, station.division, today);
      const days = Math.max(DAYS_LOOKED_AT, thresholds.calIdWindowDays ?? 0);
      const from = startOfCivilDay(addDays(today, -days));
      const tests = await this.records.tests(this.database, station.code, from);
      found += await this.#flag(flagsOfTests(tests, since, thresholds), vehiclesOf(tests), now);
    }
    for (const station of await this.records.repairing(this.database, late, since, site)) {
      const thresholds = thresholdsIn(book, station.division, today);
      const days = DAYS_LATE + (thresholds.repairWindowDays ?? 0);
      const from = startOfCivilDay(addDays(today, -days));
      const repairs = await this.records.repairs(this.database, station.code, from);
      const serials = serialsIn(repairs.filter(({ recordedAt }) => recordedAt >= since));
      const elsewhere = await this.records.repairsElsewhere(this.database, station.code, serials);
      found += await this.#flag(
        flagsOfRepairs(repairs, elsewhere, station, since, thresholds),
        vehiclesOf([...repairs, ...elsewhere]),
        now,
      );
    }
    return found;
  }

  /** Writes the flags of each vehicle under its lock. */
  async #flag(
    flags: readonly IntegrityFlag[],
    vehicles: ReadonlyMap<string, string>,
    now: Instant,
  ): Promise<number> {
    const concerned = new Set(flags.flatMap(({ about }) => vehicles.get(about.id) ?? []));
    let written = 0;
    for (const vehicle of [...concerned].sort()) {
      const own = flags.filter(({ about }) => vehicles.get(about.id) === vehicle);
      written += await this.database.transaction(async (tx) => {
        const known = await this.writer.open(tx, [vehicle]);
        const said = newFlags(own, vehicles, knownFlags(known.get(vehicle)?.facts ?? []), now);
        if (said.length === 0) return 0;
        const context = byService(now);
        const facts = await this.writer.append(tx, context, known, said);
        const detail = { flags: facts.map(({ id }) => id) };
        await recordAudit(tx, context, { action: 'integrity.flag', subjects: [vehicle], detail });
        return facts.length;
      });
    }
    return written;
  }
}

const vehiclesOf = (
  records: readonly { readonly fact: string; readonly vehicle: string }[],
): ReadonlyMap<string, string> => new Map(records.map(({ fact, vehicle }) => [fact, vehicle]));

function flagsOfTests(
  tests: readonly WatchedReport[],
  since: Instant,
  thresholds: IntegrityThresholds,
): readonly IntegrityFlag[] {
  const rows = tests.map(rowOf);
  const byModel = grouped(rows, ({ report }) => report.engineModel);
  return tests.flatMap(({ recordedAt }, index): readonly IntegrityFlag[] => {
    const row = rows[index];
    if (row === undefined || recordedAt < since) return [];
    const model = row.report.engineModel;
    const ofModel: readonly ReportRow[] = model === null ? [] : (byModel.get(model) ?? []);
    return [
      checkSharedCalibration(row, rows, thresholds),
      checkClock(row, rows, thresholds),
      checkPlausibility(row, rows, thresholds),
      checkRatedPower(row, ofModel, null, thresholds),
    ].flatMap(({ flags }) => flags);
  });
}

/** Serials of fitted parts, each once, without those that say nothing. */
const serialsIn = (repairs: readonly WatchedRepair[]): readonly string[] => [
  ...new Set(
    repairs.flatMap(({ payload }) =>
      payload.parts.flatMap(({ serial }) => (serial === null || isSentinel(serial) ? [] : [serial])),
    ),
  ),
];

function flagsOfRepairs(
  repairs: readonly WatchedRepair[],
  elsewhere: readonly WatchedRepair[],
  { phone }: BusyStation,
  since: Instant,
  thresholds: IntegrityThresholds,
): readonly IntegrityFlag[] {
  const rows = repairs.map(({ fact, vin, payload }): RepairRow => ({ fact, vin, repair: payload, phone }));
  const others = [
    ...rows,
    ...elsewhere.map(({ fact, vin, payload }): RepairRow => ({ fact, vin, repair: payload, phone: null })),
  ];
  return repairs.flatMap(({ recordedAt, failedAt }, index): readonly IntegrityFlag[] => {
    const row = rows[index];
    if (row === undefined || recordedAt < since) return [];
    return [checkRepair(row, others, failedAt, thresholds), checkEmptyRepair(row)].flatMap(
      ({ flags }) => flags,
    );
  });
}
