import type { Language } from '../../platform/context/request-context.js';
import { AppError } from '../../platform/errors/app-error.js';
import { refusals } from '../../platform/graphql/refusal.js';
import { globalId, type Connection } from '../../platform/graphql/relay.js';
import type { ExportOrder, ExportRequest } from './export-request.js';
import type {
  ExportAccepted,
  ExportConnection,
  ExportInput,
  ExportModel,
  ExportRefused,
} from './exports.model.js';

/** Refusals that a caller is expected to meet, as payloads. */
const orRefusal = refusals(
  'NOT_FOUND',
  'EXPORT_OWN_REQUEST',
  'EXPORT_NOT_WAITING',
  'EXPORT_STATE',
  'EXPORT_REASON_REQUIRED',
);

export const EXPORT_TYPE = 'Export';

/** An export as the API shows it. */
export function exportView(request: ExportRequest): ExportModel {
  const { id, filter, login, decidedBy, fileId, state } = request;
  return {
    ...request,
    id: globalId(EXPORT_TYPE, id),
    filter: JSON.stringify(filter),
    requester: login,
    decidedBy: decidedBy === null ? null : globalId('Account', decidedBy),
    file: fileId === null || state !== 'DONE' ? null : `/files/${fileId}`,
  };
}

export const connectionView = ({ edges, pageInfo }: Connection<ExportRequest>): ExportConnection => ({
  edges: edges.map(({ cursor, node }) => ({ cursor, node: exportView(node) })),
  pageInfo,
});

const FILTER_OF = { VEHICLES: 'vehicles', G3: 'vehicles', OVER_LIMIT: 'vehicles' } as const;

/**
 * What was asked, with the filter of its own list.
 * @throws AppError BAD_INPUT for the filter of another list: ignored, it would look obeyed
 */
export function orderOf(input: ExportInput, language: Language): ExportOrder {
  const { list, format, encoding } = input;
  const own = list === 'REVIEW' ? 'review' : list === 'AUDIT' ? 'audit' : FILTER_OF[list];
  for (const other of ['vehicles', 'review', 'audit'] as const) {
    if (other !== own && (input[other] ?? null) !== null) {
      throw new AppError('BAD_INPUT', { reason: `list: ${list}` }, { field: `input.${other}` });
    }
  }
  const given = Object.entries(input[own] ?? {}).filter(([, value]) => value !== null && value !== undefined);
  const filter = Object.fromEntries(given) as Record<string, unknown>;
  return { list, filter, format, encoding, language: input.language ?? language };
}

/** The export as the API shows it, or why it was refused. */
export const orRefused = (
  language: Language,
  work: Promise<ExportRequest>,
): Promise<ExportAccepted | ExportRefused> =>
  orRefusal(
    language,
    work.then((request) => ({ export: exportView(request) })),
  );
