const MUST_QUOTE = /[",\r\n]/;
/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function field(cell: string): string {
  const plain = FORMULA.test(cell) ? `'${cell}` : cell;
  return MUST_QUOTE.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

const line = (cells: readonly string[]): string => `${cells.map(field).join(',')}\r\n`;

/** A table as CSV that every spreadsheet opens: UTF-8 with its mark, CRLF, and no cell that becomes a formula. */
export async function* csvOf(
  headers: readonly string[],
  rows: AsyncIterable<readonly string[]>,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`\uFEFF${line(headers)}`, 'utf8');
  for await (const cells of rows) yield Buffer.from(line(cells), 'utf8');
}
