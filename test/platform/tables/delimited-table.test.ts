import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { AppError } from '../../../src/platform/errors/app-error.js';
import { encodeGb18030 } from '../../../src/platform/tables/gb18030.js';
import { openTable } from '../../../src/platform/tables/table-reader.js';
import type { OpenedTable } from '../../../src/platform/tables/table.js';
import { memorySource, refusalOf, rowsOf, TABLE_LIMITS } from '../../support/tables.js';

const KNOWN = new Set(['号牌号码', 'VIN', '备注', '电话']);
const score = (cells: readonly string[]): number => cells.filter((cell) => KNOWN.has(cell)).length;

const open = (bytes: Buffer, limits = {}, piece?: number): Promise<OpenedTable> =>
  openTable(memorySource(bytes, piece), { limits: { ...TABLE_LIMITS, ...limits }, headerScore: score });

const TEXT = '号牌号码,VIN,备注\r\n苏A12345,LZZ5ELNB6CN123456,好\r\n皖K00001,,联通\r\n';
const ROWS = [
  { line: 2, cells: ['苏A12345', 'LZZ5ELNB6CN123456', '好'] },
  { line: 3, cells: ['皖K00001', '', '联通'] },
];

describe('encodings are found from the content', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8', Buffer.from(`\u{FEFF}${TEXT}`)],
    ['GB18030', iconv.encode(TEXT, 'gb18030')],
    ['UTF-16LE', iconv.encode(`\u{FEFF}${TEXT}`, 'utf-16le')],
    ['UTF-16BE', iconv.encode(`\u{FEFF}${TEXT}`, 'utf-16be')],
    ['UTF-16LE', iconv.encode(TEXT, 'utf-16le')],
    ['UTF-16BE', iconv.encode(TEXT, 'utf-16be')],
  ])('%s', async (encoding, bytes) => {
    for (const piece of [1, 3, 7, bytes.length]) {
      const table = await open(bytes, {}, piece);
      expect(table).toMatchObject({ format: 'CSV', encoding, delimiter: ',', headerLine: 1, sheet: null });
      expect(table.headers).toEqual(['号牌号码', 'VIN', '备注']);
      expect(await rowsOf(table)).toEqual(ROWS);
      expect(table.bytesRead()).toBe(bytes.length);
    }
  });

  it('sees GB18030 that begins after megabytes of plain text', async () => {
    const plain = `号牌号码,VIN\r\n`.replace('号牌号码', 'VIN') + 'A,B\r\n'.repeat(400_000);
    const table = await open(Buffer.concat([Buffer.from(plain), iconv.encode('苏A12345,好\r\n', 'gb18030')]));
    expect(table.encoding).toBe('GB18030');
    expect((await rowsOf(table)).at(-1)).toEqual({ line: 400_002, cells: ['苏A12345', '好'] });
  });
});

describe('the ways in which tables are written', () => {
  it.each([
    ['semicolons', '号牌号码;VIN\r\n苏A1,2;x\r\n', ';', ['苏A1,2', 'x']],
    ['tabs', '号牌号码\tVIN\n苏A1\tx', '\t', ['苏A1', 'x']],
    ['bars', '号牌号码|VIN\n苏A1|x', '|', ['苏A1', 'x']],
    ['old Macintosh newlines', '号牌号码,VIN\r苏A1,x\r', ',', ['苏A1', 'x']],
    ['quotes', '"号牌号码","VIN"\r\n"苏""A1""","x\r\n,y"\r\n', ',', ['苏"A1"', 'x\r\n,y']],
    ['text behind a quote', '号牌号码,VIN\n"苏A"1,5" x\n', ',', ['苏A1', '5" x']],
    ['guarded formulas', "号牌号码,VIN\n'=1,''x\n", ',', ['=1', "''x"]],
  ])('%s', async (_, text, delimiter, cells) => {
    for (const piece of [1, 4, 4096]) {
      const table = await open(Buffer.from(text), {}, piece);
      expect(table.delimiter).toBe(delimiter);
      expect((await rowsOf(table)).map((row) => row.cells)).toEqual([cells]);
    }
  });

  it('finds the header below titles, and counts blank lines as a spreadsheet does', async () => {
    const table = await open(
      Buffer.from('某局车辆表\r\n\r\n2026年,,\r\n号牌号码,VIN,,\r\n\r\n苏A1,x\r\n,,\r\n苏A2,y\r\n'),
    );
    expect(table).toMatchObject({ headers: ['号牌号码', 'VIN'], headerLine: 4 });
    expect(table.notices).toEqual([{ code: 'TABLE_TITLE_SKIPPED', params: { row: 4 } }]);
    expect((await rowsOf(table)).map(({ line }) => line)).toEqual([6, 8]);
  });
});

describe('hostile and broken text', () => {
  const gb = (text: string): Buffer => encodeGb18030(text);
  const HEAD = '号牌号码,VIN\n';
  const WIDE = `${HEAD}${'苏A1,x\n'.repeat(3)}`;

  it.each<[string, Buffer, object]>([
    ['nothing', Buffer.alloc(0), { code: 'TABLE_EMPTY' }],
    ['blanks', Buffer.from('\r\n \r\n'), { code: 'TABLE_EMPTY' }],
    ['a web page', Buffer.from('<html><table><tr>'), { code: 'TABLE_FORMAT', reason: 'HTML' }],
    ['a NUL', Buffer.from(`${WIDE}\0`), { code: 'TABLE_NUL', line: 5 }],
    [
      'GB18030 behind UTF-8',
      Buffer.concat([Buffer.from(WIDE), gb('浙B2,y\n')]),
      { code: 'TABLE_ENCODING', line: 5 },
    ],
    [
      'UTF-8 behind GB18030',
      Buffer.concat([gb(WIDE), Buffer.from('浙B2,y\n')]),
      { code: 'TABLE_ENCODING', line: 5 },
    ],
    [
      'a byte of neither',
      Buffer.concat([gb(WIDE), Buffer.from([0x41, 0xff, 0x0a])]),
      { code: 'TABLE_ENCODING', line: 5 },
    ],
    ['half a surrogate', Buffer.from(`\u{FEFF}${HEAD}x,\u{D800}`, 'utf16le'), { code: 'TABLE_ENCODING' }],
    ['an open quote', Buffer.from(`${WIDE}"苏A2,y\n苏A3,z\n`), { code: 'TABLE_QUOTE_OPEN', line: 5 }],
    [
      'a long open quote',
      Buffer.from(`${WIDE}x,"${'y\n'.repeat(2000)}`),
      { code: 'TABLE_QUOTE_OPEN', line: 5 },
    ],
    [
      'a long cell',
      Buffer.from(`${WIDE}x,${'y'.repeat(3000)}\nz,z\n`),
      { code: 'TABLE_ROW_TOO_LONG', line: 5 },
    ],
    ['an endless line', Buffer.from(`${WIDE}${'y'.repeat(9000)}`), { code: 'TABLE_ROW_TOO_LONG', line: 5 }],
    [
      'columns without end',
      Buffer.from(`${WIDE}${'y,'.repeat(300)}\n`),
      { code: 'TABLE_TOO_WIDE', line: 5, found: 301 },
    ],
  ])('%s is refused', async (_, bytes, expected) => {
    for (const piece of [5, 64 * 1024]) {
      const read = async (): Promise<unknown> => rowsOf(await open(bytes, { maxRowChars: 2048 }, piece));
      expect(await refusalOf(read)).toMatchObject(expected);
    }
  });

  it('reads every text or refuses it, and never fails otherwise', async () => {
    const bytes = fc.uint8Array({ maxLength: 200 }).map((tail) => Buffer.concat([Buffer.from(HEAD), tail]));
    await fc.assert(
      fc.asyncProperty(bytes, async (file) => {
        const outcome = await open(file)
          .then(rowsOf)
          .catch((error: unknown) => error);
        expect(Array.isArray(outcome) || outcome instanceof AppError).toBe(true);
      }),
      { seed: 20261123, numRuns: 300 },
    );
  });
});
