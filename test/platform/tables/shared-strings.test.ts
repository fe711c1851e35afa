import { readdirSync, readlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { SharedStrings } from '../../../src/platform/tables/shared-strings.js';
import { openTable } from '../../../src/platform/tables/table-reader.js';
import type { OpenedTable } from '../../../src/platform/tables/table.js';
import { memorySource, refusalOf, rowsOf, TABLE_LIMITS } from '../../support/tables.js';
import { workbookParts, zipOf } from '../../support/workbook.js';

/** More than stays in memory (8 Mi characters), and of more blocks than one. */
const TEXTS = 30_000;
const TEXT_CHARS = 320;
const COLUMNS = 4;
/** Has no divisor in common with the number of texts: every text is asked for, far from the one before it. */
const STRIDE = 7919;
const SPILL = 'qingtu-table-';
const STRINGS = 'xl/sharedStrings.xml';
const SHEET = 'xl/worksheets/s0.xml';

/** Spill files that this process holds open; their names are gone, so they show among its open files only. */
function heldOpen(): string[] {
  return readdirSync('/proc/self/fd')
    .map((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        // The listing itself was a file that is closed by now.
        return '';
      }
    })
    .filter((file) => file.includes(SPILL));
}

const named = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith(SPILL));

function chineseText(seed: number): string {
  let state = seed + 1;
  return String.fromCharCode(
    ...Array.from({ length: TEXT_CHARS }, () => {
      state = (state * 48_271) % 0x7fffffff;
      return 0x4e00 + (state % 20_000);
    }),
  );
}

/** A shared string as Excel writes it and as it reads: plain, of runs with a phonetic guide, with what XML cannot hold. */
function sharedText(n: number): { readonly xml: string; readonly text: string } {
  const body = chineseText(n);
  const [head, tail] = [body.slice(0, 100), body.slice(100)];
  switch (n % 5) {
    case 1:
      return {
        text: `${head} ${tail}`,
        xml: `<r><rPr><b/><sz val="11"/></rPr><t xml:space="preserve">${head} </t></r><r><t>${tail}</t></r><rPh sb="0" eb="1"><t>shuō</t></rPh>`,
      };
    case 2:
      return {
        text: `${head}\r<&>😀"\ud800${tail}`,
        xml: `<t>${head}_x000D_&lt;&amp;&gt;&#x1f600;"_xD800_${tail}</t>`,
      };
    default:
      return { text: body, xml: `<t>${body}</t>` };
  }
}

const cellXml = (index: number, at: number): string =>
  `<c r="${'ABCD'[at % COLUMNS]}${Math.floor(at / COLUMNS) + 2}" t="s"><v>${index}</v></c>`;

const score = (cells: readonly string[]): number => cells.filter((cell) => cell === 'AAA').length;
/** Compressing texts without a pattern takes long and saves nothing. */
const STORED = { compress: false } as const;

describe('shared strings', () => {
  it.each([
    ['in memory only', 1_000_000, 0],
    ['of which most are put away', 5_000, 1],
  ])('should be given back by number in any order, %s', (_, limit, files) => {
    const strings = new SharedStrings(limit);
    const texts = Array.from({ length: 1_001 }, (_one, n) => (n % 3 === 0 ? '' : `${n}号 "\ud83d ${n}`));
    for (const text of texts) strings.push(text);
    expect(heldOpen()).toHaveLength(files);
    for (let n = 0; n < 5_000; n += 1) {
      const index = (n * STRIDE) % texts.length;
      expect(strings.get(index)).toBe(texts[index]);
    }
    expect([strings.get(1_001), strings.get(5_000)]).toEqual([null, null]);
    strings.close();
    expect(heldOpen()).toEqual([]);
  });

  it('should be put away also where they are many and have no characters', () => {
    const strings = new SharedStrings(5_000);
    for (let n = 0; n < 1_000; n += 1) strings.push('');
    expect(heldOpen()).toHaveLength(1);
    expect(strings.get(0)).toBe('');
    strings.close();
  });
});

describe('a workbook with more shared strings than stay in memory', () => {
  const order = Array.from({ length: TEXTS }, (_, n) => (n * STRIDE) % TEXTS);
  const parts = workbookParts([{ name: '车辆', rows: [] }]);
  const header = '<row r="1"><c r="A1" t="inlineStr"><is><t>AAA</t></is></c></row>';
  let texts: readonly string[] = [];
  let whole: Buffer;

  const open = (bytes: Buffer): Promise<OpenedTable> =>
    openTable(memorySource(bytes), { limits: TABLE_LIMITS, headerScore: score });
  const sheetOf = (first: string, indexes: readonly number[]): string => {
    const rows = Array.from({ length: indexes.length / COLUMNS }, (_, row) => {
      const cells = indexes.slice(row * COLUMNS, (row + 1) * COLUMNS);
      return `<row r="${row + 2}">${cells.map((index, column) => cellXml(index, row * COLUMNS + column)).join('')}</row>`;
    });
    return `<worksheet><sheetData>${first}${rows.join('')}</sheetData></worksheet>`;
  };

  beforeAll(async () => {
    const shared = Array.from({ length: TEXTS }, (_, n) => sharedText(n));
    texts = shared.map(({ text }) => text);
    parts[STRINGS] = `<sst>${shared.map(({ xml }) => `<si>${xml}</si>`).join('')}</sst>`;
    parts[SHEET] = sheetOf(header, order);
    whole = await zipOf(parts, STORED);
  });

  it('should be read exactly as it was written, from a file that nobody else can name', async () => {
    const table = await open(whole);
    expect(heldOpen()).toHaveLength(1);
    expect(named()).toEqual([]);
    const rows = await rowsOf(table);
    expect(rows.map(({ line }) => line)).toEqual(
      Array.from({ length: TEXTS / COLUMNS }, (_, row) => row + 2),
    );
    const read = rows.flatMap(({ cells }) => cells);
    expect(read).toHaveLength(TEXTS);
    expect(read.filter((text, at) => text !== texts[order[at] ?? -1])).toEqual([]);
    expect(heldOpen()).toEqual([]);
  });

  it('should leave no file behind when its reader stops in the middle', async () => {
    const table = await open(whole);
    for await (const { line } of table.rows()) if (line === 5) break;
    expect(heldOpen()).toHaveLength(1);
    await table.close();
    expect([...heldOpen(), ...named()]).toEqual([]);
  });

  it.each<[string, () => Readonly<Record<string, string>>, object]>([
    [
      'among its strings',
      () => ({ [STRINGS]: parts[STRINGS]!.replace('</sst>', '<!DOCTYPE x></sst>') }),
      { code: 'TABLE_XML_FORBIDDEN', part: STRINGS },
    ],
    [
      'in its header',
      () => ({ [SHEET]: sheetOf(`<row r="1">${cellXml(TEXTS, 0)}</row>`, []) }),
      { code: 'TABLE_CORRUPT', part: `${SHEET}, string ${TEXTS}` },
    ],
    [
      'in its last row',
      () => ({ [SHEET]: sheetOf(header, [...order.slice(0, -1), TEXTS]) }),
      { code: 'TABLE_CORRUPT', part: `${SHEET}, string ${TEXTS}` },
    ],
  ])('should leave no file behind when it is damaged %s', async (_, change, refusal) => {
    const damaged = await zipOf({ ...parts, ...change() }, STORED);
    expect(await refusalOf(async () => rowsOf(await open(damaged)))).toMatchObject(refusal);
    expect([...heldOpen(), ...named()]).toEqual([]);
  });
});

describe('a text that never ends', () => {
  const run = `<r><t>${'长'.repeat(1_000)}</t></r>`;
  const long = run.repeat(1_100);

  it.each<[string, Readonly<Record<string, string>>, object]>([
    [
      'among the shared strings',
      { [STRINGS]: `<sst><si>${long}</si></sst>` },
      { code: 'ARCHIVE_TOO_LARGE', part: STRINGS, what: 'characters', maximum: TABLE_LIMITS.maxRowChars },
    ],
    [
      'in a cell',
      {
        [SHEET]: `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is>${long}</is></c></row></sheetData></worksheet>`,
      },
      { code: 'TABLE_ROW_TOO_LONG', line: 1, maximum: TABLE_LIMITS.maxRowChars },
    ],
  ])('should be refused %s', async (_, change, refusal) => {
    const bytes = await zipOf({ ...workbookParts([{ name: '车辆', rows: [['AAA']] }]), ...change });
    const reading = { limits: TABLE_LIMITS, headerScore: () => 1 };
    expect(await refusalOf(async () => rowsOf(await openTable(memorySource(bytes), reading)))).toEqual(
      refusal,
    );
  });
});
