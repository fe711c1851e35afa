import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
  type DocumentNode,
} from 'graphql';
import { AppError } from '../errors/app-error.js';
import type { ErrorCode } from '../errors/catalogue.js';
import { BoundedCache } from './bounded-cache.js';
import { Operation, type OperationSetting } from './operation.js';
import { checkShape, operationsOf, parseQuery } from './query-limits.js';
import { RefusedRequest } from './refused-request.js';
import { withoutSuggestion } from './suggestions.js';

const REMEMBERED_DOCUMENTS = 512;
/** Longer texts are compiled each time: a thousand of them would fill the memory. */
const LONGEST_REMEMBERED = 20_000;

const CLOSED_RULES = [...specifiedRules, NoSchemaIntrospectionCustomRule];

type Operations = ReadonlyMap<string | null, Operation>;

function refuse(
  code: ErrorCode,
  errors: readonly GraphQLError[],
  wording: (message: string) => string,
): RefusedRequest {
  const failures = errors.map((error) => ({
    error: new AppError(code, { reason: wording(error.message) }),
    ...(error.locations === undefined ? {} : { locations: error.locations }),
  }));
  return new RefusedRequest(failures, 400);
}

/** Query texts and the operations they were compiled to. Only valid ones are remembered, and not all of them. */
export class OperationCache {
  readonly #documents = new BoundedCache<string, Operations>(REMEMBERED_DOCUMENTS);

  /** What a caller may read of the library's own words. */
  readonly #wording: (message: string) => string;

  constructor(private readonly setting: OperationSetting) {
    this.#wording = setting.describesItself ? (message) => message : withoutSuggestion;
  }

  /**
   * The operation that a request asks.
   * @throws RefusedRequest or AppError: limits (with score and maximum), syntax, validation, no such operation.
   */
  find(query: string, operationName: string | null): Operation {
    let operations = this.#documents.get(query);
    if (operations === undefined) {
      operations = this.#compile(query);
      if (query.length <= LONGEST_REMEMBERED) this.#documents.set(query, operations);
    }
    const operation = operations.get(operationName);
    if (operation !== undefined) return operation;
    const reason =
      operationName === null ? 'several operations and no operationName' : `no operation ${operationName}`;
    throw new AppError('OPERATION_NOT_FOUND', { reason }, { field: 'operationName' });
  }

  #compile(query: string): Operations {
    const document = this.#parse(query);
    checkShape(document, this.setting.limits);
    const { schema, describesItself } = this.setting;
    const errors = validate(schema, document, describesItself ? specifiedRules : CLOSED_RULES);
    if (errors.length > 0) throw refuse('GRAPHQL_VALIDATION_FAILED', errors, this.#wording);
    const operations = new Map<string | null, Operation>();
    const definitions = operationsOf(document);
    for (const definition of definitions) {
      const operation = new Operation(this.setting, document, definition);
      operations.set(operation.name ?? null, operation);
      if (definitions.length === 1) operations.set(null, operation);
    }
    if (definitions.length === 0) {
      throw new AppError(
        'OPERATION_NOT_FOUND',
        { reason: 'the document has no operation' },
        { field: 'query' },
      );
    }
    return operations;
  }

  #parse(query: string): DocumentNode {
    try {
      return parseQuery(query, this.setting.limits.maxTokens);
    } catch (error) {
      if (error instanceof GraphQLError) throw refuse('GRAPHQL_PARSE_FAILED', [error], this.#wording);
      throw error;
    }
  }
}
