import type { Problem } from '../shared/result.js';
import { canonicalJson } from '../sync/canonical.js';
import { changeLine, type Change } from './release-difference.js';
import { RowCounter, type ReleaseCounts } from './release-counts.js';
import type { ReleaseEdition } from './release-list.js';
import type { Manifest } from './release-manifest.js';
import { csvHeading, csvLine, readRow, rowKey, rowLine, type ReleaseRow } from './release-row.js';

/** Where in a release something is wrong. */
const problem = (code: string, file: string, params: Problem['params'] = {}): Problem => ({
  code,
  params: { file, line: '', ...params },
});

/** Reads `rows.ndjson` line by line: each a canonical row of the edition, in order, none twice; counts them again. */
export class RowsCheck {
  readonly #counter: RowCounter;
  #lastKey = '';
  #line = 0;

  constructor(private readonly edition: ReleaseEdition) {
    this.#counter = new RowCounter(edition);
  }

  /** The row of a line without its end, or what is wrong with it. */
  read(line: string): ReleaseRow | Problem {
    this.#line += 1;
    const place = { line: this.#line };
    const row = readRow(line, this.edition);
    if (row === null) return problem('RELEASE_ROW_INVALID', 'rows.ndjson', place);
    const key = rowKey(row, this.edition);
    if (key <= this.#lastKey) return problem('RELEASE_ORDER', 'rows.ndjson', place);
    this.#lastKey = key;
    this.#counter.add(row);
    return row;
  }

  get rows(): number {
    return this.#line;
  }

  get counts(): ReleaseCounts {
    return this.#counter.counts;
  }
}

/** Whether what `RowsCheck` gave is a problem and not a row. */
export const isProblem = (given: ReleaseRow | Problem): given is Problem => typeof given.code === 'string';

/** What `rows.csv` must hold: the same rows in the same order. */
export const expectedCsv = { heading: csvHeading, line: csvLine };

/** Counts that the manifest says and the rows do not. */
export function countProblem(manifest: Manifest, counted: ReleaseCounts): Problem | null {
  return canonicalJson(manifest.counts) === canonicalJson(counted)
    ? null
    : problem('RELEASE_COUNTS', 'manifest.json');
}

type Kind = Change['change'];
const KINDS: readonly Kind[] = ['ADDED', 'REMOVED', 'CHANGED'];

function parsedChange(line: string): Change | null {
  try {
    const value = JSON.parse(line) as Change;
    return KINDS.includes(value.change) && changeLine(value) === line ? value : null;
  } catch {
    // No JSON or no canonical form: not a line of ours.
    return null;
  }
}

/** Reads `difference.ndjson` line by line: canonical, in order, and as many of each kind as the manifest says. */
export class DifferenceCheck {
  readonly #counts: Record<Kind, number> = { ADDED: 0, REMOVED: 0, CHANGED: 0 };
  #lastKey = '';
  #line = 0;

  constructor(private readonly edition: ReleaseEdition) {}

  /** The change of a line without its end, or what is wrong with it. */
  read(line: string): Change | Problem {
    this.#line += 1;
    const place = { line: this.#line };
    const change = parsedChange(line);
    const row = change === null ? null : readRow(rowLine(change.row, this.edition), this.edition);
    if (change === null || row === null) return problem('RELEASE_ROW_INVALID', 'difference.ndjson', place);
    const key = rowKey(row, this.edition);
    if (key <= this.#lastKey) return problem('RELEASE_ORDER', 'difference.ndjson', place);
    this.#lastKey = key;
    this.#counts[change.change] += 1;
    return change;
  }

  get rows(): number {
    return this.#line;
  }

  /** What the manifest says otherwise. */
  problem({ changes, previous }: Manifest): Problem | null {
    const { ADDED, REMOVED, CHANGED } = this.#counts;
    const agrees = changes.added === ADDED && changes.removed === REMOVED && changes.changed === CHANGED;
    const isEmptyFirst = previous !== null || this.#line === 0;
    return agrees && isEmptyFirst ? null : problem('RELEASE_COUNTS', 'difference.ndjson');
  }
}
