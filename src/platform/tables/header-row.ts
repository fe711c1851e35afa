import type { Problem } from '../../domain/shared/result.js';
import { AppError } from '../errors/app-error.js';
import type { HeaderScore, RawRow } from './table.js';

/** The first rows of a table, parted at its header, and the rows that are still to come. */
export interface HeadedRows {
  readonly header: RawRow;
  readonly notices: readonly Problem[];
  /** The rows below the header, once. */
  rows(): AsyncGenerator<RawRow>;
  /** Ends the reading of the source. */
  stop(): Promise<void>;
}

/** How many rows with content may stand above the header: titles, dates, the name of the office. */
const ROWS_SEARCHED = 10;

/** Whether a row has nothing in it. */
export const isBlankRow = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/**
 * Finds the header: of the first ten rows with content the one with most known headers, the first of equals. Where
 * none is known it is the first row, so that the caller can say which headers are missing. AppError: TABLE_EMPTY.
 */
export async function findHeader(all: AsyncGenerator<RawRow>, score: HeaderScore): Promise<HeadedRows> {
  const first: RawRow[] = [];
  while (first.length < ROWS_SEARCHED) {
    const next = await all.next();
    if (next.done === true) break;
    first.push(next.value);
  }
  const index = indexOfBest(first.map((row) => score(row.cells)));
  const header = first[index];
  if (header === undefined) throw new AppError({ code: 'TABLE_EMPTY' });
  const skipped = first.slice(0, index).map((row) => row.line);
  return {
    header: { line: header.line, cells: withoutBlankTail(header.cells) },
    notices: skipped.length === 0 ? [] : [titleSkipped(header.line)],
    async *rows() {
      yield* first.slice(index + 1);
      yield* all;
    },
    stop: async () => {
      await all.return(undefined);
    },
  };
}

const titleSkipped = (row: number): Problem => ({ code: 'TABLE_TITLE_SKIPPED', params: { row } });

function indexOfBest(scores: readonly number[]): number {
  return scores.reduce((best, score, index) => (score > (scores[best] ?? 0) ? index : best), 0);
}

function withoutBlankTail(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, last + 1);
}
