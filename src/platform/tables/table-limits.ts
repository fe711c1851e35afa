/** What a table from outside may ask of the machine; every limit has its own refusal. */
export interface TableLimits {
  /** Longest record of a CSV file, or sum of a worksheet row's texts, in characters. */
  readonly maxRowChars: number;
  /** Most columns that may hold anything. */
  readonly maxColumns: number;
  /** Most entries of an XLSX archive. */
  readonly maxArchiveEntries: number;
  /** Most bytes that an XLSX archive may unpack to. */
  readonly maxExpandedBytes: number;
  /** How many times its packed size a part of an archive may unpack to. */
  readonly maxExpansion: number;
}
