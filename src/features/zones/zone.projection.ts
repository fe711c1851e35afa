import { Injectable } from '@nestjs/common';
import type { Fact } from '../../domain/sync/fact.js';
import { ACTIVATION_SUBJECT, foldActivation, foldRule, RULE_SUBJECT } from '../../domain/zone/zone-facts.js';
import { canonicalJson } from '../../domain/sync/canonical.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Projection } from '../../platform/facts/projection.js';
import { activationFactsOf, ruleFactsOf } from './zone.payloads.js';

const DELETE_RULES = statement('zone_rules_gone', 'DELETE FROM restriction_rule WHERE id = ANY ($1::uuid[])');
const PUT_RULES = statement(
  'zone_rules_put',
  `INSERT INTO restriction_rule (id, site, city, rule_set, valid_from, valid_until, fact_id, rule, recorded_at)
   SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::uuid[],
     $8::text[], $9::timestamptz[])`,
);
const DELETE_ACTIVATIONS = statement(
  'zone_activations_gone',
  'DELETE FROM rule_set_activation WHERE id = ANY ($1::uuid[])',
);
const PUT_ACTIVATIONS = statement(
  'zone_activations_put',
  `INSERT INTO rule_set_activation (id, site, rule_set, divisions, level, from_at, until_at, activation, recorded_at)
   SELECT id, site, rule_set, divisions::text[], level, from_at, until_at, activation, recorded_at
   FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[],
     $9::timestamptz[]) AS given (id, site, rule_set, divisions, level, from_at, until_at, activation, recorded_at)`,
);
/** In the transaction of the change, so whoever sees the change sees the number too. */
const RISE = statement('zone_version_rise', 'UPDATE zone_version SET version = version + 1');

/** The restrictions as their facts leave them. */
@Injectable()
export class RestrictionRuleProjection implements Projection {
  readonly subjectType = RULE_SUBJECT;
  readonly tables = [{ name: 'restriction_rule', key: ['id'] }];

  async project(tx: Tx, factsBySubject: ReadonlyMap<string, readonly Fact[]>): Promise<void> {
    const states = [...factsBySubject.values()].flatMap((facts) => foldRule(ruleFactsOf(facts)) ?? []);
    await tx.query(DELETE_RULES, [[...factsBySubject.keys()]]);
    await tx.query(PUT_RULES, [
      states.map(({ rule }) => rule.id),
      states.map(({ site }) => site),
      states.map(({ rule }) => rule.cityCode),
      states.map(({ rule }) => rule.ruleSet),
      states.map(({ validFrom }) => validFrom),
      states.map(({ rule }) => rule.validUntil),
      states.map(({ factId }) => factId),
      states.map(({ rule }) => canonicalJson(rule)),
      states.map(({ recordedAt }) => recordedAt),
    ]);
    await tx.query(RISE);
  }
}

/** The heavy-pollution days as their facts leave them. */
@Injectable()
export class ActivationProjection implements Projection {
  readonly subjectType = ACTIVATION_SUBJECT;
  readonly tables = [{ name: 'rule_set_activation', key: ['id'] }];

  async project(tx: Tx, factsBySubject: ReadonlyMap<string, readonly Fact[]>): Promise<void> {
    const states = [...factsBySubject.values()].flatMap(
      (facts) => foldActivation(activationFactsOf(facts)) ?? [],
    );
    await tx.query(DELETE_ACTIVATIONS, [[...factsBySubject.keys()]]);
    await tx.query(PUT_ACTIVATIONS, [
      states.map(({ activation }) => activation.id),
      states.map(({ site }) => site),
      states.map(({ activation }) => activation.ruleSet),
      // A list of lists must be rectangular for the server, so each goes as the text of one.
      states.map(({ activation }) => `{${activation.divisions.join(',')}}`),
      states.map(({ activation }) => activation.level),
      states.map(({ activation }) => activation.from),
      states.map(({ activation }) => activation.until),
      states.map(({ activation }) => canonicalJson(activation)),
      states.map(({ recordedAt }) => recordedAt),
    ]);
    await tx.query(RISE);
  }
}
