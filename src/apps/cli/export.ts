import 'reflect-metadata';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { actorOfLogin } from '../../features/access/index.js';
import { ExportsModule, LocalExportService, type LocalFile } from '../../features/exports/index.js';
import { SystemClock } from '../../platform/context/clock.js';
import type { Actor } from '../../platform/context/request-context.js';
import { AppError } from '../../platform/errors/app-error.js';
import { describeError } from '../../platform/errors/describe-error.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { FileStore } from '../../platform/files/file-store.js';
import { payloadRegistry } from '../process/payloads.js';
import { progressOn } from '../process/progress.js';
import { openServices } from '../process/services.js';
import { connectAsApplication } from '../process/stores.js';
import { readExportArguments, type ExportArguments } from './export-arguments.js';
import { withStores } from './with-stores.js';

const EXIT_DONE = 0;
const EXIT_FAILED = 1;
const FOR_OWNER_ONLY = 0o600;

type Write = (line: string) => void;

class StoppedError extends Error {}

/** Writes a list of vehicles into a file of this machine. @returns 0 when the file is there, 1 when nothing is */
export async function exportCommand(args: readonly string[], write: Write): Promise<number> {
  const asked = readExportArguments(args);
  if (typeof asked === 'string') return failed(asked);
  if (await isFolder(asked.file)) return failed(`${asked.file} is a folder`);
  return withStores(async (config, stores) => {
    const database = await connectAsApplication(config, stores);
    const facts = new FactStore(payloadRegistry());
    const files = new FileStore(database, stores.keyring);
    const parts = { config, stores, database, clock: new SystemClock(), facts, files };
    const app = await openServices(parts, [ExportsModule]);
    try {
      const actor = asked.as === null ? null : await actorOfLogin(database, asked.as);
      if (asked.as !== null && actor === null) return failed(`there is no account ${asked.as} in use`);
      const { rows, size, sha256 } = await stoppable((stop) =>
        intoFile(app.get(LocalExportService), asked, actor, stop),
      );
      const isChinese = asked.language === 'zh';
      write(`${asked.file}: ${rows} ${isChinese ? '行' : 'rows'}, ${size} ${isChinese ? '字节' : 'bytes'}`);
      write(`SHA-256 ${sha256}`);
      return EXIT_DONE;
    } catch (error) {
      if (error instanceof StoppedError) return failed('stopped; nothing was left');
      if (isSystemError(error)) return failed(error.message);
      if (!(error instanceof AppError)) throw error;
      return failed(`${error.code}: ${describeError(error, asked.language)}`);
    } finally {
      await app.close();
      await database.close();
    }
  });
}

/** Lets the first Ctrl-C stop the work in order, from before there is a file. */
async function stoppable<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort(new StoppedError());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  try {
    return await work(stop.signal);
  } catch (error) {
    throw stop.signal.aborted ? new StoppedError() : error;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal);
  }
}

/** The file gets its name when it is complete and the audit knows of it; until then it is FILE.part, or gone. */
async function intoFile(
  exports: LocalExportService,
  asked: ExportArguments,
  actor: Actor | null,
  stop: AbortSignal,
): Promise<LocalFile> {
  const { file, language, as: _login, ...order } = asked;
  const half = `${file}.part`;
  // Opened before anything is read, so that two commands never write one file, nor one what a killed one left.
  const output = createWriteStream(half, { mode: FOR_OWNER_ONLY, flags: 'wx' });
  await new Promise((resolve, reject) => output.once('open', resolve).once('error', reject));
  const progress = progressOn(process.stderr, language === 'zh' ? '导出（行）' : 'exporting (rows)');
  try {
    const written = await exports.write(
      { ...order, language, actor, operator: userInfo().username },
      {
        take: (content) => pipeline(Readable.from(content), output, { signal: stop }),
        onProgress: (done, total) => progress.update(done, total),
        stop,
      },
    );
    stop.throwIfAborted();
    await rename(half, file);
    return written;
  } catch (error) {
    output.destroy();
    await rm(half, { force: true });
    throw error;
  } finally {
    progress.end();
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** What the operating system refuses: no such folder, no space, a file that is there already. */
const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'path' in error;

function failed(why: string): number {
  process.stderr.write(`export: ${why}\n`);
  return EXIT_FAILED;
}
