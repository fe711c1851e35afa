import type { Fact } from '../../domain/sync/fact.js';
import type { SupervisionReason, VehicleState } from '../../domain/vehicle/vehicle-state.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { vehicleFactsOf } from './vehicle.payloads.js';

/** By index, whatever the planner knows of the table. */
const HELD = statement(
  'vehicle_reasons_held',
  `SELECT r.vehicle_id AS id, r.code, r.since, r.clause, r.facts::text AS facts, r.evidence_at AS "evidenceAt",
     r.until_at AS until
   FROM unnest((SELECT $1::uuid[])) AS given (id)
   CROSS JOIN LATERAL (SELECT * FROM supervision_reason WHERE vehicle_id = given.id OFFSET 0) AS r`,
);

type ReasonRow = Pick<SupervisionReason, 'code' | 'since' | 'clause' | 'evidenceAt'> & {
  readonly id: string;
  readonly facts: string;
  readonly until: string | null;
};

/**
 * The vehicles whose rows stay as they are when these facts are added to what is known: what the register says is the same
 * unless one of them is a fact of the register, and of what the features above follow only the reasons stand in the rows
 * of the vehicle. So where the reasons are just those that its table has, nothing is to be written.
 */
export async function keptVehicles(
  tx: Tx,
  states: ReadonlyMap<string, VehicleState>,
  added: readonly Fact[],
): Promise<ReadonlySet<string>> {
  const changed = new Set(vehicleFactsOf(added).map(({ subject }) => subject));
  const candidates = [...states.values()].filter(({ id }) => !changed.has(id));
  if (candidates.length === 0) return new Set();
  const rows = await tx.query<ReasonRow>(HELD, [candidates.map(({ id }) => id)]);
  const held = new Map<string, string[]>();
  for (const row of rows) {
    const known = held.get(row.id);
    if (known) known.push(textOf(row));
    else held.set(row.id, [textOf(row)]);
  }
  const kept = candidates.filter(({ id, reasons }) => isSame(reasons.map(textOfReason), held.get(id) ?? []));
  return new Set(kept.map(({ id }) => id));
}

const textOf = ({ code, since, clause, facts, evidenceAt, until }: Omit<ReasonRow, 'id'>): string =>
  [code, since, clause, facts, evidenceAt, until].join('|');

const textOfReason = ({ facts, until, ...rest }: SupervisionReason): string =>
  textOf({ ...rest, facts: `{${facts.join(',')}}`, until: until ?? null });

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((one) => others.includes(one));
