import type { Role } from '../../domain/access/roles.js';
import type { Problem } from '../../domain/shared/result.js';
import type { Instant } from '../../domain/shared/time.js';
import type { FeedCode } from '../../domain/vehicle/table/feeds.js';

/** QUEUED waits for a worker. CANCELLED and FAILED can be taken up again, after the last settled row. */
export const IMPORT_STATES = ['QUEUED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What came of a row, as the clerk reads it. FLAGGED: registered, with something to look at. */
export const REPORTED_OUTCOMES = ['FLAGGED', 'HELD', 'REFUSED'] as const;
export type ReportedOutcome = (typeof REPORTED_OUTCOMES)[number];

/** How many rows came to what; `flagged` are among the `registered`. */
export interface ImportCounts {
  readonly registered: number;
  readonly flagged: number;
  readonly unchanged: number;
  readonly held: number;
  readonly refused: number;
}

/** How the file was understood: what a clerk wants to see before believing the counts. */
export interface ImportReading {
  readonly format: 'CSV' | 'XLSX';
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheet: string | null;
  readonly headerLine: number;
  /** The clerk's headers that were understood, with the column that each was taken for. */
  readonly columns: readonly { readonly header: string; readonly column: string }[];
  readonly notices: readonly Problem[];
}

/** Who asked for an import, as it was then: an account, or somebody at the machine itself. */
export interface ImportAuthor {
  readonly accountId: string | null;
  readonly role: Role | null;
  readonly organisationId: string | null;
  /** GB/T 2260 of the organisation, or of the site. */
  readonly division: string;
  /** Name of the user of the machine's operating system; null for an account. */
  readonly operator: string | null;
  readonly purpose: string | null;
  readonly reference: string | null;
}

/** A file to be imported, and how its codes are to be read. */
export interface ImportFile {
  /** Null for a file of the machine, which stays where it is. */
  readonly fileId: string | null;
  readonly fileName: string;
  /** Hex. */
  readonly fileSha256: string;
  readonly fileBytes: number;
  readonly feed: FeedCode;
  readonly swapped: boolean;
}

/** One reading of a file into the registry. */
export interface ImportRun extends ImportFile, ImportAuthor, ImportCounts {
  readonly id: string;
  readonly state: ImportState;
  readonly attempt: number;
  readonly reading: ImportReading | null;
  /** Every row up to this line is settled. */
  readonly committedLine: number;
  readonly doneBytes: number;
  readonly doneRows: number;
  /** Rows of plate type 51 or 52, and those among them whose plate says the other. */
  readonly newEnergy: number;
  readonly contradicting: number;
  /** Why the file as a whole was refused. */
  readonly problem: Problem | null;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
}

const FEW = 5;

/** Whether the source seems to confuse 51 and 52: most of at least a few such rows contradict their plates (§1.2). */
export function seemsSwapped({
  newEnergy,
  contradicting,
  swapped,
}: Pick<ImportRun, 'newEnergy' | 'contradicting' | 'swapped'>): Problem | null {
  if (contradicting < FEW || contradicting * 2 <= newEnergy) return null;
  return {
    code: swapped ? 'FEED_NOT_SWAPPED_51_52' : 'FEED_SWAPPED_51_52',
    params: { contradicting, newEnergy },
  };
}
