import { Injectable } from '@nestjs/common';
import { foldVehicle } from '../../domain/vehicle/fold.js';
import type { Instant } from '../../domain/shared/time.js';
import type { ReviewItem, VehicleState } from '../../domain/vehicle/vehicle-state.js';
import type { Tx } from '../../platform/database/database.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import type { VehicleConditions } from './vehicle-filter.js';
import { vehicleFactsOf } from './vehicle.payloads.js';
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

const REVIEW_PAGE = statement(
  'review_page',
  `SELECT w.vehicle_id AS id, w.code FROM review_item w JOIN vehicle v ON v.id = w.vehicle_id
   WHERE ($1::text IS NULL OR w.code = $1) AND left(v.division, length($2::text)) = $2
     AND ($3::uuid IS NULL OR ((w.vehicle_id, w.code) > ($3, $4::text) AND v.id >= $3))
   ORDER BY w.vehicle_id, w.code LIMIT $5`,
);
const REVIEW_COUNT = statement(
  'review_count',
  `SELECT count(*)::int AS total FROM review_item w JOIN vehicle v ON v.id = w.vehicle_id
   WHERE ($1::text IS NULL OR w.code = $1) AND left(v.division, length($2::text)) = $2`,
);

/** Planned for its very values, since conditions that were not asked for would otherwise shape the plan. */
const unnamed = ({ text }: { readonly text: string }) => ({ name: '', text });

export interface ReviewConditions {
  readonly divisionPrefix: string;
  readonly code: ReviewItem['code'] | null;
}

export interface ReviewPosition {
  readonly id: string;
  readonly code: ReviewItem['code'];
}

interface IdRow {
  readonly id: string;
}

/** What is asked of vehicles, always within a division prefix; states come from the facts. */
@Injectable()
export class VehicleRepository {
  constructor(
    private readonly database: Database,
    private readonly facts: FactStore,
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
    const bySubject = await this.facts.load(tx, 'vehicle', ids);
    const states = new Map<string, VehicleState>();
    for (const [id, facts] of bySubject) {
      const state = foldVehicle(vehicleFactsOf(facts), asOf);
      if (state !== null) states.set(id, state);
    }
    return states;
  }

  /** The positions of one page, in order. */
  async page(
    tx: Tx,
    conditions: VehicleConditions,
    after: ListPosition | null,
    size: number,
  ): Promise<readonly ListPosition[]> {
    const { sql, values } = pageQuery(conditions, after, size);
    return tx.query<ListPosition>(sql, values);
  }

  async count(conditions: VehicleConditions): Promise<number> {
    const { sql, values } = countQuery(conditions);
    const [row] = await this.database.query<{ total: number }>(sql, values);
    return row?.total ?? 0;
  }

  /** Open review items in order of vehicle and code. */
  async reviewPage(
    tx: Tx,
    { code, divisionPrefix }: ReviewConditions,
    after: ReviewPosition | null,
    size: number,
  ): Promise<readonly ReviewPosition[]> {
    const values = [code, divisionPrefix, after?.id ?? null, after?.code ?? null, size];
    return tx.query<ReviewPosition>(unnamed(REVIEW_PAGE), values);
  }

  async reviewCount({ code, divisionPrefix }: ReviewConditions): Promise<number> {
    const [row] = await this.database.query<{ total: number }>(unnamed(REVIEW_COUNT), [code, divisionPrefix]);
    return row?.total ?? 0;
  }
}
