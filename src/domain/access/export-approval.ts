import type { Instant } from '../shared/time.js';

/** What a second person agreed to. */
export interface ExportApproval {
  /** Rows of the list as the second person saw it. */
  readonly rows: number;
  readonly until: Instant;
}

/** What decides whether an export needs a second person. */
export interface ExportSize {
  /** Rows of the list now. */
  readonly rows: number;
  /** Rows that the account took out in the last day without a second person. */
  readonly lately: number;
  readonly approval: ExportApproval | null;
  readonly now: Instant;
}

/**
 * Whether an export has to wait for a second person. Parts of a list count together, so that cutting it up leads to
 * nothing; a list that has grown beyond what was agreed to by more than the margin (percent) is asked about again.
 */
export function needsApproval(
  { rows, lately, approval, now }: ExportSize,
  limits: { readonly approvalRows: number; readonly approvalMargin: number },
): boolean {
  if (rows === 0) return false;
  if (approval === null) return rows + lately > limits.approvalRows;
  const ceiling = approval.rows + Math.floor((approval.rows * limits.approvalMargin) / 100);
  return now >= approval.until || rows > ceiling;
}

/** An organisation as far as it decides who may agree to whose exports. */
export interface Office {
  readonly organisationId: string;
  /** GB/T 2260. */
  readonly division: string;
  readonly role: string;
}

/** Whether the division is a whole province, as that of a provincial body is. */
const isProvincial = (division: string): boolean => division.endsWith('0000');

/**
 * Whether somebody of the one office may decide about an export of the other: a colleague of the same role in the same
 * organisation, or in the body above it, which is the province's for the same role.
 */
export function isAbove(decider: Office, requester: Office): boolean {
  if (decider.role !== requester.role) return false;
  if (decider.organisationId === requester.organisationId) return true;
  return isProvincial(decider.division) && decider.division.slice(0, 2) === requester.division.slice(0, 2);
}
