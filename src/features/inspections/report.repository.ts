import { Injectable } from '@nestjs/common';
import type { InspectionReported } from '../../domain/emission/emission-facts.js';
import type { LimitSetDecision } from '../../domain/emission/limit-sets.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

/** The look-up is by index whatever the planner knows of the tables, as in the look-up of holders. */
const BY_NUMBER = statement(
  'test_report_by_number',
  `SELECT given.n::int, found.fact_id AS fact, found.vehicle_id AS vehicle, found.content_digest AS digest, f.payload
   FROM unnest((SELECT $2::text[]), (SELECT $3::text[])) WITH ORDINALITY AS given (station, report_no, n)
   CROSS JOIN LATERAL (SELECT fact_id, vehicle_id, content_digest FROM test_report WHERE site = $1
     AND station_code = given.station AND report_no = given.report_no AND supersedes IS NULL OFFSET 0) AS found
   JOIN fact f ON f.id = found.fact_id`,
);
const BY_FACT = statement(
  'test_report_by_fact',
  `SELECT t.fact_id AS fact, t.vehicle_id AS vehicle, t.site, t.in_force AS "inForce", t.held, f.payload
   FROM test_report t JOIN fact f ON f.id = t.fact_id WHERE t.fact_id = ANY ($1::uuid[])`,
);
const CURRENT = statement(
  'test_report_current',
  `SELECT t.fact_id AS fact, t.vehicle_id AS vehicle, t.site, t.in_force AS "inForce", t.held, f.payload
   FROM test_report t JOIN fact f ON f.id = t.fact_id
   WHERE t.site = $1 AND t.station_code = $2 AND t.report_no = $3 AND t.in_force`,
);
const LIMIT_SETS = statement(
  'limit_sets_of',
  `SELECT division, limit_set AS "limitSet", from_on::text AS "from" FROM limit_set_decision
   WHERE division = ANY ($1::text[])`,
);

/** What names a report: the number is the station's own. */
export interface ReportNumber {
  readonly stationCode: string;
  readonly reportNo: string;
}

/** A report that is here. */
export interface KnownReport {
  readonly fact: string;
  readonly vehicle: string;
  readonly digest: Uint8Array;
  readonly payload: InspectionReported;
}

/** A report by its fact, corrected ones included. */
export interface StoredReport {
  readonly fact: string;
  readonly vehicle: string;
  readonly site: string;
  readonly inForce: boolean;
  readonly held: boolean;
  readonly payload: InspectionReported;
}

/** Reports as their projection has them, for those who write further ones. */
@Injectable()
export class ReportRepository {
  /** The first report under each number, in the order of the numbers; undefined where there is none. */
  async byNumbers(
    tx: Tx,
    site: string,
    numbers: readonly ReportNumber[],
  ): Promise<readonly (KnownReport | undefined)[]> {
    if (numbers.length === 0) return [];
    const rows = await tx.query<KnownReport & { readonly n: number }>(BY_NUMBER, [
      site,
      numbers.map(({ stationCode }) => stationCode),
      numbers.map(({ reportNo }) => reportNo),
    ]);
    const byPlace = new Map(rows.map(({ n, ...report }) => [n, report]));
    return numbers.map((_, index) => byPlace.get(index + 1));
  }

  /** What stands under a number, the last correction; null where nothing does. */
  async current(tx: Tx, site: string, { stationCode, reportNo }: ReportNumber): Promise<StoredReport | null> {
    const [row] = await tx.query<StoredReport>(CURRENT, [site, stationCode, reportNo]);
    return row ?? null;
  }

  /** Those of the facts that are reports, by id. */
  async byFacts(tx: Tx, facts: readonly string[]): Promise<ReadonlyMap<string, StoredReport>> {
    if (facts.length === 0) return new Map();
    const rows = await tx.query<StoredReport>(BY_FACT, [[...facts]]);
    return new Map(rows.map((row) => [row.fact, row]));
  }

  /** What the cities, and their provinces, have adopted. */
  limitSets(tx: Tx, cities: readonly string[]): Promise<readonly LimitSetDecision[]> {
    const divisions = cities.flatMap((city) => [city, `${city.slice(0, 2)}0000`]);
    return tx.query<LimitSetDecision>(LIMIT_SETS, [[...new Set(divisions)]]);
  }
}
