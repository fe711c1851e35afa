import { Injectable } from '@nestjs/common';
import { encodeDelta, encodePack, type PackTools } from '../../domain/pack/pack.js';
import { readOpening, type Opening } from '../../domain/pack/pack-head.js';
import { PlateCollector, type PlateSet } from '../../domain/pack/plate-set.js';
import type { Result } from '../../domain/shared/result.js';
import { civilDateOf, type Instant } from '../../domain/shared/time.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import { ReleaseSettings } from '../../platform/config/release-settings.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { sha256 } from '../../platform/facts/sha256.js';
import { FileStore } from '../../platform/files/file-store.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { SiteSigner } from '../../platform/secrets/site-signer.js';
import { contextOfSite } from './context-of-site.js';
import { PackRepository, type PackedFile, type PlatePack } from './pack.repository.js';
import { Turns } from './turns.js';

const DRAFT_LIFE_MS = 86_400_000;
const MEDIA_TYPE = 'application/vnd.qingtu.plate-pack';

/** A pack file in memory, opened. */
interface OpenPack {
  readonly file: Uint8Array;
  readonly opening: Opening;
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new AppError(result.error);
  return result.value;
}

/** Packs of all plates under supervision, for devices that search them without a network. */
@Injectable()
export class PackService {
  readonly #turns = new Turns();
  readonly #tools: PackTools;

  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly packs: PackRepository,
    private readonly signer: SiteSigner,
    private readonly settings: SiteSettings,
    private readonly releaseSettings: ReleaseSettings,
  ) {
    this.#tools = { sha256, sign: (bytes) => signer.sign(bytes) };
  }

  /** A page of packs, the newest first, from below the given number. @throws AppError of `authorise` */
  async list(context: RequestContext, below: number, size: number): Promise<PlatePack[]> {
    const authorised = authorise(context, 'pack.read');
    return this.database.transaction(async (tx) => {
      const page = await this.packs.page(tx, below, size);
      const subjects = page.map(({ id }) => id);
      await recordAudit(tx, authorised.context, { action: 'pack.list', subjects, detail: { size } });
      return page;
    });
  }

  /**
   * Makes a pack and what changed since an earlier one, the last one when none is named; once for each idempotency key.
   * @throws AppError PACK_UNKNOWN, IDEMPOTENCY_CONFLICT and those of `authorise`
   */
  async make(context: RequestContext, idempotencyKey: string, since: string | null): Promise<PlatePack> {
    const authorised = authorise(context, 'pack.make');
    const key = { operation: 'pack.make', key: idempotencyKey, body: { since } };
    const pack = await this.#inTurn(since, context.now, async (tx, makeNext) => {
      const made = await once(tx, context, key, async () => {
        const { id, number } = await makeNext();
        const entry = { action: 'pack.make', subjects: [id], detail: { number, since } };
        await recordAudit(tx, authorised.context, entry);
        return { id };
      });
      return this.packs.find(tx, made.id);
    });
    if (pack === null) throw new AppError('NOT_FOUND');
    return pack;
  }

  /** Makes a pack on the word of whoever runs the machine. @throws AppError PACK_UNKNOWN */
  makeForSite(since: string | null, now: Instant): Promise<PlatePack> {
    return this.#inTurn(since, now, async (tx, makeNext) => {
      const pack = await makeNext();
      const entry = { action: 'pack.make', subjects: [pack.id], detail: { number: pack.number, since } };
      await recordAudit(tx, contextOfSite(now), entry);
      return pack;
    });
  }

  /** Makes the pack of the day, when the day has none yet. */
  async makeDue(now: Instant): Promise<PlatePack | null> {
    const newest = await this.packs.newest(this.database);
    const isDue = newest === null || civilDateOf(newest.madeAt) !== civilDateOf(now);
    return isDue ? this.makeForSite(null, now) : null;
  }

  /** Two who ask at once want the same pack; the turn is taken before a connection is. */
  async #inTurn<T>(
    since: string | null,
    now: Instant,
    finish: (tx: Tx, make: () => Promise<PlatePack>) => Promise<T>,
  ): Promise<T> {
    const before = await this.packs.newest(this.database);
    return this.#turns.take(() =>
      this.database.transaction((tx) =>
        finish(tx, async () => {
          await this.packs.lock(tx);
          const newest = await this.packs.newest(tx);
          const wasMade = newest !== null && newest.number > (before?.number ?? 0);
          if (wasMade && since === null) return newest;
          const base = since === null ? newest : await this.#known(tx, since);
          return this.#makeNext(tx, (newest?.number ?? 0) + 1, base, now);
        }),
      ),
    );
  }

  async #known(tx: Tx, id: string): Promise<PlatePack> {
    const pack = await this.packs.find(tx, id);
    if (pack === null) throw new AppError('PACK_UNKNOWN', {}, { field: 'since' });
    return pack;
  }

  async #makeNext(tx: Tx, number: number, base: PlatePack | null, now: Instant): Promise<PlatePack> {
    const plates = await this.#collect(tx, now);
    const { site } = this.settings;
    const expiresAt = new Date(Date.parse(now) + this.releaseSettings.packTtl * 1000).toISOString();
    const { keyId, publicKey } = this.signer;
    const name = { site, id: uuidV7(), number, madeAt: now, expiresAt, keyId, publicKey };
    const file = encodePack(plates, name, this.#tools);
    const pack = {
      ...{ id: name.id, number, madeAt: now, expiresAt, plates: plates.keys.length, keyId, publicKey },
      file: await this.#store(`plates-${number}.pack`, file, now),
      delta:
        base === null
          ? null
          : await this.#storeDelta(base, { file, opening: valueOf(readOpening(file)) }, now),
    };
    await this.packs.insert(tx, pack);
    await this.files.keep(tx, [pack.file.fileId, ...(pack.delta === null ? [] : [pack.delta.fileId])]);
    return pack;
  }

  async #collect(tx: Tx, now: Instant): Promise<PlateSet> {
    const collector = new PlateCollector();
    for await (const plates of this.packs.supervised(tx, now)) {
      const unreadable = plates.find((plate) => !collector.add(plate));
      // A plate that is left out in silence would pass every gate.
      if (unreadable !== undefined)
        throw new AppError('PACK_PLATE_UNREADABLE', { plate: unreadable.plateNumber });
    }
    return collector.collected();
  }

  async #storeDelta(base: PlatePack, later: OpenPack, now: Instant): Promise<PlatePack['delta']> {
    const pieces: Buffer[] = [];
    for await (const piece of this.files.read(base.file.fileId)) pieces.push(piece);
    const file = Buffer.concat(pieces);
    const delta = valueOf(encodeDelta({ file, opening: valueOf(readOpening(file)) }, later, this.#tools));
    const { number } = later.opening.head;
    const stored = await this.#store(`plates-${base.number}-to-${number}.delta`, delta, now);
    return { ...stored, baseNumber: base.number };
  }

  async #store(name: string, bytes: Uint8Array, now: Instant): Promise<PackedFile> {
    const expiresAt = new Date(Date.parse(now) + DRAFT_LIFE_MS).toISOString();
    const {
      id,
      size,
      sha256: hash,
    } = await this.files.write(
      { name, mediaType: MEDIA_TYPE, purpose: 'PACK', readAction: 'pack.read', onlyAccount: null, expiresAt },
      oncePiece(bytes),
      { maxBytes: null, now },
    );
    return { fileId: id, bytes: size, sha256: hash };
  }
}

async function* oncePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
