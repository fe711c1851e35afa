import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { actorOfLogin } from '../../features/access/index.js';
import {
  ImportReportService,
  ImportsModule,
  LocalImportService,
  type ImportRun,
} from '../../features/imports/index.js';
import { SystemClock } from '../../platform/context/clock.js';
import { AppError } from '../../platform/errors/app-error.js';
import { describeError } from '../../platform/errors/describe-error.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { FileStore } from '../../platform/files/file-store.js';
import { fileSource } from '../../platform/tables/byte-source.js';
import { payloadRegistry } from '../process/payloads.js';
import { progressOn } from '../process/progress.js';
import { openServices } from '../process/services.js';
import { connectAsApplication } from '../process/stores.js';
import { readImportArguments, type ImportArguments } from './import-arguments.js';
import { endLines, readingLines } from './import-texts.js';
import { withStores } from './with-stores.js';

const EXIT_ALL_IN = 0;
const EXIT_FAILED = 1;
const EXIT_SOME_LEFT = 2;

type Write = (line: string) => void;

/**
 * Imports a file of this machine. The same file again changes nothing; one that was broken off is continued.
 * @returns 0 when every row is in, 2 when rows were refused or wait for a person, 1 otherwise
 */
export async function importCommand(args: readonly string[], write: Write): Promise<number> {
  const asked = readImportArguments(args);
  if (typeof asked === 'string') return failed(asked);
  const isFile = await stat(asked.file).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) return failed(`there is no file ${asked.file}`);
  return withStores(async (config, stores) => {
    const database = await connectAsApplication(config, stores);
    const facts = new FactStore(payloadRegistry());
    const files = new FileStore(database, stores.keyring);
    const parts = { config, stores, database, clock: new SystemClock(), facts, files };
    const app = await openServices(parts, [ImportsModule]);
    try {
      const actor = asked.as === null ? null : await actorOfLogin(database, asked.as);
      if (asked.as !== null && actor === null) return failed(`there is no account ${asked.as} in use`);
      const author = { actor, operator: userInfo().username };
      const run = await app.get(LocalImportService).open(await described(asked), author);
      return await runToEnd(app, asked, run, write);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return failed(`${error.code}: ${describeError(error, asked.language)}`);
    } finally {
      await app.close();
      await database.close();
    }
  });
}

function failed(why: string): number {
  process.stderr.write(`import: ${why}\n`);
  return EXIT_FAILED;
}

async function described({ file, feed, swapped }: ImportArguments) {
  const hash = createHash('sha256');
  let fileBytes = 0;
  for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(piece);
    fileBytes += piece.length;
  }
  return { fileName: basename(file), fileSha256: hash.digest('hex'), fileBytes, feed, swapped };
}

async function runToEnd(
  app: INestApplicationContext,
  asked: ImportArguments,
  run: ImportRun,
  write: Write,
): Promise<number> {
  const { language } = asked;
  const stop = new AbortController();
  const onSignal = (): void => {
    // The first one lets the rows at work be settled, the second one ends at once; nothing settled is lost either way.
    if (stop.signal.aborted) process.exit(EXIT_FAILED);
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  const progress = progressOn(process.stderr, language === 'zh' ? '导入（字节）' : 'importing (bytes)');
  const source = await fileSource(asked.file);
  const after = await app
    .get(LocalImportService)
    .work(run, source, stop.signal, ({ doneBytes, fileBytes }) => {
      progress.update(doneBytes, fileBytes);
    });
  if (after.doneRows > 0) progress.update(after.doneBytes, after.fileBytes);
  progress.end();
  for (const line of [...readingLines(after, language), ...endLines(after, language)]) write(line);
  if (after.flagged + after.held + after.refused > 0) {
    await writeReport(app, after, asked);
    write(`${language === 'zh' ? '报告' : 'report'}: ${asked.report}`);
  }
  if (after.state !== 'DONE') return EXIT_FAILED;
  return after.held + after.refused > 0 ? EXIT_SOME_LEFT : EXIT_ALL_IN;
}

/** Whoever opens the report finds all of it: it gets its name when it is complete. */
async function writeReport(
  app: INestApplicationContext,
  { id }: ImportRun,
  { report, language }: ImportArguments,
): Promise<void> {
  const half = `${report}.part`;
  const format = report.toLowerCase().endsWith('.xlsx') ? 'XLSX' : 'CSV';
  const content = app.get(ImportReportService).file(id, { format, language });
  await pipeline(Readable.from(content), createWriteStream(half, { mode: 0o600 }));
  await rename(half, report);
}
