import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { deflateRawSync } from 'node:zlib';
import copyStreams from 'pg-copy-streams';
import { encodePack } from '../src/domain/pack/pack.js';
import { PlateCollector } from '../src/domain/pack/plate-set.js';
import type { ReleaseList } from '../src/domain/release/release-list.js';
import { openReleases } from '../src/features/releases/index.js';
import { loadConfig } from '../src/platform/config/config.js';
import { uuidV7 } from '../src/platform/context/ids.js';
import { APP_ROLE } from '../src/platform/database/connection.js';
import { sha256 } from '../src/platform/facts/sha256.js';
import { FileStore } from '../src/platform/files/file-store.js';
import { Keyring } from '../src/platform/secrets/keyring.js';
import { SiteSigner } from '../src/platform/secrets/site-signer.js';
import { EMPTY, type BenchRun } from './bench-run.js';
import { Figures, type Figure } from './figures.js';
import { manyPlates } from './many-plates.js';
import { median } from './statistics.js';
import { SITE, type BenchStore } from './store.js';
import { loadOriginals, multiply } from './vehicles.js';

const DATABASE = 'bench_release';
const ORIGINALS = 20_000;
const LISTED = 300_000;
const PACKED = 500_000;
const LEAST_RATIO = 0.5;
const MOST_PACK_BYTES = 6_000_000;
const MS = 1000;
const BYTES_A_MIB = 2 ** 20;
const SAMPLE_MS = 20;

/** Everybody is on the first list and a tenth on the second, and all are registered in one province. */
const PREPARE: readonly string[] = [
  `INSERT INTO supervision_reason (vehicle_id, code, since, clause, facts, evidence_at)
   SELECT id, 'G3_DIESEL_TRUCK', '2012-03-01', 'DELTA_PLAN_9_SHARED_LISTS', '{}', '2012-03-01' FROM vehicle
   ON CONFLICT DO NOTHING`,
  `INSERT INTO supervision_reason (vehicle_id, code, since, clause, facts, evidence_at)
   SELECT id, 'OVER_LIMIT_LISTED', '2026-01-05', 'AIR_LAW_60', '{}', '2026-01-05' FROM vehicle
   WHERE abs(hashtext(id::text)) % 10 = 0 ON CONFLICT DO NOTHING`,
  `UPDATE vehicle SET division = '310115'`,
];

/** The columns of a partner's row, in the order of a release, as COPY writes them. */
const COPY_ROWS = `COPY (
  SELECT v.plate_number, v.plate_type, v.plate_color, v.vin, v.frame_no, v.vehicle_type, v.stage,
    split_part(split_part(c.card, '"stageSource":"', 2), '"', 1), v.division, v.owner_kind, v.owner_uscc,
    o.organisation_name, r.reasons
  FROM supervision_reason m JOIN vehicle v ON v.id = m.vehicle_id JOIN roadside_card c ON c.vehicle_id = v.id
  LEFT JOIN vehicle_owner o ON o.vehicle_id = v.id
  CROSS JOIN LATERAL (
    SELECT string_agg(code || ' ' || since || ' ' || clause, ';' ORDER BY code COLLATE "C") AS reasons
    FROM supervision_reason WHERE vehicle_id = v.id) AS r
  WHERE m.code = 'G3_DIESEL_TRUCK' AND left(v.division, 2) = '31'
  ORDER BY v.plate_number COLLATE "C", v.plate_type COLLATE "C", coalesce(v.vin, v.frame_no) COLLATE "C"
) TO STDOUT`;

/** Rows a second of COPY into a file. */
async function copyOut(store: BenchStore): Promise<number> {
  return store.asOwner(DATABASE, async (client) => {
    const started = performance.now();
    const rows = client.query(copyStreams.to(COPY_ROWS));
    await pipeline(rows, createWriteStream(join(store.folder, 'reference.tsv')));
    return rows.rowCount / ((performance.now() - started) / MS);
  });
}

interface Made {
  readonly rowsPerSecond: number;
  /** Above what the process held before. */
  readonly peakMiB: number;
}

type Services = ReturnType<typeof openReleases>;

/** One release with all of its files, sealed and signed, as the job makes it. */
async function makeRelease({ releases }: Services, list: ReleaseList): Promise<Made> {
  const before = process.memoryUsage().rss;
  let peak = before;
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, SAMPLE_MS);
  const started = performance.now();
  const release = await releases.makeForSite({ list, edition: 'PARTNER' }, new Date().toISOString());
  const seconds = (performance.now() - started) / MS;
  clearInterval(sampler);
  return { rowsPerSecond: release.rows / seconds, peakMiB: (peak - before) / BYTES_A_MIB };
}

async function prepare(run: BenchRun): Promise<void> {
  const { store } = run;
  await store.clone(EMPTY, DATABASE);
  await loadOriginals(store, DATABASE, ORIGINALS);
  await store.asOwner(DATABASE, async (client) => {
    for (const sql of PREPARE) await client.query(sql);
  });
  const vehicles = await multiply(store, DATABASE, LISTED, () => undefined);
  run.say(`  ${vehicles} vehicles on the list`);
}

async function measureReleases(run: BenchRun, services: Services, figures: Figures): Promise<void> {
  const making: number[] = [];
  const copying: number[] = [];
  const small: number[] = [];
  const large: number[] = [];
  // The first release has none before it to differ from; those that are measured have.
  await makeRelease(services, 'G3_DIESEL_TRUCKS');
  await makeRelease(services, 'OVER_LIMIT');
  for (let round = 0; round < run.options.rounds; round += 1) {
    const less = await makeRelease(services, 'OVER_LIMIT');
    const more = await makeRelease(services, 'G3_DIESEL_TRUCKS');
    const copied = await copyOut(run.store);
    making.push(more.rowsPerSecond);
    copying.push(copied);
    small.push(less.peakMiB);
    large.push(more.peakMiB);
    const speeds = `release ${Math.round(more.rowsPerSecond)} rows/s, COPY ${Math.round(copied)} rows/s`;
    run.say(`  ${speeds}, memory +${less.peakMiB.toFixed(0)} and +${more.peakMiB.toFixed(0)} MiB`);
  }
  const [made, copied] = [median(making), median(copying)];
  figures.add(
    `release of ${LISTED} rows: NDJSON, CSV, difference, hashes, sealed and signed`,
    made,
    'rows/s',
  );
  figures.add('COPY … TO of the same columns in the same order, into a file', copied, 'rows/s');
  figures.judge('release to COPY', made / copied, '×', 'at least 0.5', made / copied >= LEAST_RATIO);
  figures.add('memory that a release of a tenth of the rows adds at most', Math.max(...small), 'MiB');
  figures.add('memory that the whole release adds at most', Math.max(...large), 'MiB');
}

function measurePack(signer: SiteSigner, figures: Figures): void {
  const collector = new PlateCollector();
  for (const plate of manyPlates(PACKED)) collector.add(plate);
  const started = performance.now();
  const now = new Date().toISOString();
  const { keyId, publicKey } = signer;
  const name = {
    site: SITE,
    id: uuidV7(),
    number: 1,
    madeAt: now,
    expiresAt: now,
    keyId,
    publicKey,
  } as const;
  const file = encodePack(collector.collected(), name, { sha256, sign: (bytes) => signer.sign(bytes) });
  figures.add(`packing ${PACKED} plates`, performance.now() - started, 'ms');
  figures.judge('size of the pack', file.length / 1e6, 'MB', 'at most 6', file.length <= MOST_PACK_BYTES);
  figures.add('bytes a plate', file.length / PACKED, 'bytes');
  figures.add('the same, deflated', deflateRawSync(file).length / PACKED, 'bytes');
}

/** Releases against COPY, and the size of a pack. */
export async function measureRelease(run: BenchRun): Promise<readonly Figure[]> {
  const figures = new Figures('release');
  await prepare(run);
  const database = await run.store.connect(DATABASE, APP_ROLE);
  const signer = new SiteSigner(Buffer.alloc(32, 1));
  const files = new FileStore(database, new Keyring([{ id: 'bench', bytes: Buffer.alloc(32, 2) }]));
  const config = loadConfig({ QINGTU_SITE: SITE });
  try {
    await measureReleases(run, openReleases({ config, database, files, signer }), figures);
  } finally {
    await database.close();
  }
  measurePack(signer, figures);
  return figures.all;
}
