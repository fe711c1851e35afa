import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

const GIVEN = `unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::uuid[])
  AS given (vehicle_id, item, decision, value, considered, decided_at, fact_id)`;

/** Rows that go and rows that come have other keys, so both fit into one statement. */
const PROJECT_DECISIONS = statement(
  'vehicle_decisions',
  `WITH gone AS (
     DELETE FROM review_decision AS held WHERE vehicle_id = ANY ($1::uuid[]) AND NOT EXISTS (
       SELECT FROM ${GIVEN} WHERE (given.vehicle_id, given.item) = (held.vehicle_id, held.item))
   )
   INSERT INTO review_decision (vehicle_id, item, decision, value, considered, decided_at, fact_id)
   SELECT vehicle_id, item, decision, value, considered::uuid[], decided_at, fact_id FROM ${GIVEN}
   ON CONFLICT (vehicle_id, item) DO UPDATE SET (decision, value, considered, decided_at, fact_id) =
     (excluded.decision, excluded.value, excluded.considered, excluded.decided_at, excluded.fact_id)`,
);

/**
 * Brings what persons decided about the vehicles in line with their states. `known` are the vehicles that were there
 * before: a new one has no old decisions to take away.
 */
export async function projectDecisions(
  tx: Tx,
  states: readonly VehicleState[],
  known: readonly string[],
): Promise<void> {
  const rows = states.flatMap(({ id, decisions }) => decisions.map((decision) => ({ id, decision })));
  if (rows.length === 0 && known.length === 0) return;
  await tx.query(PROJECT_DECISIONS, [
    known,
    rows.map(({ id }) => id),
    rows.map(({ decision }) => decision.item),
    rows.map(({ decision }) => decision.decision),
    rows.map(({ decision }) => decision.value),
    rows.map(({ decision }) => `{${decision.considered.join(',')}}`),
    rows.map(({ decision }) => decision.decidedAt),
    rows.map(({ decision }) => decision.factId),
  ]);
}
