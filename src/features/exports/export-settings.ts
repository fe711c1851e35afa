/** What an operator decides about exports. */
export class ExportSettings {
  constructor(
    /** An export of more rows needs a second person; so does one that takes a day's sum above it. */
    readonly approvalRows: number,
    /** Percent by which a list may have grown since the second person saw its number of rows. */
    readonly approvalMargin: number,
    /** Seconds that a request waits for its second person, and that an approval counts. */
    readonly approvalTtl: number,
    /** Seconds that a finished file can be fetched. */
    readonly fileTtl: number,
  ) {}
}
