import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  appendFileSync,
  cpSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { verifyReleaseCommand } from '../../../src/apps/cli/releases/verify-release.js';
import { manifestText, signedBytes, type Manifest } from '../../../src/domain/release/release-manifest.js';
import { RELEASE_EDITIONS, RELEASE_FILES } from '../../../src/domain/release/release-list.js';
import { SiteSigner } from '../../../src/platform/secrets/site-signer.js';
import { startRoot } from '../../support/process.js';
import { createReleases, newFolder, type ReleasesFixture } from '../../support/releases-fixture.js';
import { truck, vehicleId } from '../../support/registry-fixture.js';
import { scrapped } from '../../support/vehicle-fact-builder.js';

const OLD = { emissionStage: 'G3' as const, firstRegisteredOn: '2012-03-01', manufacturedOn: '2012-01-15' };
const LIST = 'G3_DIESEL_TRUCKS';

interface Verified {
  readonly code: number;
  readonly text: string;
}

async function verify(...args: string[]): Promise<Verified> {
  const lines: string[] = [];
  const code = await verifyReleaseCommand(args, (line) => lines.push(line));
  return { code, text: lines.join('\n') };
}

describe('verify-release', () => {
  let fixture: ReleasesFixture;
  const folders: Record<string, string> = {};
  let key = '';

  /** A copy of a release in which something is done. */
  const tampered = (change: (folder: string) => void, of = 'PARTNER 2'): string => {
    const folder = join(newFolder(), 'copy');
    cpSync(folders[of]!, folder, { recursive: true });
    change(folder);
    return folder;
  };
  const edit = (name: string, change: (bytes: Buffer) => Buffer) => (folder: string) => {
    writeFileSync(join(folder, name), change(readFileSync(join(folder, name))));
  };
  const flip =
    (at: number) =>
    (bytes: Buffer): Buffer => {
      const changed = Buffer.from(bytes);
      const place = at < 0 ? changed.length + at : at;
      changed[place] = (changed[place] ?? 0) ^ 0x01;
      return changed;
    };
  /** Signs a manifest with a key of the tamperer's own. */
  const resign = (change: (manifest: Manifest) => Manifest) => (folder: string) => {
    const other = new SiteSigner(Buffer.alloc(32, 99));
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
    const { keyId, publicKey } = other;
    const text = manifestText(change({ ...manifest, keyId, publicKey }));
    writeFileSync(join(folder, 'manifest.json'), text);
    writeFileSync(join(folder, 'manifest.sig'), `${other.sign(signedBytes(text)).toString('base64')}\n`);
  };

  beforeAll(async () => {
    fixture = await createReleases();
    key = fixture.signer.publicKey;
    const trucks = Array.from({ length: 30 }, (_, n) => truck(n, `苏A${String(n).padStart(5, '0')}`, OLD));
    await fixture.registry.write(...trucks);
    for (const [number, day] of ['2026-11-23', '2026-11-24'].entries()) {
      for (const edition of RELEASE_EDITIONS) {
        const release = await fixture.releases.makeForSite({ list: LIST, edition }, `${day}T04:00:00.000Z`);
        folders[`${edition} ${number + 1}`] = await fixture.folderOf(release);
      }
      const gone = { status: 'E', certificateNo: null, on: '2026-11-23' } as const;
      await fixture.registry.write(
        scrapped(500 + number, gone, { subject: vehicleId(number + 3) }),
        truck(40 + number, `苏A0000${'AB'[number]!}`, OLD),
      );
    }
  });
  afterAll(() => fixture.registry.test.close());

  it.each(['PARTNER 1', 'PUBLIC 1', 'PARTNER 2', 'PUBLIC 2'])(
    'should prove %s with the key of the site',
    async (name) => {
      const { code, text } = await verify(folders[name]!, '--key', key);
      expect([code, text]).toEqual([0, expect.stringContaining('the release holds')]);
      expect(text).toContain('it is the given key');
    },
  );

  it('should say that nobody vouches for the key when none was given', async () => {
    const { code, text } = await verify(folders['PARTNER 1']!);
    expect([code, text]).toEqual([0, expect.stringMatching(/^!!! 签名未经证实.*THE SIGNATURE IS UNPROVED/)]);
    expect(text).toContain('发布自洽，但来源未经证实 / CONSISTENT, BUT ITS ORIGIN IS UNPROVED');
    expect(text).not.toContain('the release holds');
  });

  it.each([
    ['a database without keys', { DATABASE_URL: 'postgres://x' }, 0, /the release holds/],
    ['pinned keys only', { TRUSTED_SITE_KEYS: '320000:KEY', PORT: 'none' }, 0, /it is the pinned key/],
    ['malformed pinned keys', { TRUSTED_SITE_KEYS: '320000' }, 1, /TRUSTED_SITE_KEYS must be/],
  ])('should need no configuration: %s', async (_, environment, code, expected) => {
    const settings = Object.entries(environment).map(([name, value]) => [name, value.replace('KEY', key)]);
    const given = 'DATABASE_URL' in environment ? ['--key', key] : [];
    const args = ['verify-release', folders['PARTNER 1']!, ...given];
    const run = startRoot('cli/main.js', Object.fromEntries(settings) as Record<string, string>, args);
    expect([await run.ended, run.output() + run.errors()]).toEqual([code, expect.stringMatching(expected)]);
  });

  it('should take the key from a file, and from the listing that a site publishes', async () => {
    const folder = newFolder();
    const [raw, listing] = [join(folder, 'site.key'), join(folder, 'keys.json')];
    writeFileSync(raw, `${key}\n`);
    writeFileSync(
      listing,
      JSON.stringify({
        site: '320000',
        keys: [{ publicKey: Buffer.alloc(32).toString('base64') }, { publicKey: key }],
      }),
    );
    for (const file of [raw, listing]) {
      expect(await verify(folders['PARTNER 1']!, '--key', file)).toMatchObject({ code: 0 });
    }
  });

  it.each(['PARTNER', 'PUBLIC'])(
    'should prove the difference with the release before (%s)',
    async (edition) => {
      const { code, text } = await verify(
        folders[`${edition} 2`]!,
        '--key',
        key,
        '--previous',
        folders[`${edition} 1`]!,
      );
      expect([code, text]).toEqual([0, expect.stringContaining('(+1 -1 ~0, difference proven)')]);
    },
  );

  const positions = [0, 1, 17, 60, -2, -1];
  const flips = RELEASE_FILES.flatMap((name) => positions.map((at) => [name, at] as const));
  it.each(flips)('should refuse %s with one changed bit at %i, by name', async (name, at) => {
    // The difference of a second release has lines; every position is inside of every file.
    const { code, text } = await verify(tampered(edit(name, flip(at))), '--key', key);
    expect(code).toBe(1);
    expect(text).toContain(name);
    expect(text).toContain('REFUSED');
  });

  it('should name the line of a changed plate', async () => {
    const change = edit('rows.ndjson', (bytes) =>
      Buffer.from(bytes.toString('utf8').replace('苏A00012', '苏A00013')),
    );
    const { text } = await verify(tampered(change));
    expect(text).toMatch(/RELEASE_FILE_CHANGED.*rows\.ndjson.*line 13/);
    const inCsv = edit('rows.csv', (bytes) =>
      Buffer.from(bytes.toString('utf8').replace('苏A00012', '苏A00013')),
    );
    expect((await verify(tampered(inCsv))).text).toMatch(/RELEASE_FILE_CHANGED.*rows\.csv.*line 14/);
  });

  it.each([
    [
      'a missing file',
      (folder: string) => rmSync(join(folder, 'rows.csv')),
      /RELEASE_FILE_MISSING.*rows\.csv/,
    ],
    [
      'a file too many',
      (folder: string) => writeFileSync(join(folder, 'more.txt'), ''),
      /RELEASE_FILE_EXTRA.*more\.txt/,
    ],
    [
      'a file that grew',
      (folder: string) => appendFileSync(join(folder, 'rows.ndjson'), '{}\n'),
      /RELEASE_FILE_CHANGED.*rows\.ndjson/,
    ],
    [
      'a link in the place of a file',
      (folder: string) => {
        renameSync(join(folder, 'rows.csv'), join(folder, '..', 'rows.csv'));
        symlinkSync(join(folder, '..', 'rows.csv'), join(folder, 'rows.csv'));
      },
      /RELEASE_FILE_MISSING.*rows\.csv/,
    ],
    [
      'a path for a name',
      resign((manifest) => ({
        ...manifest,
        files: manifest.files.map((file) => ({ ...file, name: '../../etc/passwd' as never })),
      })),
      /MANIFEST_INVALID.*files/,
    ],
    [
      'counts that are not those of the rows',
      resign((manifest) => ({
        ...manifest,
        counts: { ...manifest.counts, byStage: { G2: manifest.counts.total } },
      })),
      /RELEASE_COUNTS.*manifest\.json/,
    ],
    [
      'changes that are not those of the difference',
      resign((manifest) => ({ ...manifest, changes: { added: 0, removed: 0, changed: 0 } })),
      /RELEASE_COUNTS.*difference\.ndjson/,
    ],
  ])('should refuse %s', async (_, change, expected) => {
    const { code, text } = await verify(tampered(change));
    expect([code, text]).toEqual([1, expect.stringMatching(expected)]);
  });

  it('should refuse what somebody else signed, however consistent', async () => {
    const { code, text } = await verify(tampered(resign((manifest) => manifest)), '--key', key);
    expect([code, text]).toEqual([1, expect.stringContaining('KEY_OTHER')]);
  });

  it('should refuse another release in the place of the one before', async () => {
    const { code, text } = await verify(folders['PARTNER 2']!, '--previous', folders['PUBLIC 1']!);
    expect([code, text]).toEqual([1, expect.stringContaining('RELEASE_NOT_PREVIOUS')]);
    const first = await verify(folders['PARTNER 1']!, '--previous', folders['PARTNER 2']!);
    expect(first).toMatchObject({ code: 1, text: expect.stringContaining('RELEASE_NOT_PREVIOUS') });
  });

  it('should refuse a key that is none', async () => {
    expect(await verify(folders['PARTNER 1']!, '--key', 'abc')).toMatchObject({
      code: 1,
      text: expect.stringContaining('KEY_UNREADABLE'),
    });
  });

  it.each([[[]], [['/nowhere/at/all']], [['a', 'b']], [['.', '--keys', 'x']]])(
    'should explain itself for %j',
    async (args) => {
      expect(await verify(...args)).toMatchObject({ code: 2 });
    },
  );
});
