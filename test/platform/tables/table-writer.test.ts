import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openTable } from '../../../src/platform/tables/table-reader.js';
import { writeTable } from '../../../src/platform/tables/table-writer.js';
import type { TableForm } from '../../../src/platform/tables/table-writer.js';
import type { OpenedTable, TableRows } from '../../../src/platform/tables/table.js';
import { bytesOf, memorySource, refusalOf, rowsOf, TABLE_LIMITS } from '../../support/tables.js';

const HEADERS = ['AAA', 'BBB', 'CCC'];
const FORMS: readonly TableForm[] = [
  { format: 'CSV' },
  { format: 'CSV', encoding: 'GB18030' },
  { format: 'XLSX' },
];
const score = (cells: readonly string[]): number => cells.filter((cell) => HEADERS.includes(cell)).length;

async function* streamed(rows: readonly (readonly string[])[]): TableRows {
  for (const row of rows) yield await Promise.resolve(row);
}

const written = (form: TableForm, rows: readonly (readonly string[])[]): Promise<Buffer> =>
  bytesOf(writeTable(form, HEADERS, streamed(rows)));

const reopened = (bytes: Buffer, piece?: number): Promise<OpenedTable> =>
  openTable(memorySource(bytes, piece), { limits: TABLE_LIMITS, headerScore: score });

/** Texts that hurt: quotes, newlines, formulas and their guards, controls, escapes of the format, astral characters. */
const hurting = fc.constantFrom(
  ...[
    '=1+1',
    "'=1+1",
    "''",
    '+86',
    '-1',
    '@x',
    '\t=',
    '\r',
    '\n',
    'a\r\nb',
    '"',
    '""',
    ',',
    ';',
    '|',
    ' x ',
    "'苏",
  ],
  ...['＝cmd', ' =x', '_x000D_', '_x0041_', '<b>&amp;', ']]>', '𠮷野', '￾', '\u{7F}', 'sep=;', '联通', '€'],
);
/** Every character except lone surrogates and those few of private use that GB18030 has no code for. */
const plain = fc.string({ unit: 'binary', maxLength: 8 }).filter((text) => !/[\uE000-\uF8FF\0]/.test(text));
const cell = fc.oneof(
  plain,
  hurting,
  fc.tuple(hurting, plain).map(([a, b]) => a + b),
);
const row = fc.array(cell, { minLength: 3, maxLength: 3 }).filter((cells) => cells[0]!.trim() !== '');

describe.each(FORMS)('$format $encoding', (form) => {
  it('gives back what was written', async () => {
    const pieces = fc.constantFrom(...(form.format === 'XLSX' ? [101, 4096] : [1, 7, 4096]));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 6 }), pieces, async (rows, piece) => {
        const table = await reopened(await written(form, rows), piece);
        expect(table.headers).toEqual(HEADERS);
        const read = (await rowsOf(table)).map(({ cells }) => [...cells, '', ''].slice(0, 3));
        expect(read).toEqual(rows);
      }),
      { seed: 20261123, numRuns: form.format === 'XLSX' ? 60 : 200 },
    );
  });

  it('is detected as what it is', async () => {
    const table = await reopened(await written(form, [['苏A12345', 'x', '柴油']]));
    const encoding = form.format === 'XLSX' ? null : (form.encoding ?? 'UTF-8');
    expect(table).toMatchObject({ format: form.format, encoding, headerLine: 1, notices: [] });
    await table.close();
  });
});

describe('formulas', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '\n=x',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    ' =1',
    "'=1",
    "''-2",
  ])('CSV shows %j and does not calculate it', async (text) => {
    const csv = (await written({ format: 'CSV' }, [[text, '', '']])).toString();
    const body = csv.slice(csv.indexOf('\r\n') + 2);
    expect(body.replace(/^"/, '').startsWith(`'${text}`)).toBe(true);
  });

  it('leaves other texts alone', async () => {
    const csv = (await written({ format: 'CSV' }, [['苏A·12345', "O'Neill", '1-2']])).toString();
    expect(csv).toBe("\u{FEFF}AAA,BBB,CCC\r\n苏A·12345,O'Neill,1-2\r\n");
  });

  it('XLSX holds texts only', async () => {
    const bytes = await written({ format: 'XLSX' }, [['=1+1', '-1', '20140301']]);
    const [read] = await rowsOf(await reopened(bytes));
    expect(read).toEqual({ line: 2, cells: ['=1+1', '-1', '20140301'] });
  });
});

describe('limits and failures', () => {
  it('refuses more rows than a worksheet holds', async () => {
    async function* many(): TableRows {
      const one = await Promise.resolve([]);
      for (let row = 0; row < 1_048_576; row += 1) yield one;
    }
    const write = bytesOf(writeTable({ format: 'XLSX' }, HEADERS, many()));
    expect(await refusalOf(() => write)).toEqual({ code: 'TABLE_TOO_LONG', maximum: 1_048_576 });
  });

  it.each(FORMS)('passes on a failure of the rows ($format $encoding)', async (form) => {
    async function* broken(): TableRows {
      yield await Promise.resolve(['x']);
      throw new Error('the rows are gone');
    }
    await expect(bytesOf(writeTable(form, HEADERS, broken()))).rejects.toThrow('the rows are gone');
  });

  it('stops the rows when nobody reads on', async () => {
    let isStopped = false;
    async function* endless(): TableRows {
      try {
        for (;;) yield await Promise.resolve(['x'.repeat(1000)]);
      } finally {
        isStopped = true;
      }
    }
    for await (const piece of writeTable({ format: 'CSV' }, HEADERS, endless())) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    expect(isStopped).toBe(true);
  });

  it('makes equal files of equal tables', async () => {
    const [one, other] = [
      await written({ format: 'XLSX' }, [['x']]),
      await written({ format: 'XLSX' }, [['x']]),
    ];
    expect(one.equals(other)).toBe(true);
  });
});
