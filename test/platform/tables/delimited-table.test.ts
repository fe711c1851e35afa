import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { openTable } from '../../../src/platform/tables/table-reader.js';
import type { OpenedTable, RawRow } from '../../../src/platform/tables/table.js';
import { memorySource, TABLE_LIMITS } from '../../support/tables.js';

const KNOWN = new Set(['号牌号码', 'VIN', '备注', '电话']);
const score = (cells: readonly string[]): number => cells.filter((cell) => KNOWN.has(cell)).length;

const open = (bytes: Buffer, limits = {}, piece?: number): Promise<OpenedTable> =>
  openTable(memorySource(bytes, piece), { limits: { ...TABLE_LIMITS, ...limits }, headerScore: score });

async function rowsOf(table: OpenedTable): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const row of table.rows()) rows.push(row);
  await table.close();
  return rows;
}

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
