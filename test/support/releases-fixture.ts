import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openReleases, type Release } from '../../src/features/releases/index.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { statement } from '../../src/platform/database/statement.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { Keyring } from '../../src/platform/secrets/keyring.js';
import { SiteSigner } from '../../src/platform/secrets/site-signer.js';
import { createRegistry, type RegistryFixture } from './registry-fixture.js';

/** Makes a vehicle over-limit, as the facts of tests will in a later version of the service. */
export const LIST_OVER_LIMIT = statement(
  'test_over_limit',
  `INSERT INTO supervision_reason (vehicle_id, code, since, clause, facts, evidence_at)
   VALUES ($1, 'OVER_LIMIT_LISTED', '2026-01-05', 'AIR_LAW_60', '{}', '2026-01-05T00:00:00Z')`,
);

export interface ReleasesFixture extends ReturnType<typeof openReleases> {
  readonly registry: RegistryFixture;
  readonly files: FileStore;
  readonly signer: SiteSigner;
  /** The text of a file of a release. */
  textOf(release: Release, name: string): Promise<string>;
  /** The release in a folder of its own. */
  folderOf(release: Release): Promise<string>;
}

/** A folder that no other test knows. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'qingtu-release-'));

/** Releases and packs of Jiangsu over a registry of its own. */
export async function createReleases(): Promise<ReleasesFixture> {
  const registry = await createRegistry('320000');
  const { database } = registry.test;
  const files = new FileStore(database, new Keyring([{ id: 'k', bytes: Buffer.alloc(32, 1) }]));
  const signer = new SiteSigner(Buffer.alloc(32, 3));
  const config = loadConfig({ QINGTU_SITE: '320000' });
  const bytesOf = (release: Release, name: string): Promise<Buffer> => {
    const file = release.files.find((one) => one.name === name);
    return buffer(files.read(file?.fileId ?? ''));
  };
  return {
    ...openReleases({ config, database, files, signer }),
    registry,
    files,
    signer,
    textOf: async (release, name) => (await bytesOf(release, name)).toString('utf8'),
    async folderOf(release) {
      const folder = join(newFolder(), String(release.number));
      mkdirSync(folder);
      for (const { name } of release.files) writeFileSync(join(folder, name), await bytesOf(release, name));
      return folder;
    },
  };
}
