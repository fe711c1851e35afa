import { Injectable } from '@nestjs/common';
import type { Action } from '../../domain/access/actions.js';
import {
  CONTENT_FILES,
  MANIFEST_FILE,
  SIGNATURE_FILE,
  type ContentFile,
  type ReleaseEdition,
  type ReleaseFile,
  type ReleaseList,
} from '../../domain/release/release-list.js';
import {
  manifestText,
  RELEASE_FORMAT,
  signedBytes,
  type DescribedFile,
  type Manifest,
} from '../../domain/release/release-manifest.js';
import { UnsortedReleaseError } from '../../domain/release/release-difference.js';
import { civilDateOf, type Instant } from '../../domain/shared/time.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { uuidV7 } from '../../platform/context/ids.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { FileStore } from '../../platform/files/file-store.js';
import type { FileMeta, StoredFile } from '../../platform/files/stored-file.js';
import { SiteSigner } from '../../platform/secrets/site-signer.js';
import { FileFeed } from './file-feed.js';
import { ReleaseSourceRepository } from './release-source.repository.js';
import { ReleaseRepository, type Release, type ReleasedFile } from './release.repository.js';
import { ReleaseWriter, type WrittenRows } from './release-writer.js';
import { linesInPieces } from './text-lines.js';
import { Turns } from './turns.js';

/** Files of a release that never came to be are swept after a day. */
const DRAFT_LIFE_MS = 86_400_000;

const MEDIA_TYPES: Readonly<Record<ReleaseFile, string>> = {
  'rows.ndjson': 'application/x-ndjson',
  'rows.csv': 'text/csv; charset=utf-8',
  'difference.ndjson': 'application/x-ndjson',
  'manifest.json': 'application/json',
  'manifest.sig': 'text/plain; charset=us-ascii',
};

/** The action that reading an edition needs. */
export const readActionOf = (edition: ReleaseEdition): Action =>
  edition === 'PARTNER' ? 'release.read-partner' : 'release.read-public';

export interface ReleaseWanted {
  readonly list: ReleaseList;
  readonly edition: ReleaseEdition;
  readonly now: Instant;
}

interface Feeds {
  readonly feeds: Readonly<Record<ContentFile, FileFeed>>;
  readonly abandon: () => Promise<void>;
}

/**
 * Makes releases. All of one becomes visible with the transaction that it is made in, or nothing: the files are written
 * to expire and kept by that transaction, and the number is the next one only there.
 */
@Injectable()
export class ReleaseMaker {
  readonly #turns = new Turns();

  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly signer: SiteSigner,
    private readonly settings: SiteSettings,
    private readonly releases: ReleaseRepository,
    private readonly source: ReleaseSourceRepository,
  ) {}

  /**
   * Makes the next release, or gives the one that somebody else made while this one waited for its turn: two who ask at
   * once want the same. The turn is taken before a connection is, so that those who wait cannot starve the one who works.
   * @param finish what else belongs into the transaction
   */
  async make<T>(
    wanted: ReleaseWanted,
    finish: (tx: Tx, make: () => Promise<Release>) => Promise<T>,
  ): Promise<T> {
    const { list, edition } = wanted;
    const before = await this.releases.newest(this.database, list, edition);
    return this.#turns.take(() =>
      this.database.transaction((tx) =>
        finish(tx, async () => {
          await this.releases.lock(tx, list, edition);
          const newest = await this.releases.newest(tx, list, edition);
          const wasMade = newest !== null && newest.number > (before?.number ?? 0);
          return wasMade ? newest : this.#makeNext(tx, wanted, newest);
        }),
      ),
    );
  }

  async #makeNext(tx: Tx, wanted: ReleaseWanted, previous: Release | null): Promise<Release> {
    const { feeds, abandon } = this.#openFeeds(wanted);
    try {
      const written = await this.#writeRows(tx, wanted, previous, feeds);
      return await this.#publish(tx, wanted, previous, written, feeds);
    } catch (error) {
      await abandon();
      if (!(error instanceof UnsortedReleaseError) || previous === null) throw error;
      throw new AppError('RELEASE_BEFORE_DAMAGED', { number: previous.number }, { field: 'list' });
    }
  }

  #openFeeds({ edition, now }: ReleaseWanted): Feeds {
    const open = (name: ContentFile): FileFeed =>
      new FileFeed(this.files, this.#meta(name, edition, now), now);
    const feeds = {
      'rows.ndjson': open('rows.ndjson'),
      'rows.csv': open('rows.csv'),
      'difference.ndjson': open('difference.ndjson'),
    };
    const abandon = async (): Promise<void> => {
      await Promise.all(Object.values(feeds).map((feed) => feed.abandon(this.files)));
    };
    return { feeds, abandon };
  }

  async #writeRows(
    tx: Tx,
    { list, edition, now }: ReleaseWanted,
    previous: Release | null,
    feeds: Feeds['feeds'],
  ): Promise<WrittenRows> {
    const { site } = this.settings;
    const rowsBefore = previous?.files.find(({ name }) => name === 'rows.ndjson');
    const lines = rowsBefore === undefined ? null : linesInPieces(this.files.read(rowsBefore.fileId));
    const writer = new ReleaseWriter({
      edition,
      site,
      feeds,
      vehicles: this.source.listed(tx, list, site, now),
      previous: lines,
      bearers: (plates) => this.source.bearers(tx, plates),
    });
    return writer.write();
  }

  async #publish(
    tx: Tx,
    wanted: ReleaseWanted,
    previous: Release | null,
    { counts, changes }: WrittenRows,
    feeds: Feeds['feeds'],
  ): Promise<Release> {
    const { list, edition, now } = wanted;
    const content = await Promise.all(CONTENT_FILES.map(async (name) => describe(name, feeds[name])));
    const manifest: Manifest = {
      format: RELEASE_FORMAT,
      site: this.settings.site,
      list,
      edition,
      id: uuidV7(),
      number: (previous?.number ?? 0) + 1,
      date: civilDateOf(now),
      madeAt: now,
      previous: previous && {
        id: previous.id,
        number: previous.number,
        manifestSha256: previous.manifestSha256,
      },
      files: content.map(({ described }) => described),
      counts,
      changes,
      keyId: this.signer.keyId,
      publicKey: this.signer.publicKey,
    };
    const text = manifestText(manifest);
    const signature = this.signer.sign(signedBytes(text)).toString('base64');
    const proof = [
      await this.#writeSmall(wanted, MANIFEST_FILE, text),
      await this.#writeSmall(wanted, SIGNATURE_FILE, `${signature}\n`),
    ];
    const files = [...content.map(({ released }) => released), ...proof];
    const release = {
      ...{ id: manifest.id, list, edition, number: manifest.number, madeOn: manifest.date, madeAt: now },
      ...{ rows: counts.total, ...changes, keyId: manifest.keyId, publicKey: manifest.publicKey },
      manifestSha256: proof[0]?.sha256 ?? '',
      files,
    };
    await this.releases.insert(tx, release);
    await this.files.keep(
      tx,
      files.map(({ fileId }) => fileId),
    );
    return release;
  }

  async #writeSmall({ edition, now }: ReleaseWanted, name: ReleaseFile, text: string): Promise<ReleasedFile> {
    const feed = new FileFeed(this.files, this.#meta(name, edition, now), now);
    await feed.write(text, 0);
    const { id, size, sha256 } = await feed.end();
    return { name, fileId: id, rows: null, bytes: size, sha256 };
  }

  #meta(name: ReleaseFile, edition: ReleaseEdition, now: Instant): FileMeta {
    return {
      name,
      mediaType: MEDIA_TYPES[name],
      purpose: 'RELEASE',
      readAction: readActionOf(edition),
      onlyAccount: null,
      expiresAt: new Date(Date.parse(now) + DRAFT_LIFE_MS).toISOString(),
    };
  }
}

async function describe(
  name: ContentFile,
  feed: FileFeed,
): Promise<{ described: DescribedFile; released: ReleasedFile; stored: StoredFile }> {
  const stored = await feed.end();
  const { rows } = feed;
  const { id, size, sha256 } = stored;
  return {
    described: { name, rows, bytes: size, sha256 },
    released: { name, fileId: id, rows, bytes: size, sha256 },
    stored,
  };
}
