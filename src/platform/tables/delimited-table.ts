import { AppError } from '../errors/app-error.js';
import type { ByteSource } from './byte-source.js';
import { DelimitedSplitter } from './delimited-splitter.js';
import type { Delimiting } from './delimited-splitter.js';
import { findHeader } from './header-row.js';
import type { HeaderScore, OpenedTable, RawRow, TableReading } from './table.js';
import { decoderOf, detectEncoding } from './text-encoding.js';
import type { TextEncoding } from './text-encoding.js';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const ROWS_COMPARED = 10;
const SAMPLE_CHARS = 16 * 1024;
const MARKUP = /^\s*<(?:!|\?|html|table|meta|style)/i;

interface Progress {
  bytesRead: number;
}

/** Opens a CSV file: its encoding, its delimiter and its header are found from its content. */
export async function openDelimited(source: ByteSource, reading: TableReading): Promise<OpenedTable> {
  const encoding = await detectEncoding(source, reading.limits.maxRowChars);
  const progress: Progress = { bytesRead: 0 };
  const texts = textsOf(source, encoding, progress);
  const sample = await sampleOf(texts);
  // Many systems "export to Excel" by giving a web page the name of a workbook.
  if (MARKUP.test(sample)) throw new AppError({ code: 'TABLE_FORMAT', params: { reason: 'HTML' } });
  const how = delimitingOf(sample, reading);
  const headed = await findHeader(rowsOf(sample, texts, how), reading.headerScore);
  return {
    format: 'CSV',
    encoding,
    delimiter: how.delimiter,
    sheet: null,
    headers: headed.header.cells,
    headerLine: headed.header.line,
    date1904: false,
    notices: headed.notices,
    rows: () => headed.rows(),
    bytesRead: () => progress.bytesRead,
    close: () => headed.stop(),
  };
}

/** The text in pieces. The encoding was proved before, so a refusal here means that the file changed meanwhile. */
async function* textsOf(
  source: ByteSource,
  encoding: TextEncoding,
  progress: Progress,
): AsyncGenerator<string> {
  const decoder = decoderOf(encoding);
  for await (const piece of source.read(0, source.size)) {
    const text = decoder.decode(piece, { stream: true });
    progress.bytesRead += piece.length;
    if (text !== '') yield text;
  }
  const last = decoder.decode();
  if (last !== '') yield last;
}

/** Enough of the text to judge its delimiter by. AppError: TABLE_EMPTY. */
async function sampleOf(texts: AsyncGenerator<string>): Promise<string> {
  let sample = '';
  while (sample.length < SAMPLE_CHARS) {
    const next = await texts.next();
    if (next.done === true) break;
    sample += next.value;
  }
  if (sample.trim() === '') throw new AppError({ code: 'TABLE_EMPTY' });
  return sample;
}

async function* rowsOf(first: string, rest: AsyncGenerator<string>, how: Delimiting): AsyncGenerator<RawRow> {
  const splitter = new DelimitedSplitter(how);
  try {
    yield* splitter.push(first);
    for await (const text of rest) yield* splitter.push(text);
    yield* splitter.end();
  } finally {
    await rest.return(undefined);
  }
}

/** The delimiter under which the first rows show most known headers; of equals the one that makes most columns. */
function delimitingOf(sample: string, { limits, headerScore }: TableReading): Delimiting {
  const newline = sample.includes('\n') || !sample.includes('\r') ? '\n' : '\r';
  const ways = DELIMITERS.map((delimiter) => ({ ...limits, delimiter, newline }) as const);
  const scored = ways.map((way) => ({ way, ...merit(sample, way, headerScore) }));
  const [best] = scored.sort((a, b) => b.headers - a.headers || b.columns - a.columns);
  return best?.way ?? { ...limits, delimiter: ',', newline };
}

function merit(
  sample: string,
  how: Delimiting,
  score: HeaderScore,
): { readonly headers: number; readonly columns: number } {
  const rows = firstRows(sample, how);
  return {
    headers: Math.max(0, ...rows.map((row) => score(row.cells))),
    columns: Math.max(0, ...rows.map((row) => row.cells.length)),
  };
}

function firstRows(sample: string, how: Delimiting): readonly RawRow[] {
  const splitter = new DelimitedSplitter(how);
  const rows: RawRow[] = [];
  try {
    // Line by line, so that a record that is refused does not take those before it along.
    let at = 0;
    while (at < sample.length && rows.length < ROWS_COMPARED) {
      const newline = sample.indexOf(how.newline, at);
      const end = newline === -1 ? sample.length : newline + 1;
      rows.push(...splitter.push(sample.slice(at, end)));
      at = end;
    }
    if (rows.length === 0) rows.push(...splitter.end());
  } catch (error) {
    // Under a wrong delimiter quotes stand in odd places; under the right one the reading itself will refuse.
    if (!(error instanceof AppError)) throw error;
  }
  return rows.slice(0, ROWS_COMPARED);
}
