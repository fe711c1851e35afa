import type { OwnerState, VehicleState } from '../../domain/vehicle/vehicle-state.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

const DELETE_GONE = statement('owner_gone', 'DELETE FROM vehicle_owner WHERE vehicle_id = ANY ($1::uuid[])');
const UPSERT = statement(
  'owner_upsert',
  `INSERT INTO vehicle_owner (vehicle_id, organisation_name, record, erased, recorded_on, fact_id, site)
   SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::boolean[], $5::date[], $6::uuid[], $7::text[])
   ON CONFLICT (vehicle_id) DO UPDATE SET (organisation_name, record, erased, recorded_on, fact_id, site)
     = (excluded.organisation_name, excluded.record, excluded.erased, excluded.recorded_on, excluded.fact_id, excluded.site)`,
);

interface OwnedVehicle {
  readonly id: string;
  readonly owner: OwnerState;
}

/**
 * Brings the owners' rows in line with the states. A new vehicle without a recorded owner costs nothing.
 * @param known ids of the vehicles that had rows before
 */
export async function projectOwners(
  tx: Tx,
  states: readonly VehicleState[],
  known: readonly string[],
): Promise<void> {
  const owned = states.flatMap(({ id, owner }): OwnedVehicle[] => (owner === null ? [] : [{ id, owner }]));
  const withOwner = new Set(owned.map(({ id }) => id));
  const without = known.filter((id) => !withOwner.has(id));
  const column = <V>(value: (one: OwnedVehicle) => V): V[] => owned.map(value);
  const ended = without.length === 0 ? [] : [tx.query(DELETE_GONE, [without])];
  const present =
    owned.length === 0
      ? []
      : [
          tx.query(UPSERT, [
            column(({ id }) => id),
            column(({ owner }) => owner.organisationName),
            column(({ owner }) => owner.record),
            column(({ owner }) => owner.erased),
            column(({ owner }) => owner.on),
            column(({ owner }) => owner.factId),
            column(({ owner }) => owner.site),
          ]),
        ];
  await Promise.all([...ended, ...present]);
}
