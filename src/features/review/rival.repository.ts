import { Injectable } from '@nestjs/common';
import type { DecidableItem } from '../../domain/vehicle/vehicle-facts.js';
import type { Tx } from '../../platform/database/database.js';
import { statement, type Statement } from '../../platform/database/statement.js';

const SAME_PLATE = statement(
  'review_rivals_plate',
  `SELECT p.vehicle_id AS vehicle, q.vehicle_id AS rival FROM vehicle_plate p
   JOIN vehicle_plate q ON q.number = p.number AND q.type = p.type AND q.valid_to IS NULL AND q.site <> p.site
   WHERE p.vehicle_id = ANY ($1::uuid[]) AND p.valid_to IS NULL ORDER BY 1, 2`,
);
const SAME_VIN = statement(
  'review_rivals_vin',
  `SELECT v.id AS vehicle, o.id AS rival FROM vehicle v JOIN vehicle o ON o.vin = v.vin AND o.site <> v.site
   WHERE v.id = ANY ($1::uuid[]) ORDER BY 1, 2`,
);
const OF_ITEM: Readonly<Partial<Record<DecidableItem, Statement>>> = {
  PLATE_IN_USE_ELSEWHERE: SAME_PLATE,
  VIN_REGISTERED_ELSEWHERE: SAME_VIN,
};

/** Vehicles of other sites that claim the VIN or the plate of one of ours. */
@Injectable()
export class RivalRepository {
  /** The rivals of each vehicle in respect of the item, by vehicle; without entry where it has none. */
  async rivals(
    tx: Tx,
    item: DecidableItem,
    vehicles: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const sql = OF_ITEM[item];
    const rivals = new Map<string, string[]>();
    if (sql === undefined || vehicles.length === 0) return rivals;
    for (const row of await tx.query<{ vehicle: string; rival: string }>(sql, [vehicles])) {
      rivals.set(row.vehicle, [...(rivals.get(row.vehicle) ?? []), row.rival]);
    }
    return rivals;
  }
}
