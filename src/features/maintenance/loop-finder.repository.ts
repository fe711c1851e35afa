import { Injectable } from '@nestjs/common';
import { vehicleIdOfVin } from '../../domain/vehicle/vehicle-id.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { sha256 } from '../../platform/facts/sha256.js';

const BY_LISTING = statement(
  'loop_vehicle_by_listing',
  'SELECT vehicle_id AS id FROM over_limit_listing WHERE id = $1',
);
const BY_VIN = statement('loop_vehicle_by_vin', 'SELECT id FROM vehicle WHERE vin = $1');
const BY_PLATE = statement(
  'loop_vehicle_by_plate',
  `SELECT DISTINCT vehicle_id AS id FROM vehicle_plate
   WHERE number = $1 AND ($2::text IS NULL OR type = $2) AND valid_to IS NULL`,
);

/** A vehicle by what stands on it; the parts are normalised. */
export interface VehicleNames {
  readonly vin: string | null;
  readonly plate: { readonly number: string; readonly type: string | null } | null;
}

interface IdRow {
  readonly id: string;
}

/** Finds whose loop is meant. */
@Injectable()
export class LoopFinder {
  /** The vehicle that a listing is about, or null. */
  async byListing(tx: Tx, listing: string): Promise<string | null> {
    const [row] = await tx.query<IdRow>(BY_LISTING, [listing]);
    return row?.id ?? null;
  }

  /**
   * The vehicles that the names may mean. A VIN that no register knows still names a vehicle: facts about it may be here
   * before its registration is.
   */
  async byNames(tx: Tx, { vin, plate }: VehicleNames): Promise<readonly string[]> {
    const held = plate === null ? null : await ids(tx, BY_PLATE, [plate.number, plate.type]);
    if (vin === null) return held ?? [];
    const known = await ids(tx, BY_VIN, [vin]);
    if (known.length === 0) return [vehicleIdOfVin(vin, sha256)];
    return held === null ? known : known.filter((id) => held.includes(id));
  }
}

async function ids(tx: Tx, sql: typeof BY_VIN, values: readonly unknown[]): Promise<readonly string[]> {
  return (await tx.query<IdRow>(sql, values)).map(({ id }) => id);
}
