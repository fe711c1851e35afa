import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { answerText, type FoundRow } from './reference-answer.js';
import type { Plate } from './roadside-question.js';
import type { BenchStore } from './store.js';

const MOST_PLATES = 100_000;
const ANSWERS_AT_ONCE = 500;

/** Plates that vehicles hold, drawn by a digest and thus the same in every run, and the file that has them. */
export interface PlateSample {
  readonly plates: readonly Plate[];
  readonly file: string;
}

export async function samplePlates(store: BenchStore, database: string): Promise<PlateSample> {
  const plates = await store.asOwner(database, async (client) => {
    const { rows } = await client.query<Plate>(
      `SELECT number, type FROM vehicle_plate WHERE valid_to IS NULL ORDER BY md5(number || type) LIMIT $1`,
      [MOST_PLATES],
    );
    return rows;
  });
  const file = join(store.folder, `plates-${database}.json`);
  writeFileSync(file, JSON.stringify(plates));
  return { plates, file };
}

/** Makes the table of finished answers, kept in their rows uncompressed so that one look-up is all that it takes. */
export async function finishAnswers(
  store: BenchStore,
  database: string,
  plates: readonly Plate[],
): Promise<void> {
  await store.asOwner(database, async (client) => {
    await client.query('DROP TABLE IF EXISTS bench.answer');
    await client.query(`CREATE TABLE bench.answer (number text, type text, answer text STORAGE MAIN)
      WITH (toast_tuple_target = 8160)`);
    const now = new Date().toISOString();
    for (let at = 0; at < plates.length; at += ANSWERS_AT_ONCE) {
      await insertAnswers(client, plates.slice(at, at + ANSWERS_AT_ONCE), now);
    }
    await client.query('ALTER TABLE bench.answer ADD PRIMARY KEY (number, type)');
    await client.query('VACUUM (ANALYZE) bench.answer');
  });
}

const LOOK_UP_MANY = `
  SELECT q.number, c.card AS text FROM unnest($1::text[]) AS q (number) CROSS JOIN LATERAL (
    SELECT card FROM roadside_card
    WHERE vehicle_id = ANY (ARRAY(SELECT vehicle_id FROM vehicle_plate WHERE number = q.number GROUP BY vehicle_id))) c`;

interface NumberedRow {
  readonly number: string;
  readonly text: string;
}

async function insertAnswers(client: pg.Client, plates: readonly Plate[], now: string): Promise<void> {
  const numbers = [...new Set(plates.map(({ number }) => number))];
  const { rows: found } = await client.query<NumberedRow>(LOOK_UP_MANY, [numbers]);
  const { rows: heard } = await client.query<FoundRow>(
    'SELECT site AS text, heard_at::text FROM site_source',
  );
  const rowsByNumber = new Map<string, FoundRow[]>(numbers.map((number) => [number, [...heard]]));
  for (const { number, text } of found) rowsByNumber.get(number)?.unshift({ text, heard_at: null });
  await client.query({
    name: 'insert_answers',
    text: 'INSERT INTO bench.answer SELECT * FROM unnest($1::text[], $2::text[], $3::text[])',
    values: [
      plates.map(({ number }) => number),
      plates.map(({ type }) => type),
      plates.map((plate) => answerText(plate, rowsByNumber.get(plate.number) ?? [], now)),
    ],
  });
}

/** Reads what the plates lead to, so that a copied database is as warm as the one that it was copied from. */
export async function readPlates(
  store: BenchStore,
  database: string,
  plates: readonly Plate[],
): Promise<void> {
  const numbers = plates.map(({ number }) => number);
  await store.asOwner(database, (client) =>
    client.query(`SELECT count(length(text)) FROM (${LOOK_UP_MANY}) AS found`, [numbers]),
  );
}
