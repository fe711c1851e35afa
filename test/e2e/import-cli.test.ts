import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { tableOf, type TableRow } from '../support/imports.js';
import { startRoot, type Running } from '../support/process.js';
import { vinOf } from '../support/registry.js';

const trucks = (from: number, count: number): TableRow[] =>
  Array.from({ length: count }, (_, index) => ({
    plate: `沪A${String(from + index).padStart(5, '0')}`,
    vin: vinOf(from + index),
    division: '310115',
  }));

describe('the import on the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qingtu-import-'));
  const environment = { QINGTU_DATA_DIR: join(folder, 'data'), IMPORT_BATCH_ROWS: '10' };
  const file = join(folder, 'trucks.csv');
  const start = (...args: string[]): Running =>
    startRoot('cli/main.js', environment, ['import', 'vehicles', file, '--lang', 'en', ...args]);
  const importing = (running: Running): Promise<void> =>
    new Promise((resolve) => running.child.stderr?.once('data', () => resolve()));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('should go on after kill -9, doubling nothing, and change nothing when the file comes again', async () => {
    writeFileSync(file, tableOf(trucks(1, 1200)));
    const first = start();
    await importing(first);
    first.child.kill('SIGKILL');
    await first.ended;
    const second = start();
    expect(await second.ended).toBe(0);
    expect(second.output()).toContain(
      '1200 rows: registered 1200 (to be checked 0), unchanged 0, held 0, refused 0',
    );
    const third = start();
    expect(await third.ended).toBe(0);
    expect(third.output()).toContain(
      '1200 rows: registered 0 (to be checked 0), unchanged 1200, held 0, refused 0',
    );
  }, 120_000);

  it('should stop in order at Ctrl-C, and go on when asked again', async () => {
    writeFileSync(file, tableOf(trucks(5001, 1200)));
    const first = start();
    await importing(first);
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(1);
    expect(first.output()).toContain('cancelled: the same command goes on where it ended');
    const second = start();
    expect(await second.ended).toBe(0);
    expect(second.output()).toContain('1200 rows: registered 1200');
    const verify = startRoot('cli/main.js', environment, ['rebuild']);
    expect(await verify.ended).toBe(0);
    expect(verify.output()).toContain('rebuilt equals live');
  }, 120_000);

  it('should write beside the file what did not go in, as a spreadsheet opens it', async () => {
    writeFileSync(
      file,
      tableOf([...trucks(9001, 1), { plate: '沪A1234O', vin: vinOf(9002), division: '310115' }]),
    );
    const running = start('--report', join(folder, 'report.xlsx'));
    expect(await running.ended).toBe(2);
    expect(readFileSync(join(folder, 'report.xlsx')).subarray(0, 2).toString()).toBe('PK');
    const again = start();
    expect(await again.ended).toBe(2);
    const [header, row] = readFileSync(`${file}.report.csv`, 'utf8').split('\r\n');
    expect(header).toBe('\uFEFFRow,Outcome,Field,Code,What is wrong');
    expect(row).toMatch(/^3,not registered: correct it and import it again,号牌号码,PLATE_ILLEGAL_LETTER,/);
  }, 120_000);

  const mistakes: [string, string[], string][] = [
    ['a file that is not there', ['vehicles', '/nowhere/trucks.csv'], 'there is no file /nowhere/trucks.csv'],
    [
      'a source that nobody knows',
      ['vehicles', file, '--feed', 'X'],
      '--feed must be one of QINGTU, JIANGSU',
    ],
    ['another flag', ['vehicles', file, '--planted'], "Unknown option '--planted'"],
    ['nothing at all', [], 'needs the word vehicles and one FILE'],
  ];
  it.each(mistakes)('should say %s in one line', async (_what, args, line) => {
    const running = startRoot('cli/main.js', environment, ['import', ...args]);
    expect(await running.ended).toBe(1);
    expect(running.errors()).toContain(line);
  });

  it('should act for an account that may import, and for no other', async () => {
    writeFileSync(file, tableOf(trucks(9101, 1)));
    const unknown = start('--as', 'nobody');
    expect(await unknown.ended).toBe(1);
    expect(unknown.errors()).toContain('there is no account nobody in use');
  }, 60_000);
});
