import { canonicalJson } from '../sync/canonical.js';
import type { ReleaseEdition } from './release-list.js';
import { readRow, rowKey, type Cell, type ReleaseRow } from './release-row.js';

/** Why a vehicle left a list, as far as the registry knows. */
export const REMOVAL_REASONS = ['DEREGISTERED', 'MOVED_AWAY', 'REPLATED', 'NO_LONGER_LISTED'] as const;
export type RemovalReason = (typeof REMOVAL_REASONS)[number];

/** One step from a release to the next: a row that came, went, or stayed with other values. */
export type Change =
  | { readonly change: 'ADDED'; readonly row: ReleaseRow }
  | { readonly change: 'REMOVED'; readonly row: ReleaseRow; readonly reason: RemovalReason | null }
  | {
      readonly change: 'CHANGED';
      /** Names of the columns whose value is another, sorted. */
      readonly fields: readonly string[];
      readonly before: ReleaseRow;
      readonly row: ReleaseRow;
    };

/** What the registry says today of a vehicle that is no longer on the list; null: it knows nothing of it. */
export interface FormerMember {
  /** At the end of its life (§1.9: E, M, P). */
  readonly hasEnded: boolean;
  readonly isInProvince: boolean;
  readonly bearsPlate: boolean;
}

/** The reason why a row was removed, the most telling first; null when nothing is known. */
export function removalReason(former: FormerMember | null): RemovalReason | null {
  if (former === null) return null;
  if (former.hasEnded) return 'DEREGISTERED';
  if (!former.isInProvince) return 'MOVED_AWAY';
  return former.bearsPlate ? 'NO_LONGER_LISTED' : 'REPLATED';
}

/** The canonical line of a change, without its end. */
export const changeLine = (change: Change): string => canonicalJson(change);

/** A line of a sorted list. */
interface Side {
  readonly line: string;
  readonly key: string;
}

/** A line that is no row of the edition, or not in order: the file is not what it should be. */
export class UnsortedReleaseError extends Error {
  constructor(readonly line: string) {
    super(`a row of a release is unreadable or out of order: ${line.slice(0, 80)}`);
    this.name = 'UnsortedReleaseError';
  }
}

/** Two sorted lists walked side by side, each fed in pieces: the memory needed does not grow with the lists. */
export class DifferenceWalk {
  readonly #edition: ReleaseEdition;
  #previous: readonly string[] = [];
  #present: readonly string[] = [];
  #atPrevious = 0;
  #atPresent = 0;
  #previousEnded = false;
  #presentEnded = false;

  constructor(edition: ReleaseEdition) {
    this.#edition = edition;
  }

  /** Which list the walk needs more lines of; null when both were walked to their end. */
  get wants(): 'PREVIOUS' | 'PRESENT' | null {
    if (this.#atPrevious >= this.#previous.length && !this.#previousEnded) return 'PREVIOUS';
    if (this.#atPresent >= this.#present.length && !this.#presentEnded) return 'PRESENT';
    return null;
  }

  /** The next lines of the release before, in order; none at its end. */
  feedPrevious(lines: readonly string[]): void {
    this.#previousEnded = lines.length === 0;
    this.#previous = lines;
    this.#atPrevious = 0;
  }

  /** The next lines of the present list, in order; none at its end. */
  feedPresent(lines: readonly string[]): void {
    this.#presentEnded = lines.length === 0;
    this.#present = lines;
    this.#atPresent = 0;
  }

  /**
   * The changes that the lines fed so far decide; a reason for a removal is yet to be found.
   * @throws UnsortedReleaseError
   */
  take(): Change[] {
    const changes: Change[] = [];
    while (this.wants === null) {
      const before = this.#previous[this.#atPrevious];
      const now = this.#present[this.#atPresent];
      if (before === undefined && now === undefined) break;
      if (before === now) {
        this.#atPrevious += 1;
        this.#atPresent += 1;
      } else {
        changes.push(this.#step(before, now));
      }
    }
    return changes;
  }

  #step(before: string | undefined, now: string | undefined): Change {
    const previous = before === undefined ? null : this.#side(before);
    const present = now === undefined ? null : this.#side(now);
    const comesFirst = (a: Side | null, b: Side | null): boolean =>
      a !== null && (b === null || a.key < b.key);
    if (previous !== null && comesFirst(previous, present)) {
      this.#atPrevious += 1;
      return { change: 'REMOVED', row: this.#row(previous.line), reason: null };
    }
    if (present !== null && comesFirst(present, previous)) {
      this.#atPresent += 1;
      return { change: 'ADDED', row: this.#row(present.line) };
    }
    this.#atPrevious += 1;
    this.#atPresent += 1;
    return changed(this.#row(previous?.line ?? ''), this.#row(present?.line ?? ''));
  }

  #row(line: string): ReleaseRow {
    const row = readRow(line, this.#edition);
    if (row === null) throw new UnsortedReleaseError(line);
    return row;
  }

  #side(line: string): Side {
    return { line, key: rowKey(this.#row(line), this.#edition) };
  }
}

const sameCell = (a: Cell | undefined, b: Cell | undefined): boolean =>
  a === b || (typeof a === 'object' && canonicalJson(a) === canonicalJson(b));

function changed(before: ReleaseRow, row: ReleaseRow): Change {
  const fields = Object.keys(row)
    .filter((name) => !sameCell(before[name], row[name]))
    .sort();
  return {
    change: 'CHANGED',
    fields,
    before: Object.fromEntries(fields.map((name) => [name, before[name] ?? null])),
    row,
  };
}
