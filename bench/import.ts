import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { writeTable } from '../src/platform/tables/table-writer.js';
import { EMPTY, type BenchRun } from './bench-run.js';
import { Child } from './child.js';
import { Figures, type Figure } from './figures.js';
import type { ImportResult } from './import-process.js';
import { Registrations } from './registrations.js';
import { countRows } from './store.js';

const MOST_ROWS = 500_000;
const LEAST_SHARE = 1 / 3;
const MOST_MB = 350;
/** As package.json starts it: the collector of node takes its pace from the most that the heap may have. */
const HEAP_OF_THE_CLI = ['--max-old-space-size=512', '--max-semi-space-size=32'];
const US = 1_000_000;
const MS = 1000;
const FORMATS = ['CSV', 'XLSX'] as const;
type Format = (typeof FORMATS)[number];

/** What an import writes of a vehicle, parents before children. */
const TABLES = [
  'fact',
  'fact_unstamped',
  'vehicle',
  'vehicle_plate',
  'roadside_card',
  'supervision_reason',
  'review_item',
] as const;

const HEADERS =
  '号牌号码 号牌种类 号牌颜色 VIN 车辆类型 使用性质 燃料种类 排放阶段 总质量 初次登记日期 行政区划 所有人类别 统一社会信用代码 机动车状态 发动机号'.split(
    ' ',
  );

const text = (value: string | number | null | undefined): string => String(value ?? '');

/** As a clerk would have them; every file has the same vehicles. */
async function* rowsOf(count: number): AsyncGenerator<readonly string[]> {
  await Promise.resolve();
  const registrations = new Registrations();
  for (let row = 0; row < count; row += 1) {
    const v = registrations.next();
    const { number, type, color } = v.plate;
    const known = [v.vehicleType, v.useNature, v.fuel, v.emissionStage, text(v.massKg), v.firstRegisteredOn];
    const owner = [v.division, v.ownerKind, text(v.ownerUscc), v.status, text(v.engineNo)];
    yield [number, type, text(color), text(v.vin), ...known, ...owner];
  }
}

const rowsIn = ({ options }: BenchRun): number => Math.min(MOST_ROWS, options.vehicles);

async function writeFile(run: BenchRun, format: Format): Promise<string> {
  const path = join(run.store.folder, `vehicles.${format.toLowerCase()}`);
  await pipeline(
    Readable.from(writeTable({ format }, HEADERS, rowsOf(rowsIn(run)))),
    createWriteStream(path),
  );
  const { size } = await stat(path);
  run.say(`  ${rowsIn(run)} vehicles in ${Math.round(size / 2 ** 20)} MiB of ${format}`);
  return path;
}

async function importFile(run: BenchRun, format: Format): Promise<ImportResult> {
  const { store } = run;
  const database = `bench_import_${format.toLowerCase()}`;
  const file = await writeFile(run, format);
  await store.clone(EMPTY, database);
  const environment = { IMPORT_DATABASE: store.serviceUrl(database), NODE_ENV: 'production' };
  const child = Child.start('import', 'bench/import-process.ts', environment, HEAP_OF_THE_CLI);
  try {
    const result = await child.ask<ImportResult>({ file });
    if (result.state !== 'DONE' || result.rows !== rowsIn(run)) throw new Error(JSON.stringify(result));
    const rate = Math.round(result.rows / result.seconds);
    run.say(
      `  ${format}: ${rate} rows/s, peak ${Math.round(result.peakMB)} MB, ${result.registered} registered`,
    );
    return result;
  } finally {
    await child.stop();
  }
}

/** The same finished rows, by COPY into the same tables with their indexes. @returns seconds, reading excluded */
async function copyRows(run: BenchRun, from: string): Promise<number> {
  const { store } = run;
  const to = 'bench_import_copy';
  const path = (table: string): string => join(store.folder, `${table}.copy`);
  for (const table of TABLES) {
    await withClient(store.ownerUrl(from), (client) =>
      pipeline(client.query(copyTo(`COPY ${table} TO STDOUT`)), createWriteStream(path(table))),
    );
  }
  await store.clone(EMPTY, to);
  const began = performance.now();
  await withClient(store.ownerUrl(to), async (client) => {
    for (const table of TABLES) {
      await pipeline(createReadStream(path(table)), client.query(copyFrom(`COPY ${table} FROM STDIN`)));
    }
  });
  return (performance.now() - began) / MS;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Imports of half a million vehicles against COPY of the rows that they end in. */
export async function measureImport(run: BenchRun): Promise<readonly Figure[]> {
  const figures = new Figures('import');
  const results: ImportResult[] = [];
  for (const format of FORMATS) results.push(await importFile(run, format));
  const copied = await copyRows(run, 'bench_import_csv');
  const vehicles = await run.store.asOwner('bench_import_copy', (client) => countRows(client, 'vehicle'));
  const bare = vehicles / copied;
  figures.add('COPY of the finished rows', bare, 'vehicles/s');
  for (const [index, format] of FORMATS.entries()) {
    const result = results[index];
    if (result === undefined) continue;
    const { registered, seconds, processorSeconds, peakMB } = result;
    const rate = registered / seconds;
    figures.add(`import of ${rowsIn(run)} vehicles from ${format}`, rate, 'vehicles/s');
    figures.add(
      `processor time of the importing process, ${format}`,
      (processorSeconds * US) / registered,
      'µs a vehicle',
    );
    figures.judge(`share of COPY, ${format}`, rate / bare, '×', '≥ 0.33', rate / bare >= LEAST_SHARE);
    figures.judge(`peak memory, ${format}`, peakMB, 'MB', '< 350', peakMB < MOST_MB);
  }
  return figures.all;
}
