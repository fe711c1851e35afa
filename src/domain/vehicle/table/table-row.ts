/** One row of a table as a reader gives it. */
export interface TableRow {
  readonly cells: readonly string[];
  /** Columns whose value a formula gave. */
  readonly calculated?: readonly number[];
}

/** What a table's cells mean beyond their text. */
export interface TableHabits {
  /** Whether bare day numbers count from 1904 instead of 1900. */
  readonly date1904: boolean;
}
