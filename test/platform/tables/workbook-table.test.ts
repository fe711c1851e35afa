import { describe, expect, it } from '@jest/globals';
import { openTable } from '../../../src/platform/tables/table-reader.js';
import type { OpenedTable } from '../../../src/platform/tables/table.js';
import { memorySource, refusalOf, rowsOf, TABLE_LIMITS } from '../../support/tables.js';
import { STYLE, workbookOf, workbookParts, zipOf } from '../../support/workbook.js';
import type { SheetCell } from '../../support/workbook.js';

const score = (cells: readonly string[]): number => cells.filter((cell) => /^[A-Z]{3}$/.test(cell)).length;

const open = (bytes: Buffer, limits = {}, sheet?: string): Promise<OpenedTable> =>
  openTable(memorySource(bytes, 999), { limits: { ...TABLE_LIMITS, ...limits }, headerScore: score, sheet });

const withCell = (...cells: readonly SheetCell[]): Promise<Buffer> =>
  workbookOf([{ name: '车辆', rows: [['AAA', 'BBB', 'CCC'], cells] }]);

describe('a workbook', () => {
  it('is read row by row, with the row numbers that Excel shows', async () => {
    const rows = [
      ['某局车辆登记表'],
      [],
      ['AAA', '', 'BBB'],
      ['苏A12345', '', '<&"'],
      ['', ' '],
      ['x', 'y', 'z'],
    ];
    const table = await open(await workbookOf([{ name: '车辆', rows }]));
    expect(table).toMatchObject({
      format: 'XLSX',
      encoding: null,
      delimiter: null,
      sheet: '车辆',
      headerLine: 3,
    });
    expect(table.headers).toEqual(['AAA', '', 'BBB']);
    expect(table.notices).toEqual([{ code: 'TABLE_TITLE_SKIPPED', params: { row: 3 } }]);
    expect(await rowsOf(table)).toEqual([
      { line: 4, cells: ['苏A12345', '', '<&"'] },
      { line: 6, cells: ['x', 'y', 'z'] },
    ]);
  });

  it.each<[string, SheetCell, string]>([
    ['a whole number', { number: '18000' }, '18000'],
    ['a binary fraction', { number: '18.100000000000001' }, '18.1'],
    ['a number in the short form', { number: '1.8E4' }, '18000'],
    ['a number too long for a spreadsheet', { number: '3.2010219800101E+17' }, '3.20102E+17'],
    ['sixteen digits', { number: '1234567890123456' }, '1.23457E+15'],
    ['a date', { number: '41699', style: STYLE.date }, '2014-03-01'],
    ['a date in Chinese', { number: '41699', style: STYLE.chineseDate }, '2014-03-01'],
    ['a moment', { number: '41699.5', style: STYLE.moment }, '2014-03-01 12:00:00'],
    ['a day number without a format', { number: '41699' }, '41699'],
    ['digits with zeros in front', { number: '102', style: STYLE.sixDigits }, '000102'],
    ['a format with a colour', { number: '-5', style: STYLE.red }, '-5'],
    ['an inline text', { inline: "a_x000D_b & '" }, "a\rb & '"],
    ['an error', { error: '#N/A' }, '#N/A'],
    ['a formula that was never calculated', { formula: 'A1+1' }, '#GETTING_DATA'],
    ['a truth', { raw: '<c r="{at}" t="b"><v>1</v></c>' }, 'TRUE'],
    ['an ISO date', { raw: '<c r="{at}" t="d"><v>2014-03-01T00:00:00</v></c>' }, '2014-03-01'],
    ['single quotes and prefixes', { raw: "<x:c r='{at}' t = 'str'><x:v>a&#x4e2d;</x:v></x:c>" }, 'a中'],
    [
      'rich text',
      { raw: '<c r="{at}" t="inlineStr"><is><r><t>a</t></r><rPh><t>no</t></rPh><r><t>b</t></r></is></c>' },
      'ab',
    ],
    ['marked sections', { raw: '<c r="{at}" t="str"><v><![CDATA[<b>]]></v></c>' }, '<b>'],
  ])('reads %s', async (_, cell, expected) => {
    const [row] = await rowsOf(await open(await withCell('x', cell, 'y')));
    expect(row?.cells).toEqual(['x', expected, 'y']);
  });

  it('takes the stored result of a formula and says so', async () => {
    const bytes = await withCell({ formula: 'UPPER("a")', value: 'A', type: 'str' }, 'x', {
      formula: '1+1',
      value: '2',
    });
    expect(await rowsOf(await open(bytes))).toEqual([
      { line: 2, cells: ['A', 'x', '2'], calculated: [0, 2] },
    ]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const rows = [['AAA'], [{ number: '40237', style: STYLE.date }]];
    const table = await open(await workbookOf([{ name: 'x', rows }], { date1904: true }));
    expect(table.date1904).toBe(true);
    expect((await rowsOf(table))[0]?.cells).toEqual(['2014-03-01']);
  });

  it('reads the first visible sheet unless one is named, and says which were left out', async () => {
    const sheet = (name: string, text: string): { name: string; rows: string[][] } => ({
      name,
      rows: [['AAA'], [text]],
    });
    const bytes = await workbookOf([
      { ...sheet('隐藏', 'h'), state: 'hidden' },
      sheet('一', '1'),
      sheet('二', '2'),
    ]);
    const first = await open(bytes);
    expect(first.notices).toEqual([{ code: 'TABLE_SHEETS_IGNORED', params: { sheet: '一', ignored: '二' } }]);
    expect((await rowsOf(first))[0]?.cells).toEqual(['1']);
    expect((await rowsOf(await open(bytes, {}, '二')))[0]?.cells).toEqual(['2']);
    expect(await refusalOf(() => open(bytes, {}, '三'))).toEqual({
      code: 'TABLE_SHEET_UNKNOWN',
      sheet: '三',
      sheets: '一、二',
    });
  });
});

describe('hostile and broken workbooks', () => {
  const GOOD = workbookParts([
    {
      name: 'x',
      rows: [
        ['AAA', 'BBB'],
        ['苏A12345', 'y'],
      ],
    },
  ]);
  const SHEET = 'xl/worksheets/s0.xml';
  const sheetOf = (data: string): string => `<worksheet><sheetData>${data}</sheetData></worksheet>`;
  const readAll = async (bytes: Buffer, limits = {}): Promise<unknown> => rowsOf(await open(bytes, limits));

  it.each<[string, Record<string, string>, object]>([
    [
      'a document type',
      { [SHEET]: `<!DOCTYPE x [<!ENTITY a "b">]>${GOOD[SHEET]}` },
      { code: 'TABLE_XML_FORBIDDEN', what: 'DOCTYPE' },
    ],
    [
      'an entity of its own',
      { [SHEET]: sheetOf('<row r="1"><c t="str"><v>&a;</v></c></row>') },
      { code: 'TABLE_XML_FORBIDDEN', what: '&' },
    ],
    [
      'a row beyond the last',
      { [SHEET]: sheetOf('<row r="1048577"><c><v>1</v></c></row>') },
      { code: 'TABLE_CORRUPT' },
    ],
    ['rows out of order', { [SHEET]: sheetOf('<row r="2"/><row r="1"/>') }, { code: 'TABLE_CORRUPT' }],
    [
      'a column beyond the last',
      { [SHEET]: sheetOf('<row r="1"><c r="XFE1"><v>1</v></c></row>') },
      { code: 'TABLE_CORRUPT' },
    ],
    [
      'an endless column',
      { [SHEET]: sheetOf(`<row r="1"><c r="${'Z'.repeat(99)}1"><v>1</v></c></row>`) },
      { code: 'TABLE_CORRUPT' },
    ],
    [
      'a column out of use',
      { [SHEET]: sheetOf('<row r="1"><c r="ZZ1"><v>1</v></c></row>') },
      { code: 'TABLE_TOO_WIDE', line: 1, found: 702, maximum: 256 },
    ],
    [
      'a shared text that is not there',
      { [SHEET]: sheetOf('<row r="1"><c t="s"><v>999</v></c></row>') },
      { code: 'TABLE_CORRUPT' },
    ],
    [
      'a number that is none',
      { [SHEET]: sheetOf('<row r="1"><c><v>abc</v></c></row>') },
      { code: 'TABLE_CORRUPT' },
    ],
    [
      'a part that breaks off',
      { [SHEET]: '<worksheet><sheetData><row r="1"><c' },
      { code: 'TABLE_CORRUPT', part: SHEET },
    ],
    [
      'a sheet that is not there',
      { 'xl/_rels/workbook.xml.rels': GOOD['xl/_rels/workbook.xml.rels']!.replace('s0.xml', 's9.xml') },
      { code: 'TABLE_CORRUPT', part: 'xl/worksheets/s9.xml' },
    ],
    [
      'a sheet outside',
      {
        'xl/_rels/workbook.xml.rels': GOOD['xl/_rels/workbook.xml.rels']!.replace(
          'worksheets/s0.xml',
          '../../etc/passwd',
        ),
      },
      { code: 'TABLE_CORRUPT' },
    ],
    ['no workbook', { '_rels/.rels': '<Relationships/>' }, { code: 'TABLE_FORMAT', reason: 'no workbook' }],
  ])('%s is refused', async (_, parts, expected) => {
    const bytes = await zipOf({ ...GOOD, ...parts });
    expect(await refusalOf(() => readAll(bytes))).toMatchObject(expected);
  });

  it.each(['../evil.xml', '/xx/evl.xml', 'C:/evil.xml', 'xx\\evil.xml'])(
    'refuses the name %s',
    async (name) => {
      const bytes = await zipOf({ ...GOOD, 'xx/evil.xml': 'x' });
      const evil = Buffer.from(bytes.toString('latin1').replaceAll('xx/evil.xml', name), 'latin1');
      expect(evil.length).toBe(bytes.length);
      expect(await refusalOf(() => readAll(evil))).toEqual({ code: 'ARCHIVE_NAME_FORBIDDEN', name });
    },
  );

  it('refuses what unpacks to too much, before unpacking it', async () => {
    const bomb = await zipOf({ ...GOOD, 'xl/media/x.bin': Buffer.alloc(30_000_000) });
    expect(await refusalOf(() => readAll(bomb))).toEqual({
      code: 'ARCHIVE_TOO_LARGE',
      part: 'xl/media/x.bin',
      what: 'expansion',
      maximum: 200,
    });
    const good = await zipOf(GOOD);
    expect(await refusalOf(() => readAll(good, { maxExpandedBytes: 1000 }))).toMatchObject({
      what: 'bytes',
      maximum: 1000,
    });
    expect(await refusalOf(() => readAll(good, { maxArchiveEntries: 3 }))).toMatchObject({
      what: 'entries',
      maximum: 3,
    });
  });

  it('refuses a part that is longer than it says', async () => {
    const bytes = await zipOf({ ...GOOD, [SHEET]: GOOD[SHEET]!.padEnd(100_000, ' ') });
    const size = Buffer.alloc(4);
    size.writeUInt32LE(100_000);
    const said = Buffer.alloc(4);
    said.writeUInt32LE(1000);
    const lie = Buffer.from(
      bytes.toString('latin1').replaceAll(size.toString('latin1'), said.toString('latin1')),
      'latin1',
    );
    expect(await refusalOf(() => readAll(lie))).toMatchObject({ code: 'TABLE_CORRUPT', part: SHEET });
  });

  it('refuses a damaged archive, an old workbook and one with a password', async () => {
    const good = await zipOf(GOOD);
    expect(await refusalOf(() => readAll(good.subarray(0, good.length - 30)))).toMatchObject({
      code: 'TABLE_CORRUPT',
    });
    const old = Buffer.alloc(4096);
    old.write('d0cf11e0a1b11ae1', 'hex');
    old.writeUInt16LE(9, 30);
    old.writeUInt32LE(1, 48);
    expect(await refusalOf(() => readAll(old))).toEqual({ code: 'TABLE_OLD_EXCEL' });
    old.write('EncryptedPackage', 1024 + 128, 'utf16le');
    expect(await refusalOf(() => readAll(old))).toEqual({ code: 'ARCHIVE_ENCRYPTED' });
    // Bit 0 of the flags of every entry in the directory.
    const locked = Buffer.from(good);
    for (
      let at = locked.indexOf('PK\u0001\u0002');
      at !== -1;
      at = locked.indexOf('PK\u0001\u0002', at + 1)
    ) {
      locked.writeUInt16LE(locked.readUInt16LE(at + 8) | 1, at + 8);
    }
    expect(await refusalOf(() => readAll(locked))).toEqual({ code: 'ARCHIVE_ENCRYPTED' });
  });

  it('passes on a failure of the source as it is', async () => {
    const bytes = await zipOf(GOOD);
    const source = memorySource(bytes);
    const failing = {
      size: source.size,
      read: (start: number, end: number) => {
        if (start > 8) throw new Error('the disk is gone');
        return source.read(start, end);
      },
    };
    await expect(openTable(failing, { limits: TABLE_LIMITS, headerScore: score })).rejects.toThrow(
      'the disk is gone',
    );
  });
});
