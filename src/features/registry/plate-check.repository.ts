import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

export const CHECK_PLATES_ACTION = 'vehicle.check-plates';

/** Cards by place in the list of numbers, and when each province was last heard of. */
export interface PlatesRecord {
  readonly cards: readonly (readonly string[])[];
  readonly heard: ReadonlyMap<string, string>;
}

/** All cards and the one audit line of the call in one statement; the sub-selects as in the roadside lookup. */
const LOOK_UP = statement(
  'plates_look_up',
  `WITH asked AS MATERIALIZED (
     SELECT q.n, ARRAY(SELECT p.vehicle_id FROM vehicle_plate p WHERE p.number = q.number) AS ids
     FROM unnest((SELECT $1::text[])) WITH ORDINALITY AS q (number, n)
   ), audited AS (
     INSERT INTO audit_entry
       (at, account_id, role, organisation_id, action, purpose, reference, request_id, subjects, detail)
     SELECT $2, $3, $4, $5, $6, $7, $8, $9,
       ARRAY(SELECT DISTINCT one FROM asked CROSS JOIN LATERAL unnest(asked.ids) AS one), $10::jsonb
   )
   SELECT asked.n, c.card AS text, NULL AS heard_at
   FROM asked CROSS JOIN LATERAL (SELECT card FROM roadside_card WHERE vehicle_id = ANY (asked.ids)) c
   UNION ALL
   SELECT 0, site, heard_at FROM site_source`,
);

interface FoundRow {
  /** From 1; 0 for a province. */
  readonly n: number;
  readonly text: string;
  readonly heard_at: string | null;
}

/** The one statement of a check of many plates. */
@Injectable()
export class PlateCheckRepository {
  constructor(private readonly database: Database) {}

  /** @param numbers normalised, each once; @param asked how many plates the caller gave */
  async lookUp(context: RequestContext, numbers: readonly string[], asked: number): Promise<PlatesRecord> {
    const { actor } = context;
    const rows = await this.database.query<FoundRow>(LOOK_UP, [
      numbers,
      context.now,
      actor?.accountId ?? null,
      actor?.role ?? null,
      actor?.organisationId ?? null,
      CHECK_PLATES_ACTION,
      context.purpose,
      context.reference,
      context.requestId,
      JSON.stringify({ plates: asked }),
    ]);
    const cards: string[][] = numbers.map(() => []);
    const heard = new Map<string, string>();
    for (const { n, text, heard_at } of rows) {
      if (n > 0) cards[n - 1]?.push(text);
      else if (heard_at !== null) heard.set(text, heard_at);
    }
    return { cards, heard };
  }
}
