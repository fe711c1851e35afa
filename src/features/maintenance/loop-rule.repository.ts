import { Injectable } from '@nestjs/common';
import type { LoopRules } from '../../domain/maintenance/loop-facts.js';
import type { DatedLoopRules } from '../../domain/maintenance/loop-rule-facts.js';
import type { CivilDate, Instant } from '../../domain/shared/time.js';
import type { SiteCode } from '../../domain/sync/fact.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

const ALL = statement(
  'loop_rule_all',
  `SELECT division, valid_from AS "from", rules, basis, fact_id AS "factId", site, recorded_at AS "recordedAt"
   FROM loop_rule ORDER BY division, valid_from`,
);

interface RuleRow {
  readonly division: string;
  readonly from: CivilDate;
  readonly rules: string;
  readonly basis: string;
  readonly factId: string;
  readonly site: SiteCode;
  readonly recordedAt: Instant;
}

/** The rules of all divisions, which are few. */
@Injectable()
export class LoopRuleRepository {
  async all(tx: Pick<Tx, 'query'>): Promise<readonly DatedLoopRules[]> {
    const rows = await tx.query<RuleRow>(ALL);
    return rows.map((row) => ({ ...row, rules: JSON.parse(row.rules) as LoopRules }));
  }
}
