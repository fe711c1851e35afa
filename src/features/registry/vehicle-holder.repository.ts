import { Injectable } from '@nestjs/common';
import type { SiteCode } from '../../domain/sync/fact.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

/** A plate by what names it. */
export interface PlateKey {
  readonly number: string;
  readonly type: string;
}

/** A vehicle that has a VIN or holds a plate now, and the site that says so. */
export interface Holder {
  readonly vehicleId: string;
  readonly site: SiteCode;
}

interface HolderRow {
  readonly asked: string;
  readonly vehicle_id: string;
  readonly site: SiteCode;
}

/** Who holds what was asked about, by the key of the VIN or plate. */
export type Holders = ReadonlyMap<string, readonly Holder[]>;

export const vinKey = (vin: string): string => `vin ${vin}`;
export const plateKey = ({ number, type }: PlateKey): string => `plate ${number} ${type}`;

const HOLDERS = statement(
  'vehicle_holders',
  `SELECT 'vin ' || vin AS asked, id AS vehicle_id, site FROM vehicle JOIN unnest($1::text[]) AS given (vin) USING (vin)
   UNION ALL
   SELECT 'plate ' || number || ' ' || type, vehicle_id, site
   FROM vehicle_plate JOIN unnest($2::text[], $3::text[]) AS given (number, type) USING (number, type)
   WHERE valid_to IS NULL`,
);

/** Finds who has a VIN or a plate at this moment; under the locks of both the answer holds until the commit. */
@Injectable()
export class VehicleHolderRepository {
  async holders(tx: Tx, vins: readonly string[], plates: readonly PlateKey[]): Promise<Holders> {
    if (vins.length === 0 && plates.length === 0) return new Map();
    const rows = await tx.query<HolderRow>(HOLDERS, [
      vins,
      plates.map(({ number }) => number),
      plates.map(({ type }) => type),
    ]);
    const holders = new Map<string, Holder[]>();
    for (const { asked, vehicle_id: vehicleId, site } of rows) {
      const known = holders.get(asked);
      if (known === undefined) holders.set(asked, [{ vehicleId, site }]);
      else known.push({ vehicleId, site });
    }
    return holders;
  }
}
