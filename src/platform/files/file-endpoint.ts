import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RateLimiter } from '../limits/rate-limiter.js';
import { recordAudit } from '../audit/audit-log.js';
import { authorise } from '../auth/authorise.js';
import type { Authenticator } from '../auth/authenticator.js';
import type { Clock } from '../context/clock.js';
import type { RequestContext } from '../context/request-context.js';
import type { Database } from '../database/database.js';
import { AppError } from '../errors/app-error.js';
import { bearerTokenOf, languageOf, requestIdOf, textHeader } from '../graphql/request-headers.js';
import { rangeOf, type ByteRange } from './byte-range.js';
import { checkFileName, dispositionOf } from './file-name.js';
import type { FileStore } from './file-store.js';
import type { StoredFile } from './stored-file.js';
import { isUploadKind, UPLOADS } from './upload-kinds.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface FileEndpointParts {
  readonly authenticator: Authenticator;
  readonly clock: Clock;
  readonly database: Database;
  readonly files: FileStore;
  readonly rates: RateLimiter;
  readonly limits: { readonly uploadLimitBytes: number; readonly uploadTtl: number };
}

/** Files over HTTP: what a caller brings and what it may fetch, with the same permissions and audit as the API. */
export class FileEndpoint {
  constructor(private readonly parts: FileEndpointParts) {}

  /**
   * Takes a file in: `POST /files?for=IMPORT`, the bytes as body, its name in `x-file-name` (percent-encoded UTF-8).
   * @throws AppError UNAUTHENTICATED, FORBIDDEN, BAD_INPUT, FILE_NAME_REQUIRED, FILE_NAME_INVALID, FILE_TOO_LARGE,
   *   FILE_EMPTY, RATE_LIMITED
   */
  async upload(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { files, clock, database, limits } = this.parts;
    const asked = await this.#contextOf(request);
    const kind: unknown = Reflect.get(request.query as object, 'for');
    if (!isUploadKind(kind)) throw new AppError('BAD_INPUT', { reason: 'IMPORT' }, { field: 'for' });
    const { action, mediaType } = UPLOADS[kind];
    const { context, actor } = authorise(asked, action);
    this.parts.rates.take('UPLOADS', actor.accountId);
    const name = checkFileName(textHeader(request.headers, 'x-file-name'), 'x-file-name');
    const { uploadLimitBytes: maxBytes, uploadTtl } = limits;
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
      throw new AppError('FILE_TOO_LARGE', { maximum: maxBytes });
    }
    const now = clock.now();
    const expiresAt = new Date(Date.parse(now) + uploadTtl * 1000).toISOString();
    const body =
      request.body instanceof Readable ? (request.body as AsyncIterable<Uint8Array>) : Readable.from([]);
    const file = await files.write(
      { name, mediaType, purpose: kind, readAction: action, onlyAccount: actor.accountId, expiresAt },
      body,
      { maxBytes, now },
    );
    if (file.size === 0) {
      await files.remove(file.id);
      throw new AppError('FILE_EMPTY');
    }
    const entry = { action: 'file.upload', subjects: [file.id], detail: { for: kind, size: file.size } };
    await database.transaction((tx) => recordAudit(tx, context, entry));
    const { id, size, sha256 } = file;
    await reply.status(201).send({ id, name, size, sha256, expiresAt });
  }

  /**
   * Gives a file out: `GET /files/ID`, whole or from where a broken download ended (Range, If-Range; RFC 9110).
   * @throws AppError UNAUTHENTICATED, FORBIDDEN, PURPOSE_REQUIRED, NOT_FOUND (also for a file of somebody else),
   *   RANGE_UNSATISFIABLE
   */
  async download(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const asked = await this.#contextOf(request);
    if (asked.actor === null) throw new AppError('UNAUTHENTICATED');
    const file = await this.#visibleFile(String(Reflect.get(request.params as object, 'id')), asked);
    const { context } = authorise(asked, file.readAction);
    const etag = `"${file.sha256}"`;
    this.#describe(reply, file, etag);
    if (request.headers['if-none-match'] === etag) return void reply.status(304).send();
    const ifRange = request.headers['if-range'];
    const mayResume = ifRange === undefined || ifRange === etag;
    const range = mayResume ? rangeOf(request.headers.range, file.size) : null;
    if (range === 'UNSATISFIABLE') {
      void reply.header('content-range', `bytes */${file.size}`);
      throw new AppError('RANGE_UNSATISFIABLE', { size: file.size });
    }
    if (request.method !== 'HEAD') await this.#auditDownload(context, file, range);
    await this.#send(request, reply, file, range);
  }

  async #contextOf(request: FastifyRequest): Promise<RequestContext> {
    const { headers } = request;
    const token = bearerTokenOf(headers);
    const actor = token === null ? null : await this.parts.authenticator.authenticate(token, request.ip);
    if (token !== null && actor === null) throw new AppError('UNAUTHENTICATED');
    return {
      requestId: requestIdOf(headers['x-request-id']),
      actor,
      language: languageOf(headers['accept-language']),
      purpose: textHeader(headers, 'x-purpose'),
      reference: textHeader(headers, 'x-case-no'),
      now: this.parts.clock.now(),
      address: request.ip,
    };
  }

  /** A file of somebody else and one that has expired are not told apart from one that never was. */
  async #visibleFile(id: string, { actor, now }: RequestContext): Promise<StoredFile> {
    const file = UUID.test(id) ? await this.parts.files.find(id) : null;
    const isMine = file?.onlyAccount == null || file.onlyAccount === actor?.accountId;
    const isThere = file?.expiresAt == null || file.expiresAt > now;
    if (file === null || !isMine || !isThere) throw new AppError('NOT_FOUND');
    return file;
  }

  #describe(reply: FastifyReply, file: StoredFile, etag: string): void {
    void reply.headers({
      'content-type': file.mediaType,
      'content-disposition': dispositionOf(file.name),
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-store',
      etag,
    });
  }

  #auditDownload(context: RequestContext, file: StoredFile, range: ByteRange | null): Promise<void> {
    const detail = { purpose: file.purpose, size: file.size, from: range?.start ?? 0 };
    const entry = { action: 'file.download', subjects: [file.id], detail };
    return this.parts.database.transaction((tx) => recordAudit(tx, context, entry));
  }

  async #send(
    request: FastifyRequest,
    reply: FastifyReply,
    file: StoredFile,
    range: ByteRange | null,
  ): Promise<void> {
    const { start, end } = range ?? { start: 0, end: file.size };
    if (range !== null) void reply.header('content-range', `bytes ${start}-${end - 1}/${file.size}`);
    void reply.status(range === null ? 200 : 206).header('content-length', end - start);
    if (request.method === 'HEAD') return void reply.send();
    // Once the status is sent a caller learns of a failure by a body that breaks off before its length.
    await reply.send(Readable.from(this.parts.files.read(file.id, start, end)));
  }
}
