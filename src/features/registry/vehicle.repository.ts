import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/shared/time.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import type { Tx } from '../../platform/database/database.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import type { VehicleConditions } from './vehicle-filter.js';
import { VehicleExtensions } from './vehicle-extensions.js';
import { countQuery, pageQuery, type ListPosition } from './vehicle-list.sql.js';

/** How one vehicle is asked for; the parts are normalised. */
export interface VehicleKey {
  /** UUID. */
  readonly id: string | null;
  readonly vin: string | null;
  readonly plate: { readonly number: string; readonly type: string | null } | null;
}

const BY_ID = statement(
  'vehicle_by_id',
  'SELECT id FROM vehicle WHERE id = $1 AND left(division, length($2::text)) = $2',
);
const BY_VIN = statement(
  'vehicle_by_vin',
  'SELECT id FROM vehicle WHERE vin = $1 AND left(division, length($2::text)) = $2',
);
const BY_PLATE = statement(
  'vehicle_by_plate',
  `SELECT DISTINCT v.id FROM vehicle_plate p JOIN vehicle v ON v.id = p.vehicle_id
   WHERE p.number = $1 AND ($2::text IS NULL OR p.type = $2) AND left(v.division, length($3::text)) = $3`,
);
/** Both in hand: the plate must be the one that the vehicle holds, or held last. */
const BY_VIN_AND_PLATE = statement(
  'vehicle_by_vin_and_plate',
  `SELECT id FROM vehicle WHERE vin = $1 AND plate_number = $2 AND ($3::text IS NULL OR plate_type = $3)
   AND left(division, length($4::text)) = $4`,
);

interface IdRow {
  readonly id: string;
}

/** What is asked of vehicles, always within a division prefix; states come from the facts. */
@Injectable()
export class VehicleRepository {
  constructor(
    private readonly database: Database,
    private readonly facts: FactStore,
    private readonly extensions: VehicleExtensions,
  ) {}

  /** Ids of the vehicles that the key may mean: a plate those that hold or held it. */
  async find(tx: Tx, { id, vin, plate }: VehicleKey, divisionPrefix: string): Promise<readonly string[]> {
    const ask = async (sql: typeof BY_ID, ...values: readonly unknown[]): Promise<readonly string[]> =>
      (await tx.query<IdRow>(sql, [...values, divisionPrefix])).map((row) => row.id);
    if (id !== null) return ask(BY_ID, id);
    if (plate === null) return ask(BY_VIN, vin);
    return vin === null
      ? ask(BY_PLATE, plate.number, plate.type)
      : ask(BY_VIN_AND_PLATE, vin, plate.number, plate.type);
  }

  /** The states of the vehicles as their facts say, those without a registration known by then left out. */
  async states(tx: Tx, ids: readonly string[], asOf?: Instant): Promise<ReadonlyMap<string, VehicleState>> {
    const { states } = await this.extensions.fold(tx, await this.facts.load(tx, 'vehicle', ids), asOf);
    return states;
  }

  /** The positions of one page, in order. */
  async page(
    tx: Tx,
    conditions: VehicleConditions,
    at: Instant,
    after: ListPosition | null,
    size: number,
  ): Promise<readonly ListPosition[]> {
    const { sql, values } = pageQuery(conditions, at, after, size);
    return tx.query<ListPosition>(sql, values);
  }

  async count(conditions: VehicleConditions, at: Instant): Promise<number> {
    const { sql, values } = countQuery(conditions, at);
    const [row] = await this.database.query<{ total: number }>(sql, values);
    return row?.total ?? 0;
  }
}
