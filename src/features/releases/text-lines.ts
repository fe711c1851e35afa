import { StringDecoder } from 'node:string_decoder';

/** The lines of a text that comes in pieces, a piece's worth at a time and without their ends; none when it ends. */
export async function* linesInPieces(pieces: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + decoder.write(piece)).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
  rest += decoder.end();
  if (rest !== '') yield [rest];
}
