import { recordAudit } from '../../platform/audit/audit-log.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { Tx } from '../../platform/database/database.js';
import type { ExportBatch } from './export-sources.js';

/** Which rows of which export. */
export interface RowsOfExport {
  readonly export: string;
  readonly list: string;
  /** Rows before these. */
  readonly from: number;
  /** Who exports, where no account does. */
  readonly by?: string;
}

/** The rows of a batch, after the audit has been told whom and what they show. */
export async function auditedRows(
  tx: Tx,
  context: RequestContext,
  batch: ExportBatch,
  about: RowsOfExport,
): Promise<readonly (readonly string[])[]> {
  const { size, subjects, shown } = batch;
  const detail = { ...about, rows: size, shown };
  await recordAudit(tx, context, { action: 'export.rows', subjects, detail });
  return batch.rowsIn(tx);
}
