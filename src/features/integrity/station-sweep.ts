import { grouped } from '../../domain/integrity/flag.js';
import type { IntegrityFlag, IntegrityThresholds } from '../../domain/integrity/integrity-types.js';
import { checkPassRates, checkQuickRetests } from '../../domain/integrity/pass-rate.js';
import { cityOf } from '../../domain/shared/division.js';
import {
  addDays,
  civilDateOf,
  startOfCivilDay,
  type CivilDate,
  type Instant,
} from '../../domain/shared/time.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import type { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { Database } from '../../platform/database/database.js';
import { shownEvidence } from './shown-evidence.js';
import type { StationFlagWriter } from './station-flag.writer.js';
import type { MonthSpan, StationSweepRepository, StationTests } from './station-sweep.repository.js';
import { loadThresholds, thresholdsIn } from './threshold-book.js';
import { rowOf } from './watched-report.js';

const byService = (now: Instant): RequestContext => ({
  requestId: 'integrity.sweep',
  actor: null,
  language: 'en',
  purpose: 'OPERATION',
  reference: null,
  now,
});

/**
 * A6: how often stations pass, compared within their city over the civil month before this one. A rate of a few days says
 * little and one of a rolling window would be found anew every night; a month that is over is said once.
 */
export class StationSweep {
  constructor(
    private readonly database: Database,
    private readonly writer: StationFlagWriter,
    private readonly records: StationSweepRepository,
    private readonly settings: SiteSettings,
  ) {}

  /** Looks at the month that was over last; what was flagged before is not flagged again. @returns how many flags are new */
  async run(now: Instant): Promise<number> {
    const month = monthBefore(civilDateOf(now));
    const span: MonthSpan = { from: startOfCivilDay(month.first), until: startOfCivilDay(month.after) };
    const book = await loadThresholds(this.database);
    const stations = await this.records.firstTests(this.database, this.settings.site, span);
    let written = 0;
    for (const [city, ofCity] of grouped(stations, ({ division }) => cityOf(division) ?? division)) {
      const thresholds = thresholdsIn(book, city, addDays(month.after, -1));
      const flags = [...checkPassRates(ofCity, thresholds).flags];
      for (const { stationCode } of ofCity)
        flags.push(...(await this.#retests(stationCode, span, thresholds)));
      written += await this.#flag(flags, ofCity, month.name, now);
    }
    return written;
  }

  async #retests(
    stationCode: string,
    span: MonthSpan,
    thresholds: IntegrityThresholds,
  ): Promise<readonly IntegrityFlag[]> {
    // Nothing is read for a rule that nobody configured.
    if (checkQuickRetests([], [], thresholds).notConfigured.length > 0) return [];
    const tests = await this.records.retests(this.database, stationCode, span);
    const vins = new Map(tests.map(({ vehicle, payload }) => [vehicle, payload.vin]));
    const repairs = await this.records.repairs(this.database, [...vins.keys()]);
    const completed = repairs.flatMap(({ vehicle, fact, completedAt }) => {
      const vin = vins.get(vehicle) ?? null;
      return vin === null ? [] : [{ fact, vin, completedAt }];
    });
    return checkQuickRetests(tests.map(rowOf), completed, thresholds).flags;
  }

  async #flag(
    flags: readonly IntegrityFlag[],
    stations: readonly StationTests[],
    month: string,
    now: Instant,
  ): Promise<number> {
    let written = 0;
    for (const { stationCode } of stations) {
      const own = flags.filter(({ about }) => about.type === 'STATION' && about.id === stationCode);
      if (own.length > 0) written += await this.#write(stationCode, own, month, now);
    }
    return written;
  }

  #write(stationCode: string, flags: readonly IntegrityFlag[], month: string, now: Instant): Promise<number> {
    return this.database.transaction(async (tx) => {
      const opened = await this.writer.open(tx, stationCode);
      const known = new Set(opened.flags.map(({ flagged }) => `${flagged.month} ${flagged.code}`));
      const fresh = flags.filter(({ code }) => !known.has(`${month} ${code}`));
      if (fresh.length === 0) return 0;
      const said = fresh.map(({ rule, code, severity, evidence }) => ({
        kind: 'integrity.station-flagged' as const,
        payload: { stationCode, month, rule, code, severity, evidence: shownEvidence(evidence) },
      }));
      const facts = await this.writer.append(tx, opened, said, now);
      const detail = { flags: facts.map(({ id }) => id), stationCode, month };
      await recordAudit(tx, byService(now), { action: 'integrity.flag', subjects: [opened.subject], detail });
      return facts.length;
    });
  }
}

/** The civil month before the one of a day. */
function monthBefore(day: CivilDate): {
  readonly name: string;
  readonly first: CivilDate;
  readonly after: CivilDate;
} {
  const after = `${day.slice(0, 7)}-01`;
  const name = addDays(after, -1).slice(0, 7);
  return { name, first: `${name}-01`, after };
}
