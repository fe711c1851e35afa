import { execute, type ExecutionResult } from 'graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayDo } from '../auth/authorise.js';
import type { Authenticator } from '../auth/authenticator.js';
import type { Clock } from '../context/clock.js';
import type { Actor, RequestContext } from '../context/request-context.js';
import { AppError } from '../errors/app-error.js';
import { isErrorCode, type ErrorCode } from '../errors/catalogue.js';
import { originsOf, recogniseError } from '../errors/recognise-error.js';
import { HEAVY_COST, type RateLimiter } from '../limits/rate-limiter.js';
import { Exchange } from './exchange.js';
import { GraphqlContext, type Outcome } from './graphql-context.js';
import type { FieldArguments } from './hot-field.js';
import type { HotPlan } from './hot-plan.js';
import { isThenable } from './thenable.js';
import { isJsonInUtf8 } from './media-type.js';
import type { Operation, OperationSetting } from './operation.js';
import { OperationCache } from './operation-cache.js';
import { bearerTokenOf, textHeader } from './request-headers.js';
import type { RequestJournal } from './request-journal.js';
import { paramsOfBody, paramsOfUrl, type RequestParams } from './request-params.js';
import { RefusedRequest } from './refused-request.js';
import { answerOfRefusal, answerOfResult, answerOfText } from './response.js';

/** A header that only a preflighted request can carry: asked of every GET. */
const PREFLIGHT_HEADER = 'x-qingtu-client';

/** Refusals of the query itself, which `application/json` answers with 200; the rest refuses the HTTP request. */
const OF_THE_QUERY: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_NOT_FOUND',
  'QUERY_TOO_DEEP',
  'TOO_MANY_ALIASES',
  'TOO_MANY_DIRECTIVES',
  'TOO_MANY_TOKENS',
  'QUERY_TOO_COSTLY',
  'BAD_INPUT',
]);

const isOfTheQuery = (error: AppError): boolean => !isErrorCode(error.code) || OF_THE_QUERY.has(error.code);

const isOurFault = (error: AppError): boolean => error.code === 'INTERNAL' || error.code === 'UNAVAILABLE';

/** The cost that a refused query would have had; the other refusals come before it is counted. */
function scoreOf(errors: readonly AppError[]): number {
  const costly = errors.find((error) => error.code === 'QUERY_TOO_COSTLY');
  return Number(costly?.params['score'] ?? 0);
}

/** When to come back, after the longest of the waits that an answer names (RFC 9110 §10.2.3). */
function retryHeader(errors: readonly AppError[]): Readonly<Record<string, string>> {
  const waits = errors.map((error) => Number(error.params['retryAfterSeconds'] ?? 0));
  const longest = Math.max(0, ...waits);
  return longest === 0 ? {} : { 'retry-after': String(longest) };
}

/** The headers that HTTP wants beside a 401, a 405 and a 429. */
function headersOf({ request }: Exchange, errors: readonly AppError[]): Readonly<Record<string, string>> {
  const [first] = errors;
  if (first?.code === 'UNAUTHENTICATED') return { 'www-authenticate': 'Bearer' };
  if (first?.code !== 'METHOD_NOT_ALLOWED') return retryHeader(errors);
  return { allow: request.method === 'GET' ? 'POST' : 'GET, POST' };
}

export interface EndpointParts extends OperationSetting {
  readonly authenticator: Authenticator;
  readonly clock: Clock;
  readonly journal: RequestJournal;
  readonly rates: RateLimiter;
}

interface Question extends RequestParams {
  readonly operation: Operation;
  readonly context: RequestContext;
}

/** Answers GraphQL over HTTP: reads, limits, identifies, executes, describes errors. */
export class GraphqlEndpoint {
  readonly #operations: OperationCache;

  constructor(private readonly parts: EndpointParts) {
    this.#operations = new OperationCache(parts);
  }

  /** Answers one request. All refusals, expected or not, take the shape of a GraphQL answer. */
  handle(request: FastifyRequest, reply: FastifyReply): void {
    const exchange = this.open(request, reply);
    try {
      if (!exchange.acceptable) throw new AppError('NOT_ACCEPTABLE');
      const params = this.#readParams(request);
      const token = bearerTokenOf(request.headers);
      if (token === null) this.#answer(exchange, params, null);
      else this.#identify(exchange, params, token);
    } catch (error) {
      this.refuse(exchange, error);
    }
  }

  open(request: FastifyRequest, reply: FastifyReply): Exchange {
    return new Exchange(request, reply, this.parts.limits.maxCost);
  }

  /** Answers with errors only. */
  refuse(exchange: Exchange, error: unknown): void {
    const refusal = error instanceof RefusedRequest ? error : RefusedRequest.of(recogniseError(error));
    const errors = refusal.failures.map((failure) => failure.error);
    if (errors.some(isOurFault)) this.parts.journal.unexpected(exchange, error);
    const asData = exchange.responseType === 'application/json' && errors.every(isOfTheQuery);
    exchange.cost = scoreOf(errors);
    const status = asData ? 200 : refusal.http;
    exchange.send(status, answerOfRefusal(refusal, exchange), headersOf(exchange, errors));
    this.parts.journal.refused(exchange, errors);
  }

  #readParams(request: FastifyRequest): RequestParams {
    if (request.method === 'POST') {
      if (!isJsonInUtf8(request.headers['content-type'])) throw new AppError('MEDIA_TYPE_UNSUPPORTED');
      return paramsOfBody(request.body);
    }
    if (request.headers[PREFLIGHT_HEADER] === undefined) throw new AppError('PREFLIGHT_HEADER_REQUIRED');
    return paramsOfUrl(request.url);
  }

  #identify(exchange: Exchange, params: RequestParams, token: string): void {
    const actor = this.parts.authenticator.authenticate(token, exchange.request.ip);
    if (!isThenable(actor)) {
      this.#answerSignedIn(exchange, params, actor);
      return;
    }
    actor
      .then((found) => {
        this.#answerSignedIn(exchange, params, found);
      })
      .catch((error: unknown) => {
        this.refuse(exchange, error);
      });
  }

  #answerSignedIn(exchange: Exchange, params: RequestParams, actor: Actor | null): void {
    if (actor === null) {
      this.parts.rates.take('REQUESTS', exchange.request.ip);
      throw new AppError('UNAUTHENTICATED');
    }
    this.#answer(exchange, params, actor);
  }

  #answer(exchange: Exchange, params: RequestParams, actor: Actor | null): void {
    const { headers, method } = exchange.request;
    const caller = actor?.accountId ?? exchange.request.ip;
    this.parts.rates.take('REQUESTS', caller);
    const operation = this.#operations.find(params.query, params.operationName);
    exchange.operation = operation.label;
    if (method === 'GET' && !operation.isQuery) throw new AppError('METHOD_NOT_ALLOWED', { method });
    const context: RequestContext = {
      requestId: exchange.requestId,
      actor,
      language: exchange.language,
      purpose: textHeader(headers, 'x-purpose'),
      reference: textHeader(headers, 'x-case-no'),
      now: this.parts.clock.now(),
      address: exchange.request.ip,
    };
    exchange.cost = operation.cost(params.variables);
    if (exchange.cost >= HEAVY_COST) this.parts.rates.take('COST', caller, exchange.cost);
    const question = { ...params, operation, context };
    const { hot } = operation;
    const mayGoHot = hot !== null && actor !== null && mayDo(actor, hot.field.action);
    const args = mayGoHot ? hot.readArguments(params.variables) : null;
    if (hot !== null && args !== null) this.#answerHot(exchange, question, hot, args);
    else this.#execute(exchange, question, null);
  }

  #answerHot(exchange: Exchange, question: Question, hot: HotPlan, args: FieldArguments): void {
    hot.field
      .execute(args, question.context)
      .then(
        (value) => {
          this.#sendHot(exchange, question, hot, value);
        },
        (error: unknown) => {
          this.#execute(exchange, question, { error });
        },
      )
      .catch((error: unknown) => {
        this.refuse(exchange, error);
      });
  }

  #sendHot(exchange: Exchange, question: Question, hot: HotPlan, value: unknown): void {
    const data = hot.write(value);
    if (data === null) {
      this.#execute(exchange, question, { value });
      return;
    }
    exchange.send(200, answerOfText(data, exchange));
    this.parts.journal.answered(exchange);
  }

  /** The general way: any operation, through resolvers. */
  #execute(exchange: Exchange, question: Question, outcome: Outcome | null): void {
    const { operation, variables, context } = question;
    const result = execute({
      schema: this.parts.schema,
      document: operation.document,
      contextValue: new GraphqlContext(context, outcome),
      variableValues: variables,
      ...(operation.name === undefined ? {} : { operationName: operation.name }),
    });
    if (!isThenable(result)) {
      // Nothing was executed: most likely the variables are wrong, and then the refusal is to name the place in them.
      if (result.data === undefined) operation.checkVariables(variables);
      this.#finish(exchange, result);
      return;
    }
    result
      .then((done) => {
        this.#finish(exchange, done);
      })
      .catch((error: unknown) => {
        this.refuse(exchange, error);
      });
  }

  #finish(exchange: Exchange, result: ExecutionResult): void {
    const { text, errors } = answerOfResult(result, exchange);
    exchange.send(200, text, errors.length === 0 ? {} : retryHeader(errors));
    if (errors.length === 0) {
      this.parts.journal.answered(exchange);
      return;
    }
    errors.forEach((error, index) => {
      if (isOurFault(error))
        this.parts.journal.unexpected(exchange, originsOf(result.errors?.[index]).at(-1));
    });
    this.parts.journal.refused(exchange, errors);
  }
}
