import { NO_THRESHOLDS, type IntegrityThresholds } from '../../domain/integrity/integrity-types.js';
import type { DatedThresholds } from '../../domain/integrity/threshold-facts.js';
import { thresholdsOf, type ThresholdValue } from '../../domain/integrity/threshold-table.js';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import { decisionOn } from '../../domain/sync/dated-decisions.js';
import type { SiteCode } from '../../domain/sync/fact.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

const ALL = statement(
  'integrity_threshold_all',
  `SELECT division, valid_from AS "from", threshold_values AS "values", basis, fact_id AS "factId", site,
     recorded_at AS "recordedAt"
   FROM integrity_threshold ORDER BY division, valid_from`,
);

interface ThresholdRow {
  readonly division: string;
  readonly from: CivilDate;
  readonly values: string;
  readonly basis: string;
  readonly factId: string;
  readonly site: SiteCode;
  readonly recordedAt: Instant;
}

/** The thresholds of all divisions, which are few. */
export async function loadThresholds(tx: Pick<Tx, 'query'>): Promise<readonly DatedThresholds[]> {
  const rows = await tx.query<ThresholdRow>(ALL);
  return rows.map((row) => ({ ...row, values: JSON.parse(row.values) as readonly ThresholdValue[] }));
}

/** What the rules ask for in a division on a day; nothing is configured where nobody decided anything. */
export function thresholdsIn(
  all: readonly DatedThresholds[],
  division: string,
  on: CivilDate,
): IntegrityThresholds {
  const found = decisionOn(all, division, on);
  return found === null ? NO_THRESHOLDS : thresholdsOf(found.values);
}
