import type { SupervisionReason, VehicleState } from '../../domain/vehicle/vehicle-state.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

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

/** The reasons in the rows of vehicles, as texts to be compared. A vehicle without any has an empty list. */
export type HeldReasons = ReadonlyMap<string, readonly string[]>;

/** What is held of the vehicles that facts of the register are not about. */
export async function heldReasons(tx: Tx, vehicles: readonly string[]): Promise<HeldReasons> {
  if (vehicles.length === 0) return new Map();
  const rows = await tx.query<ReasonRow>(HELD, [vehicles]);
  const held = new Map<string, string[]>(vehicles.map((id) => [id, []]));
  for (const row of rows) held.get(row.id)?.push(textOf(row));
  return held;
}

/**
 * The vehicles whose rows stay as they are when facts other than those of the register are added to what is known: of what
 * the features above follow only the reasons stand in the rows of the vehicle. So where the reasons are just those that are
 * held, nothing is to be written.
 */
export function keptVehicles(
  states: ReadonlyMap<string, VehicleState>,
  held: HeldReasons,
): ReadonlySet<string> {
  const kept = [...states.values()].filter(({ id, reasons }) => {
    const before = held.get(id);
    return before !== undefined && isSame(reasons.map(textOfReason), before);
  });
  return new Set(kept.map(({ id }) => id));
}

const textOf = ({ code, since, clause, facts, evidenceAt, until }: Omit<ReasonRow, 'id'>): string =>
  [code, since, clause, facts, evidenceAt, until].join('|');

const textOfReason = ({ facts, until, ...rest }: SupervisionReason): string =>
  textOf({ ...rest, facts: `{${facts.join(',')}}`, until: until ?? null });

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((one) => others.includes(one));
