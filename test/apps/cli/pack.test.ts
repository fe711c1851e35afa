import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packCommand } from '../../../src/apps/cli/releases/pack-command.js';
import { encodeDelta, encodePack } from '../../../src/domain/pack/pack.js';
import { readOpening } from '../../../src/domain/pack/pack-head.js';
import { PlateCollector, type MarkedPlate } from '../../../src/domain/pack/plate-set.js';
import { sha256 } from '../../../src/platform/facts/sha256.js';
import { startRoot } from '../../support/process.js';
import { packName, testKey } from '../../support/release-fixtures.js';
import { newFolder } from '../../support/releases-fixture.js';

const key = testKey();
const tools = { sha256, sign: (bytes: Uint8Array) => key.sign(bytes) };
const FOREVER = '2999-01-01T00:00:00.000Z';

const PLATES: readonly MarkedPlate[] = [
  {
    plateNumber: '苏A12345',
    plateType: '01',
    division: '320102',
    reasons: ['G3_DIESEL_TRUCK', 'OVER_LIMIT_LISTED'],
  },
  { plateNumber: '苏A12345', plateType: '02', division: '320500', reasons: ['OVER_LIMIT_LISTED'] },
  { plateNumber: '沪A12345D', plateType: '51', division: '310115', reasons: ['FIRST_TEST_FAIL'] },
];

function packOf(plates: readonly MarkedPlate[], number: number, expiresAt = FOREVER): Uint8Array {
  const collector = new PlateCollector();
  for (const plate of plates) collector.add(plate);
  return encodePack(collector.collected(), { ...packName(number, key.publicKey), expiresAt }, tools);
}

async function run(...args: string[]): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const code = await packCommand(args, (line) => lines.push(line));
  return { code, text: lines.join('\n') };
}

describe('the reader of packs', () => {
  const folder = newFolder();
  const at = (name: string): string => join(folder, name);
  const find = (plate: string, ...more: string[]) => run('find', plate, '--file', at('full.pack'), ...more);

  beforeAll(() => {
    const first = packOf(PLATES, 1);
    const second = packOf(PLATES.slice(1), 2);
    const opened = (file: Uint8Array) => {
      const opening = readOpening(file);
      if (!opening.ok) throw new Error(opening.error.code);
      return { file, opening: opening.value };
    };
    const delta = encodeDelta(opened(first), opened(second), tools);
    if (!delta.ok) throw new Error(delta.error.code);
    writeFileSync(at('full.pack'), first);
    writeFileSync(at('second.pack'), second);
    writeFileSync(at('change.delta'), delta.value);
    writeFileSync(at('old.pack'), packOf(PLATES, 1, '2020-01-01T00:00:00.000Z'));
  });

  it('should show both vehicles of a number with reasons, district, date and expiry', async () => {
    const { code, text } = await find('苏A12345');
    expect(code).toBe(0);
    expect(text).toContain('苏A12345  01 大型汽车  320102 南京市 玄武区');
    expect(text).toContain('苏A12345  02 小型汽车  320500 苏州市');
    expect(text).toMatch(/G3_DIESEL_TRUCK .+\n {2}OVER_LIMIT_LISTED/);
    expect(text).toContain('pack no. 1 of 310000, 2026-11-23T04:00:00.000Z – 2999-01-01T00:00:00.000Z');
    expect(text).toMatch(/^!!! 签名未经证实.*THE SIGNATURE IS UNPROVED/m);
  });

  it.each([
    ['find', () => ['find', '苏A12345', '--file', at('full.pack')]],
    ['apply', () => ['apply', at('full.pack'), at('change.delta'), at('applied.pack')]],
  ])('should need no configuration to %s', async (_, args) => {
    const run = startRoot('cli/main.js', { DATABASE_URL: 'postgres://x' }, ['pack', ...args()]);
    expect([await run.ended, run.output(), run.errors()]).toEqual([
      0,
      expect.stringContaining('UNPROVED'),
      '',
    ]);
  });

  it('should read plates as people type them, and one type when it is named', async () => {
    expect((await find('苏ａ·１２３４５', '--type', '02')).text).not.toContain('大型汽车');
    expect((await find('沪a 12345d')).text).toContain('FIRST_TEST_FAIL');
    expect(await find('浙A12345')).toMatchObject({
      code: 0,
      text: expect.stringContaining('not under key supervision'),
    });
    expect(await find('苏A1234O')).toMatchObject({
      code: 1,
      text: expect.stringContaining('PLATE_ILLEGAL_LETTER'),
    });
  });

  it('should prove the key that is given, and refuse another', async () => {
    expect((await find('苏A12345', '--key', key.publicKey)).text).toContain('it is the given key');
    const other = testKey().publicKey;
    expect(await find('苏A12345', '--key', other)).toMatchObject({
      code: 1,
      text: expect.stringContaining('KEY_OTHER'),
    });
    writeFileSync(at('pinned.pack'), readFileSync(at('full.pack')));
    writeFileSync(at('pinned.pack.key'), `${other}\n`);
    expect(await run('find', '苏A12345', '--file', at('pinned.pack'))).toMatchObject({
      code: 1,
      text: expect.stringContaining('KEY_OTHER'),
    });
  });

  it('should refuse a pack that has expired', async () => {
    expect(await run('find', '苏A12345', '--file', at('old.pack'))).toMatchObject({
      code: 1,
      text: expect.stringContaining('PACK_EXPIRED'),
    });
  });

  it('should refuse a pack in which any byte was changed, with its name', async () => {
    const whole = readFileSync(at('full.pack'));
    for (let place = 0; place < whole.length; place += 13) {
      const changed = Buffer.from(whole);
      changed[place] = (changed[place] ?? 0) ^ 0x04;
      writeFileSync(at('changed.pack'), changed);
      const { code, text } = await run('find', '苏A12345', '--file', at('changed.pack'));
      expect([place, code, text]).toEqual([place, 1, expect.stringContaining('changed.pack')]);
    }
    writeFileSync(at('changed.pack'), whole.subarray(0, -1));
    expect(await run('find', '苏A12345', '--file', at('changed.pack'))).toMatchObject({ code: 1 });
  });

  it('should bring a pack up to date by a delta, byte for byte', async () => {
    const { code, text } = await run('apply', at('full.pack'), at('change.delta'), at('next.pack'));
    expect([code, text]).toEqual([0, expect.stringContaining('pack no. 2')]);
    expect(readFileSync(at('next.pack')).equals(readFileSync(at('second.pack')))).toBe(true);
    expect((await run('find', '苏A12345', '--file', at('next.pack'))).text).not.toContain('大型汽车');
    expect(await run('apply', at('next.pack'), at('change.delta'), at('never.pack'))).toMatchObject({
      code: 1,
      text: expect.stringContaining('PACK_BASE_OTHER'),
    });
    expect(await run('find', '苏A12345', '--file', at('change.delta'))).toMatchObject({
      code: 1,
      text: expect.stringContaining('PACK_NOT_FULL'),
    });
  });

  it.each([
    [[]],
    [['find']],
    [['find', '苏A12345', '--fule', 'x']],
    [['apply', 'a']],
    [['make', '--since', 'x']],
  ])('should explain itself for %j', async (args) => {
    expect(await run(...args)).toMatchObject({ code: 2 });
  });

  it('should tell a file that is not there', async () => {
    expect(await run('find', '苏A12345', '--file', at('none.pack'))).toMatchObject({
      code: 1,
      text: expect.stringContaining('none.pack'),
    });
  });
});
