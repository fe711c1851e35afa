import { createHash } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { ENTITIES } from '../../src/apps/process/entities.js';
import { payloadRegistry } from '../../src/apps/process/payloads.js';
import { openServices } from '../../src/apps/process/services.js';
import type { PlatformParts } from '../../src/apps/process/platform.module.js';
import type { Actor } from '../../src/platform/context/request-context.js';
import { TokenKey } from '../../src/platform/auth/token-settings.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { FactStore } from '../../src/platform/facts/fact-store.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { Keyring } from '../../src/platform/secrets/keyring.js';
import { SiteSigner } from '../../src/platform/secrets/site-signer.js';
import type { ByteSource } from '../../src/platform/tables/byte-source.js';
import {
  ImportReportRepository,
  type ReportEntry,
} from '../../src/features/imports/import-report.repository.js';
import type { ImportRun } from '../../src/features/imports/import-run.js';
import type { LocalExport } from '../../src/features/exports/local-export.service.js';
import { ExportsModule, LocalExportService } from '../../src/features/exports/index.js';
import { ImportReportService, ImportsModule, LocalImportService } from '../../src/features/imports/index.js';
import type { MessageLanguage } from '../../src/domain/shared/messages.js';
import { FixedClock } from './api.js';
import { bytesOf } from './tables.js';
import { createTestDatabase, type TestDatabase } from './database.js';

/** The imports of 江苏 over a database of their own. */
export interface ImportsFixture {
  readonly test: TestDatabase;
  readonly app: INestApplicationContext;
  readonly local: LocalImportService;
  /** With the exports of that site. */
  readonly exports: LocalExportService;
  run(text: string | Buffer, options?: RunOptions): Promise<ImportRun>;
  report(run: ImportRun): Promise<readonly ReportEntry[]>;
  /** The report as the clerk gets it, a text a line. */
  reportLines(run: ImportRun, language: MessageLanguage): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface RunOptions {
  readonly swapped?: boolean;
  readonly actor?: Actor | null;
  readonly operator?: string;
  /** Called after each batch with a way to stop. */
  readonly onBatch?: (run: ImportRun, stop: AbortController) => void | Promise<void>;
}

const sourceOf = (bytes: Buffer): ByteSource => ({
  size: bytes.length,
  async *read(start, end) {
    await Promise.resolve();
    if (start < end) yield bytes.subarray(start, end);
  },
});

/** @param beside another one's database, which this one leaves open, and the keys of this one */
export async function startImports(
  environment: Record<string, string> = {},
  beside: { readonly test?: TestDatabase; readonly keyring?: Keyring } = {},
): Promise<ImportsFixture> {
  const test = beside.test ?? (await createTestDatabase(ENTITIES));
  const keyring = beside.keyring ?? new Keyring([{ id: 'test', bytes: Buffer.alloc(32, 9) }]);
  const parts: PlatformParts = {
    config: loadConfig({ QINGTU_SITE: '320000', LOG_LEVEL: 'silent', ...environment }),
    stores: {
      tokenKey: new TokenKey(Buffer.alloc(32, 7)),
      keyring,
      signer: new SiteSigner(Buffer.alloc(32, 11)),
    },
    database: test.database,
    clock: new FixedClock('2026-11-23T04:00:00.000Z'),
    facts: new FactStore(payloadRegistry()),
    files: new FileStore(test.database, keyring),
  };
  const app = await openServices(parts, [ImportsModule, ExportsModule]);
  const local = app.get(LocalImportService);
  return {
    test,
    app,
    local,
    exports: app.get(LocalExportService),
    async run(text, { swapped = false, actor = null, operator = 'clerk', onBatch } = {}) {
      const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
      const fileSha256 = createHash('sha256').update(bytes).digest('hex');
      const file = {
        fileName: 'test.csv',
        fileSha256,
        fileBytes: bytes.length,
        feed: 'QINGTU',
        swapped,
      } as const;
      const stop = new AbortController();
      const run = await local.open(file, { actor, operator });
      return local.work(run, sourceOf(bytes), stop.signal, (now) => onBatch?.(now, stop));
    },
    async report(run) {
      const entries: ReportEntry[] = [];
      for await (const entry of app.get(ImportReportRepository).read(run.id)) entries.push(entry);
      return entries;
    },
    async reportLines(run, language) {
      const file = app.get(ImportReportService).file(run.id, { format: 'CSV', language });
      return (await bytesOf(file)).toString().trimEnd().split('\r\n');
    },
    async close() {
      await app.close();
      if (beside.test === undefined) await test.close();
    },
  };
}

/** A list of that site as a file, taken out by whoever runs commands there. */
export async function exportedBy(
  { exports }: ImportsFixture,
  asked: Partial<LocalExport> = {},
): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const usual = { list: 'VEHICLES', format: 'CSV', encoding: 'UTF-8', language: 'zh' } as const;
  const author = { actor: null, operator: 'clerk', purpose: null, reference: null };
  await exports.write(
    { ...usual, ...author, ...asked },
    {
      take: async (content) => {
        for await (const piece of content) pieces.push(piece);
      },
      onProgress: () => undefined,
      stop: new AbortController().signal,
    },
  );
  return Buffer.concat(pieces);
}

const HEADERS = [
  '号牌号码',
  '号牌种类',
  'VIN',
  '车辆类型',
  '使用性质',
  '燃料种类',
  '排放阶段',
  '初次登记日期',
  '行政区划',
  '所有人类别',
  '机动车状态',
  '所有人姓名',
  '联系电话',
];

/** A truck of 南京 as a row of a clerk's table. */
export interface TableRow {
  readonly plate: string;
  readonly type?: string;
  readonly vin: string;
  readonly fuel?: string;
  readonly stage?: string;
  readonly registered?: string;
  readonly division?: string;
  readonly owner?: string;
  readonly phone?: string;
}

const cellsOf = ({
  plate,
  type = '01',
  vin,
  fuel = 'B',
  stage = '国五',
  registered = '2013-03-01',
  division = '320102',
  owner = '',
  phone = '',
}: TableRow): readonly string[] => [
  plate,
  type,
  vin,
  'H11',
  'A',
  fuel,
  stage,
  registered,
  division,
  'PERSON',
  'A',
  owner,
  phone,
];

/** A CSV table of the rows. */
export const tableOf = (rows: readonly TableRow[]): string =>
  [HEADERS, ...rows.map(cellsOf)].map((cells) => `${cells.join(',')}\r\n`).join('');
