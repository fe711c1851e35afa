import type { TableLimits } from '../../platform/tables/table-limits.js';

const MS_A_DAY = 24 * 60 * 60 * 1000;

/** What an operator decides about imports. */
export class ImportSettings {
  constructor(
    readonly tableLimits: TableLimits,
    /** Rows that are settled in one transaction. */
    readonly batchRows: number,
    /** Days that reports are kept. */
    private readonly reportDays: number,
    /** Milliseconds that a report file can be fetched. */
    readonly reportFileMs: number,
  ) {}

  get reportMs(): number {
    return this.reportDays * MS_A_DAY;
  }
}
