import { Injectable } from '@nestjs/common';
import type { CivilDate } from '../../domain/shared/time.js';
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

/**
 * Index look-ups whatever the planner knows of the tables: it would otherwise join by reading a table whole that was
 * small when it was last looked at. The sub-selects let it keep one plan, as in the roadside look-up.
 */
const HOLDERS = statement(
  'vehicle_holders',
  `SELECT 'vin ' || given.vin AS asked, found.id AS vehicle_id, found.site
   FROM unnest((SELECT $1::text[])) AS given (vin)
   CROSS JOIN LATERAL (SELECT id, site FROM vehicle WHERE vin = given.vin OFFSET 0) AS found
   UNION ALL
   SELECT 'plate ' || given.number || ' ' || given.type, found.vehicle_id, found.site
   FROM unnest((SELECT $2::text[]), (SELECT $3::text[])) AS given (number, type)
   CROSS JOIN LATERAL (SELECT vehicle_id, site FROM vehicle_plate
     WHERE number = given.number AND type = given.type AND valid_to IS NULL OFFSET 0) AS found`,
);

/** A plate as it was seen on a day. */
export interface PlateSeen extends PlateKey {
  readonly on: CivilDate;
}

const HOLDERS_THEN = statement(
  'vehicle_holders_then',
  `SELECT given.n::int, found.vehicle_id
   FROM unnest((SELECT $1::text[]), (SELECT $2::text[]), (SELECT $3::date[])) WITH ORDINALITY
     AS given (number, type, day, n)
   CROSS JOIN LATERAL (SELECT vehicle_id FROM vehicle_plate WHERE number = given.number AND type = given.type
     AND valid_from <= given.day AND (valid_to IS NULL OR valid_to > given.day) OFFSET 0) AS found`,
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

  /** The vehicles that carried each of the plates on its day, in the order of the plates. */
  async holdersThen(tx: Tx, plates: readonly PlateSeen[]): Promise<readonly (readonly string[])[]> {
    if (plates.length === 0) return [];
    const rows = await tx.query<{ n: number; vehicle_id: string }>(HOLDERS_THEN, [
      plates.map(({ number }) => number),
      plates.map(({ type }) => type),
      plates.map(({ on }) => on),
    ]);
    const found = plates.map(() => new Set<string>());
    for (const { n, vehicle_id: vehicleId } of rows) found[n - 1]?.add(vehicleId);
    return found.map((ids) => [...ids]);
  }
}
