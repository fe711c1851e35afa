import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { RoadsideCard } from '../../domain/vehicle/roadside-card.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

/** The sub-select keeps one generic plan and the array of ids leaves it index lookups only, as for one plate. */
const CARDS = statement(
  'plates_cards',
  `WITH asked AS MATERIALIZED (
     SELECT q.n, ARRAY(SELECT p.vehicle_id FROM vehicle_plate p WHERE p.number = q.number) AS ids
     FROM unnest((SELECT $1::text[])) WITH ORDINALITY AS q (number, n)
   )
   SELECT asked.n, c.card
   FROM asked CROSS JOIN LATERAL (SELECT card FROM roadside_card WHERE vehicle_id = ANY (asked.ids)) c`,
);
const HEARD = statement('plates_heard', 'SELECT site, heard_at FROM site_source WHERE heard_at IS NOT NULL');

const NUMBERS_A_STATEMENT = 2000;

interface CardRow {
  /** From 1: which of the numbers. */
  readonly n: number;
  readonly card: string;
}

/** What a check of many plates reads. */
@Injectable()
export class PlateCheckRepository {
  /**
   * The cards of every vehicle that holds or held one of the numbers. While the database looks for some, the cards of
   * those before are read, and other requests have their turn.
   * @param numbers normalised, each once; in order they are found faster
   */
  async cards(tx: Tx, numbers: readonly string[]): Promise<ReadonlyMap<string, readonly RoadsideCard[]>> {
    const found = new Map<string, RoadsideCard[]>();
    const ask = (start: number) =>
      tx.query<CardRow>(CARDS, [numbers.slice(start, start + NUMBERS_A_STATEMENT)]);
    let rows = await ask(0);
    for (let start = 0; start < numbers.length; start += NUMBERS_A_STATEMENT) {
      const next = start + NUMBERS_A_STATEMENT;
      const asked = next < numbers.length ? ask(next) : Promise.resolve([]);
      const [, later] = await Promise.all([readLater(rows, numbers.slice(start, next), found), asked]);
      rows = later;
    }
    return found;
  }

  /** When each other province was last heard of. */
  async heard(tx: Tx): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.query<{ site: string; heard_at: string }>(HEARD);
    return new Map(rows.map(({ site, heard_at }) => [site, heard_at]));
  }
}

/** Reads cards in the next turn of the event loop, after what was sent in this one is on its way. */
async function readLater(
  rows: readonly CardRow[],
  numbers: readonly string[],
  into: Map<string, RoadsideCard[]>,
): Promise<void> {
  await setImmediate();
  for (const { n, card } of rows) {
    const number = numbers[n - 1] ?? '';
    const parsed = JSON.parse(card) as RoadsideCard;
    const known = into.get(number);
    if (known === undefined) into.set(number, [parsed]);
    else known.push(parsed);
  }
}
