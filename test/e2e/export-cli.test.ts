import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tableOf } from '../support/imports.js';
import { startRoot, type Running } from '../support/process.js';
import { vinOf } from '../support/registry.js';

const trucks = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ plate: `沪A${String(index + 1).padStart(5, '0')}`, vin: vinOf(index + 1), division: '310115' },
    ...(index === 0 ? { stage: '国三', registered: '2010-03-01', phone: '13812341234', owner: '张三' } : {}),
  }));

describe('commands beside the database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qingtu-export-'));
  const environment = { QINGTU_DATA_DIR: join(folder, 'data') };
  const run = (...args: string[]): Running => startRoot('cli/main.js', environment, args);
  const export_ = (file: string, ...args: string[]): Running =>
    run('export', 'vehicles', join(folder, file), '--lang', 'en', ...args);
  const linesOf = (file: string): string[] =>
    readFileSync(join(folder, file), 'utf8').trimEnd().split('\r\n');

  beforeAll(async () => {
    const file = join(folder, 'trucks.csv');
    writeFileSync(file, tableOf(trucks(1200)));
    const running = run('import', 'vehicles', file);
    if ((await running.ended) !== 0) throw new Error(running.errors());
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('should write a list that comes in again unchanged, for its writer alone to read', async () => {
    const running = export_('list.xlsx');
    expect(await running.ended).toBe(0);
    expect(running.output()).toMatch(/list\.xlsx: 1200 rows, \d+ bytes\nSHA-256 [0-9a-f]{64}\n$/);
    expect(running.errors()).toContain('exporting (rows): 1200 of 1200');
    expect(statSync(join(folder, 'list.xlsx')).mode & 0o777).toBe(0o600);
    const again = run('import', 'vehicles', join(folder, 'list.xlsx'), '--lang', 'en');
    expect(await again.ended).toBe(0);
    expect(again.output()).toContain('registered 0 (to be checked 0), unchanged 1200, held 0, refused 0');
  }, 120_000);

  it('should write a list of the plan without owners, whom nobody answers for', async () => {
    const running = export_('g3.csv', '--list', 'G3');
    expect(await running.ended).toBe(0);
    const [header, row, ...more] = linesOf('g3.csv');
    expect(header).toMatch(/^\uFEFFPlate number,Plate type,/);
    expect([row, more]).toEqual([expect.stringMatching(/^沪A00001,01,.*,,,,$/), []]);
  }, 60_000);

  it('should leave nothing behind when it is stopped', async () => {
    // Once: the file that is taken away again is seen too, and a second signal ends a process at once.
    const watcher = watch(folder, (_event, name) => {
      if (name !== 'stopped.csv.part') return;
      watcher.close();
      running.child.kill('SIGINT');
    });
    const running = export_('stopped.csv');
    const code = await running.ended;
    watcher.close();
    const left = readdirSync(folder).filter((name) => name.startsWith('stopped'));
    const isStopped = running.errors().endsWith('export: stopped; nothing was left\n');
    // A signal after the last row is too late: then the whole file is there.
    expect([
      [1, true, []],
      [0, false, ['stopped.csv']],
    ]).toContainEqual([code, isStopped, left]);
  }, 60_000);

  it('should not write where another one writes', async () => {
    writeFileSync(join(folder, 'busy.csv.part'), 'half');
    const running = export_('busy.csv');
    expect(await running.ended).toBe(1);
    expect(running.errors()).toMatch(/^export: EEXIST: .*busy\.csv\.part'\n$/m);
    expect(readFileSync(join(folder, 'busy.csv.part'), 'utf8')).toBe('half');
    expect(existsSync(join(folder, 'busy.csv'))).toBe(false);
  }, 60_000);

  const mistakes: [string, string[], string][] = [
    ['nothing at all', [], 'needs the word vehicles and one FILE'],
    [
      'a list that nobody knows',
      ['vehicles', 'x.csv', '--list', 'AUDIT'],
      '--list must be one of VEHICLES, G3',
    ],
    ['an encoding that XLSX lacks', ['vehicles', 'x.xlsx', '--encoding', 'GB18030'], 'an XLSX file is UTF-8'],
    ['a folder for a file', ['vehicles', tmpdir()], 'is a folder'],
    ['another flag', ['vehicles', 'x.csv', '--all'], "Unknown option '--all'"],
    [
      'an account that is not there',
      ['vehicles', join(folder, 'no.csv'), '--as', 'nobody'],
      'no account nobody in use',
    ],
  ];
  it.each(mistakes)(
    'should say %s in one line',
    async (_what, args, line) => {
      const running = run('export', ...args);
      expect(await running.ended).toBe(1);
      expect(running.errors()).toMatch(/^export: .*\n$/);
      expect(running.errors()).toContain(line);
    },
    60_000,
  );

  it('should tell which key seals how much, and refuse another word', async () => {
    const keys = run('personal', 'keys');
    expect(await keys.ended).toBe(0);
    expect(keys.output()).toMatch(/^k1\tCURRENT\t/m);
    expect(keys.errors()).toBe('');
    const wrong = run('personal', 'key');
    expect(await wrong.ended).toBe(2);
    expect(wrong.errors()).toMatch(/^personal: needs one of the words keys/);
  }, 60_000);

  it('should rotate the key of tokens, each time to another one', async () => {
    const rotated = async (): Promise<string | undefined> => {
      const running = run('keys', 'rotate', 'tokens');
      expect([await running.ended, running.errors()]).toEqual([0, '']);
      return /^tokens are signed with key ([0-9a-f]{16}) from now on/.exec(running.output())?.[1];
    };
    const first = await rotated();
    const second = await rotated();
    expect(first).toEqual(expect.any(String));
    expect(second).toEqual(expect.any(String));
    expect(second).not.toBe(first);
    const wrong = run('keys', 'rotate', 'everything');
    expect(await wrong.ended).toBe(2);
    expect(wrong.errors()).toBe('keys: needs rotate tokens\n');
  }, 60_000);
});
