import type { Role } from '../../domain/access/roles.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Language } from '../../platform/context/request-context.js';

/** Lists of vehicles, in the columns of an import. */
export const VEHICLE_LISTS = ['VEHICLES', 'G3', 'OVER_LIMIT'] as const;
export type VehicleList = (typeof VEHICLE_LISTS)[number];
export const EXPORT_LISTS = [...VEHICLE_LISTS, 'REVIEW', 'AUDIT'] as const;
export type ExportList = (typeof EXPORT_LISTS)[number];

export const EXPORT_STATES = [
  'WAITING_FOR_APPROVAL',
  'QUEUED',
  'RUNNING',
  'DONE',
  'FAILED',
  'CANCELLED',
  'REJECTED',
  'EXPIRED',
] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

/** How the file is to be written. */
export interface ExportForm {
  readonly format: 'CSV' | 'XLSX';
  readonly encoding: 'UTF-8' | 'GB18030';
  /** Of the headers. */
  readonly language: Language;
}

/** What is asked for; it never changes afterwards, so that what was approved is what is written. */
export interface ExportOrder extends ExportForm {
  readonly list: ExportList;
  /** As the list's own query takes it. */
  readonly filter: Readonly<Record<string, unknown>>;
}

/** A list that somebody asked to be written into a file. */
export interface ExportRequest extends ExportOrder {
  readonly id: string;
  readonly accountId: string;
  readonly login: string;
  readonly organisationId: string;
  readonly role: Role;
  readonly division: string;
  readonly purpose: string;
  readonly reference: string | null;
  readonly state: ExportState;
  readonly totalRows: number;
  readonly doneRows: number;
  readonly requestedAt: Instant;
  readonly changedAt: Instant;
  readonly decideBy: Instant | null;
  readonly decidedBy: string | null;
  readonly decisionReason: string | null;
  readonly approvedRows: number | null;
  readonly approvedUntil: Instant | null;
  readonly fileId: string | null;
  readonly fileExpiresAt: Instant | null;
  /** Code of the error that ended it. */
  readonly problem: string | null;
}
