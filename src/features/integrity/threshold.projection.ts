import { Injectable } from '@nestjs/common';
import { THRESHOLD_SUBJECT } from '../../domain/integrity/threshold-facts.js';
import { canonicalJson } from '../../domain/sync/canonical.js';
import { foldDecisions } from '../../domain/sync/dated-decisions.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Projection } from '../../platform/facts/projection.js';
import { thresholdFactsOf } from './threshold.payloads.js';

const UPSERT = statement(
  'integrity_threshold_upsert',
  `INSERT INTO integrity_threshold (division, valid_from, threshold_values, basis, fact_id, site, recorded_at)
   SELECT * FROM unnest($1::text[], $2::date[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::timestamptz[])
   ON CONFLICT (division, valid_from) DO UPDATE SET (threshold_values, basis, fact_id, site, recorded_at) =
     (excluded.threshold_values, excluded.basis, excluded.fact_id, excluded.site, excluded.recorded_at)`,
);

/** The thresholds as their facts leave them; they are added and replaced, never taken away. */
@Injectable()
export class ThresholdProjection implements Projection {
  readonly subjectType = THRESHOLD_SUBJECT;
  readonly tables = [{ name: 'integrity_threshold', key: ['division', 'valid_from'] }];

  async project(tx: Tx, factsBySubject: ReadonlyMap<string, readonly Fact[]>): Promise<void> {
    const entries = [...factsBySubject.values()].flatMap((facts) => foldDecisions(thresholdFactsOf(facts)));
    await tx.query(UPSERT, [
      entries.map(({ division }) => division),
      entries.map(({ from }) => from),
      entries.map(({ values }) => canonicalJson(values)),
      entries.map(({ basis }) => basis),
      entries.map(({ factId }) => factId),
      entries.map(({ site }) => site),
      entries.map(({ recordedAt }) => recordedAt),
    ]);
  }
}
