import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { answerText, LOOK_UP, type FoundRow } from './reference-answer.js';
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

async function insertAnswers(client: pg.Client, plates: readonly Plate[], now: string): Promise<void> {
  const answers: string[] = [];
  for (const plate of plates) {
    const found = await client.query<FoundRow>({ name: 'shaped', text: LOOK_UP, values: [plate.number] });
    answers.push(answerText(plate, found.rows, now));
  }
  await client.query({
    name: 'insert_answers',
    text: 'INSERT INTO bench.answer SELECT * FROM unnest($1::text[], $2::text[], $3::text[])',
    values: [plates.map(({ number }) => number), plates.map(({ type }) => type), answers],
  });
}
