import { Injectable } from '@nestjs/common';
import { foldHeldRow } from '../../domain/review/held-row.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Projection } from '../../platform/facts/projection.js';
import { heldRowFactsOf } from './held-row.payloads.js';

const UPSERT = statement(
  'held_row_decision_upsert',
  `INSERT INTO held_row_decision (held_row_id, decision, state, basis, vehicles, decided_by, decided_at, fact_id)
   SELECT id, decision, state, basis, vehicles::uuid[], decided_by, decided_at, fact_id
   FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::timestamptz[], $8::uuid[])
     AS given (id, decision, state, basis, vehicles, decided_by, decided_at, fact_id)
   ON CONFLICT (held_row_id) DO UPDATE SET (decision, state, basis, vehicles, decided_by, decided_at, fact_id) =
     (excluded.decision, excluded.state, excluded.basis, excluded.vehicles, excluded.decided_by, excluded.decided_at,
      excluded.fact_id)`,
);

/** What was decided about held rows, each row following from its own facts alone. */
@Injectable()
export class HeldRowProjection implements Projection {
  readonly subjectType = 'held-row';
  readonly tables = [{ name: 'held_row_decision', key: ['held_row_id'] }];

  async project(tx: Tx, factsBySubject: ReadonlyMap<string, readonly Fact[]>): Promise<void> {
    const outcomes = [...factsBySubject.values()]
      .map((facts) => foldHeldRow(heldRowFactsOf(facts)))
      .filter((outcome) => outcome !== null);
    if (outcomes.length === 0) return;
    await tx.query(UPSERT, [
      outcomes.map(({ id }) => id),
      outcomes.map(({ decision }) => decision),
      outcomes.map(({ state }) => state),
      outcomes.map(({ basis }) => basis),
      outcomes.map(({ vehicles }) => `{${vehicles.join(',')}}`),
      outcomes.map(({ decidedBy }) => decidedBy),
      outcomes.map(({ decidedAt }) => decidedAt),
      outcomes.map(({ factId }) => factId),
    ]);
  }
}
