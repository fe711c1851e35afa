import { setImmediate as turn } from 'node:timers/promises';
import type { Problem } from '../../domain/shared/result.js';
import type { FeedProfile } from '../../domain/vehicle/table/feeds.js';
import type { HeaderMap } from '../../domain/vehicle/table/headers.js';
import { VEHICLE_COLUMNS } from '../../domain/vehicle/table/vehicle-columns.js';
import { readVehicleRow } from '../../domain/vehicle/table/vehicle-row.js';
import type { OpenedTable } from '../../platform/tables/table.js';
import type { ParticularsInput } from '../../domain/personal/particulars.js';
import type { BulkRegistrationService, PreparedRow, Reach, RegistrationInput } from '../registry/index.js';

/** Most rows that are worked out without a break: what is under way meanwhile must not wait long. */
const WITHOUT_BREAK = 32;

/** A row of the file after everything that can be done about it without a database. */
export interface ImportedRow {
  /** Where the clerk finds it. */
  readonly line: number;
  readonly input: RegistrationInput & { readonly ownerParticulars?: ParticularsInput | null };
  /** Why it cannot be taken as it stands there; then it is not prepared. */
  readonly problems: readonly Problem[];
  /** What was read otherwise than it stands there. */
  readonly notes: readonly Problem[];
  readonly prepared: PreparedRow | null;
}

/** Rows that are settled together. */
export interface ImportedBatch {
  readonly rows: readonly ImportedRow[];
  /** The last line of the batch. */
  readonly line: number;
  /** How far into the file it reaches. */
  readonly bytes: number;
}

/** An opened table with what its columns and codes mean. */
export interface ReadableTable {
  readonly table: OpenedTable;
  readonly map: HeaderMap;
  readonly feed: FeedProfile;
}

/** The rows after a line in batches, each read, judged and worked out as far as it can be beforehand. */
export class ImportedRows {
  readonly #rows: AsyncIterator<{ readonly line: number; readonly cells: readonly string[] }>;

  constructor(
    private readonly readable: ReadableTable,
    private readonly registrations: BulkRegistrationService,
    private readonly options: { readonly batchRows: number; readonly afterLine: number; reach(): Reach },
  ) {
    this.#rows = readable.table.rows()[Symbol.asyncIterator]();
  }

  /** The next batch, null after the last. @throws AppError of the table */
  async next(): Promise<ImportedBatch | null> {
    const reach = this.options.reach();
    const rows: ImportedRow[] = [];
    let waiting: ImportedRow[] = [];
    while (rows.length + waiting.length < this.options.batchRows) {
      const next = await this.#rows.next();
      if (next.done === true) break;
      if (next.value.line > this.options.afterLine) waiting.push(this.#read(next.value));
      if (waiting.length < WITHOUT_BREAK) continue;
      rows.push(...this.#prepare(waiting, reach));
      waiting = [];
      await turn();
    }
    rows.push(...this.#prepare(waiting, reach));
    const last = rows.at(-1);
    return last === undefined ? null : { rows, line: last.line, bytes: this.readable.table.bytesRead() };
  }

  #read(row: { readonly line: number; readonly cells: readonly string[] }): ImportedRow {
    const { map, feed, table } = this.readable;
    const { input, owner, problems, notes } = readVehicleRow(row, map, feed, table);
    const registration = owner === null ? input : { ...input, ownerParticulars: owner };
    return { line: row.line, input: registration, problems, notes, prepared: null };
  }

  #prepare(rows: readonly ImportedRow[], reach: Reach): readonly ImportedRow[] {
    const sound = rows.filter(({ problems }) => problems.length === 0);
    const prepared = this.registrations.prepare(
      sound.map(({ input }) => input),
      reach,
    );
    const places = new Map(sound.map((row, index) => [row, prepared[index] ?? null]));
    return rows.map((row) => ({ ...row, prepared: places.get(row) ?? null }));
  }
}

const COLUMN_OF_PATH = new Map(VEHICLE_COLUMNS.map((column) => [column.path, column]));

/** The problem with the clerk's own header for its field; the field stays as it is where the file has no such column. */
export function inClerksWords(problem: Problem, { places }: HeaderMap): Problem {
  const { field } = problem;
  if (field === undefined) return problem;
  const column =
    COLUMN_OF_PATH.get(field) ?? VEHICLE_COLUMNS.find(({ path }) => path.startsWith(`${field}.`));
  if (column === undefined) return problem;
  return { ...problem, field: places.get(column.key)?.header ?? column.zh };
}
