import { Injectable } from '@nestjs/common';
import { LOOP_RULE_SUBJECT } from '../../domain/maintenance/loop-rule-facts.js';
import { canonicalJson } from '../../domain/sync/canonical.js';
import { foldDecisions } from '../../domain/sync/dated-decisions.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Projection } from '../../platform/facts/projection.js';
import { loopRulesFactsOf } from './loop-rule.payloads.js';

const UPSERT = statement(
  'loop_rule_upsert',
  `INSERT INTO loop_rule (division, valid_from, rules, basis, fact_id, site, recorded_at)
   SELECT * FROM unnest($1::text[], $2::date[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::timestamptz[])
   ON CONFLICT (division, valid_from) DO UPDATE SET (rules, basis, fact_id, site, recorded_at) =
     (excluded.rules, excluded.basis, excluded.fact_id, excluded.site, excluded.recorded_at)`,
);

/** The rules of the loop as their facts leave them; rules are added and replaced, never taken away. */
@Injectable()
export class LoopRuleProjection implements Projection {
  readonly subjectType = LOOP_RULE_SUBJECT;
  readonly tables = [{ name: 'loop_rule', key: ['division', 'valid_from'] }];

  async project(tx: Tx, factsBySubject: ReadonlyMap<string, readonly Fact[]>): Promise<void> {
    const entries = [...factsBySubject.values()].flatMap((facts) => foldDecisions(loopRulesFactsOf(facts)));
    await tx.query(UPSERT, [
      entries.map(({ division }) => division),
      entries.map(({ from }) => from),
      entries.map(({ rules }) => canonicalJson(rules)),
      entries.map(({ basis }) => basis),
      entries.map(({ factId }) => factId),
      entries.map(({ site }) => site),
      entries.map(({ recordedAt }) => recordedAt),
    ]);
  }
}
