import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

/** A set belongs to a division when one of its rules is of that city, of its province, or of a county in it. */
const HAS_RULE_SET = statement(
  'zone_has_rule_set',
  `SELECT FROM restriction_rule r, unnest($2::text[]) AS d (code)
   WHERE r.rule_set = $1 AND (starts_with(r.city, regexp_replace(d.code, '(00){1,2}$', ''))
     OR starts_with(d.code, regexp_replace(r.city, '(00){1,2}$', ''))) LIMIT 1`,
);

/** Questions about restrictions that only the tables can answer. */
@Injectable()
export class ZoneRepository {
  /** Whether some restriction of the divisions belongs to the set. */
  async hasRuleSet(tx: Tx, ruleSet: string, divisions: readonly string[]): Promise<boolean> {
    return (await tx.query(HAS_RULE_SET, [ruleSet, divisions])).length > 0;
  }
}
