import type { EvidenceRow } from '../../domain/integrity/integrity-types.js';

export const MOST_EVIDENCE = 200;
export const LONGEST_EVIDENCE = 500;

/** Evidence of a bounded length; what is left out is counted. */
export function shownEvidence(evidence: readonly EvidenceRow[]): readonly EvidenceRow[] {
  const rows = evidence.slice(0, MOST_EVIDENCE).map((row) => ({ ...row, says: bounded(row.says) }));
  const more = evidence.length - rows.length;
  return more === 0 ? rows : [...rows, { fact: null, says: `and ${more} more records` }];
}

const bounded = (text: string): string =>
  text.length <= LONGEST_EVIDENCE ? text : `${text.slice(0, LONGEST_EVIDENCE - 1)}…`;
