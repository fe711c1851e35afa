import type { Problem } from '../../domain/shared/result.js';
import type { Language } from '../../platform/context/request-context.js';
import { AppError } from '../../platform/errors/app-error.js';
import { describeError } from '../../platform/errors/describe-error.js';
import type { StoredFile } from '../../platform/files/stored-file.js';
import { refusals } from '../../platform/graphql/refusal.js';
import {
  connectionOf,
  decodeCursor,
  encodeCursor,
  globalId,
  type Connection,
} from '../../platform/graphql/relay.js';
import { seemsSwapped, type ImportRun } from './import-run.js';
import type {
  ImportAccepted,
  ImportNoticeModel,
  ImportRefused,
  ImportReportModel,
  ImportRunModel,
} from './import.model.js';
import type { ImportPage } from './import.service.js';

export const IMPORT_TYPE = 'ImportRun';
const LIST = 'importRuns';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Refusals that a caller is expected to meet, as payloads. */
export const orRefused = refusals('NOT_FOUND', 'IMPORT_FILE_GONE', 'IMPORT_ENDED', 'IMPORT_NOT_BROKEN');

const noticeOf = (problem: Problem, language: Language): ImportNoticeModel => ({
  code: problem.code,
  message: describeError(new AppError(problem), language),
});

/** How the file was understood; nothing is known before it was opened. */
function readingView(reading: ImportRun['reading']) {
  if (reading === null) return { format: null, encoding: null, headerLine: null, columns: [] };
  const { format, encoding, headerLine, columns } = reading;
  return { format, encoding, headerLine, columns };
}

/** An import as the API shows it. */
export function runView(run: ImportRun, language: Language): ImportRunModel {
  const { id, reading, problem, fileBytes } = run;
  const suspicion = seemsSwapped(run);
  const notices = [...(reading?.notices ?? []), ...(suspicion === null ? [] : [suspicion])];
  return {
    ...run,
    id: globalId(IMPORT_TYPE, id),
    ...readingView(reading),
    notices: notices.map((notice) => noticeOf(notice, language)),
    problem: problem === null ? null : noticeOf(problem, language),
    totalBytes: fileBytes,
  };
}

/** A page of imports. */
export function pageView(page: ImportPage, isFirst: boolean, language: Language): Connection<ImportRunModel> {
  const ids = new Map(page.runs.map((run) => [globalId(IMPORT_TYPE, run.id), run.id]));
  return connectionOf(
    page.runs.map((run) => runView(run, language)),
    { cursorOf: ({ id }) => encodeCursor(LIST, [ids.get(id) ?? '']), more: page.more, isFirst },
  );
}

/** The id after which a page begins. @throws AppError CURSOR_INVALID */
export function pageAfter(after: string | null | undefined): string | null {
  if (after === null || after === undefined) return null;
  const [id] = decodeCursor(LIST, after);
  if (typeof id !== 'string' || !UUID.test(id)) throw new AppError('CURSOR_INVALID', {}, { field: 'after' });
  return id;
}

export const reportView = ({ id, name, size, expiresAt }: StoredFile): ImportReportModel => ({
  path: `/files/${id}`,
  name,
  bytes: size,
  expiresAt,
});

/** An import that was ordered or changed; an expected refusal becomes a payload, any other error is thrown on. */
export async function accepted(
  language: Language,
  work: Promise<ImportRun>,
): Promise<ImportAccepted | ImportRefused> {
  return orRefused(
    language,
    work.then((run) => ({ run: runView(run, language) })),
  );
}
