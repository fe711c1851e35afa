import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

/** One roadside lookup: the number to look for, and what its audit line tells. */
export interface RoadsideLookup {
  /** Normalised. */
  readonly plateNumber: string;
  /** With the purpose that the permission gave. */
  readonly context: RequestContext;
  /** JSON text of what was asked. */
  readonly detail: string;
  /** Whether a place was told, so that restrictions matter. */
  readonly asksForZones: boolean;
}

/** Cards of every vehicle that holds or held the number, as JSON text, and when each province was last heard of. */
export interface RoadsideRecord {
  readonly cards: readonly string[];
  readonly heard: ReadonlyMap<string, string>;
  /** Version of the restrictions; 0 where nobody of the batch told a place. */
  readonly zoneVersion: number;
}

export const ROADSIDE_ACTION = 'vehicle.roadside-check';

/**
 * Reads the cards and writes the audit lines of a batch in one statement, so that neither is without the other.
 * The arrays come through sub-selects: the planner then estimates their length alike with and without the values and
 * keeps one generic plan. The ids are an array, which leaves it no other way than index lookups.
 */
const LOOK_UP = statement(
  'roadside_look_up',
  `WITH asked AS MATERIALIZED (
     SELECT q.*, ARRAY(SELECT p.vehicle_id FROM vehicle_plate p WHERE p.number = q.number GROUP BY p.vehicle_id) AS ids
     FROM unnest((SELECT $1::text[]), (SELECT $2::timestamptz[]), (SELECT $3::uuid[]), (SELECT $4::text[]),
       (SELECT $5::uuid[]), (SELECT $6::text[]), (SELECT $7::text[]), (SELECT $8::text[]), (SELECT $9::text[]))
       WITH ORDINALITY AS q (number, at, account_id, role, organisation_id, purpose, reference, request_id, detail, n)
   ), audited AS (
     INSERT INTO audit_entry
       (at, account_id, role, organisation_id, action, purpose, reference, request_id, subjects, detail)
     SELECT at, account_id, role, organisation_id, $10, purpose, reference, request_id, ids, detail::jsonb
     FROM asked ORDER BY n
   )
   SELECT asked.n, c.card AS text, NULL AS heard_at
   FROM asked CROSS JOIN LATERAL (SELECT card FROM roadside_card WHERE vehicle_id = ANY (asked.ids)) c
   UNION ALL
   SELECT 0, site, heard_at FROM site_source
   UNION ALL
   SELECT -1, version::text, NULL FROM zone_version WHERE $11::boolean`,
);

interface FoundRow {
  /** From 1; 0 for a province, -1 for the version of the restrictions. */
  readonly n: number;
  /** A card, the code of a province, or the version. */
  readonly text: string;
  readonly heard_at: string | null;
}

/** The one statement of the roadside answer. */
@Injectable()
export class RoadsideRepository {
  constructor(private readonly database: Database) {}

  /** One record a lookup, in order; each lookup is audited in the same transaction. */
  async lookUp(lookups: readonly RoadsideLookup[]): Promise<readonly RoadsideRecord[]> {
    const column = <V>(value: (lookup: RoadsideLookup) => V): V[] => lookups.map(value);
    const rows = await this.database.query<FoundRow>(LOOK_UP, [
      column((one) => one.plateNumber),
      column((one) => one.context.now),
      column((one) => one.context.actor?.accountId ?? null),
      column((one) => one.context.actor?.role ?? null),
      column((one) => one.context.actor?.organisationId ?? null),
      column((one) => one.context.purpose),
      column((one) => one.context.reference),
      column((one) => one.context.requestId),
      column((one) => one.detail),
      ROADSIDE_ACTION,
      lookups.some((one) => one.asksForZones),
    ]);
    return recordsOf(rows, lookups.length);
  }
}

function recordsOf(rows: readonly FoundRow[], count: number): readonly RoadsideRecord[] {
  const cards: string[][] = Array.from({ length: count }, () => []);
  const heard = new Map<string, string>();
  let zoneVersion = 0;
  for (const { n, text, heard_at } of rows) {
    if (n > 0) cards[n - 1]?.push(text);
    else if (n < 0) zoneVersion = Number(text);
    else if (heard_at !== null) heard.set(text, heard_at);
  }
  return cards.map((found) => ({ cards: found, heard, zoneVersion }));
}
