import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { ENTITIES } from '../src/apps/process/entities.js';
import { payloadRegistry } from '../src/apps/process/payloads.js';
import { openServices } from '../src/apps/process/services.js';
import { ImportsModule, LocalImportService } from '../src/features/imports/index.js';
import { TokenKey } from '../src/platform/auth/token-settings.js';
import { loadConfig } from '../src/platform/config/config.js';
import { SystemClock } from '../src/platform/context/clock.js';
import { APP_ROLE, openDataSource } from '../src/platform/database/connection.js';
import { Database } from '../src/platform/database/database.js';
import { FactStore } from '../src/platform/facts/fact-store.js';
import { FileStore } from '../src/platform/files/file-store.js';
import { Keyring } from '../src/platform/secrets/keyring.js';
import { SiteSigner } from '../src/platform/secrets/site-signer.js';
import { fileSource } from '../src/platform/tables/byte-source.js';
import { answerParent } from './child.js';

/** What is to be imported. */
export interface ImportOrder {
  readonly file: string;
}

export interface ImportResult {
  readonly state: string;
  readonly rows: number;
  readonly registered: number;
  readonly seconds: number;
  /** Processor time that this process took for it, on all its threads. */
  readonly processorSeconds: number;
  /** Most memory that this process ever had, MB. */
  readonly peakMB: number;
}

const MS = 1000;
const US = 1_000_000;
const KIB_A_MB = 1e6 / 1024;

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) hash.update(piece);
  return hash.digest('hex');
}

/** The importing process: what `cli -- import` does, without the command line. */
answerParent(async ({ file }: ImportOrder): Promise<ImportResult> => {
  const url = process.env['IMPORT_DATABASE'] ?? '';
  const database = new Database(
    await openDataSource({ url, entities: ENTITIES, poolSize: 4, role: APP_ROLE }),
  );
  const keyring = new Keyring([{ id: 'bench', bytes: Buffer.alloc(32, 1) }]);
  const services = await openServices(
    {
      config: loadConfig({}),
      stores: {
        tokenKey: new TokenKey(Buffer.alloc(32)),
        keyring,
        signer: new SiteSigner(Buffer.alloc(32, 2)),
      },
      database,
      clock: new SystemClock(),
      facts: new FactStore(payloadRegistry()),
      files: new FileStore(database, keyring),
    },
    [ImportsModule],
  );
  const described = {
    fileName: 'bench',
    fileSha256: await hashOf(file),
    fileBytes: (await stat(file)).size,
    feed: 'QINGTU',
    swapped: false,
  } as const;
  const from = performance.now();
  const before = process.cpuUsage();
  const local = services.get(LocalImportService);
  const opened = await local.open(described, { actor: null, operator: 'bench' });
  const run = await local.work(opened, await fileSource(file), new AbortController().signal, () => undefined);
  const seconds = (performance.now() - from) / MS;
  const { user, system } = process.cpuUsage(before);
  await services.close();
  await database.close();
  const peakMB = process.resourceUsage().maxRSS / KIB_A_MB;
  const processorSeconds = (user + system) / US;
  return {
    state: run.state,
    rows: run.doneRows,
    registered: run.registered,
    seconds,
    processorSeconds,
    peakMB,
  };
});
