import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../context/request-context.js';
import type { AnswerFrame } from './response.js';
import { negotiate, type ResponseType } from './media-type.js';
import { languageOf, requestIdOf } from './request-headers.js';

/** One request being answered: what its answer must repeat, and when it came. */
export class Exchange implements AnswerFrame {
  readonly started = performance.now();
  readonly requestId: string;
  readonly language: Language;
  readonly responseType: ResponseType;
  readonly acceptable: boolean;
  /** Label of the operation, once it is known. */
  operation = 'none';
  cost = 0;

  constructor(
    readonly request: FastifyRequest,
    readonly reply: FastifyReply,
    readonly maxCost: number,
  ) {
    const { headers } = request;
    const type = negotiate(headers.accept);
    this.requestId = requestIdOf(headers['x-request-id']);
    this.language = languageOf(headers['accept-language']);
    this.acceptable = type !== null;
    this.responseType = type ?? 'application/json';
  }

  /** Milliseconds since the request was read. */
  get elapsed(): number {
    return performance.now() - this.started;
  }

  send(status: number, text: string): void {
    this.reply
      .code(status)
      .header('content-type', `${this.responseType}; charset=utf-8`)
      .header('x-request-id', this.requestId)
      .header('cache-control', 'no-store')
      .send(text);
  }
}
