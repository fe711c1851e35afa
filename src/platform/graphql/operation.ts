import {
  Kind,
  OperationTypeNode,
  getVariableValues,
  type GraphQLError,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { AppError } from '../errors/app-error.js';
import { originsOf } from '../errors/recognise-error.js';
import { compileHotPlan, type HotPlan } from './hot-plan.js';
import type { HotFields } from './hot-field.js';
import { costOf, hasConstantCost } from './query-cost.js';
import { fragmentsOf, type QueryLimits } from './query-limits.js';
import { RefusedRequest } from './refused-request.js';
import { withoutSuggestion } from './suggestions.js';

/** What all operations of one schema share. */
export interface OperationSetting {
  readonly schema: GraphQLSchema;
  readonly limits: QueryLimits;
  readonly hotFields: HotFields;
  /** Whether a stranger may learn the schema from introspection and from suggestions in errors. */
  readonly describesItself: boolean;
}

const MAX_VARIABLE_ERRORS = 50;
const PLACE_IN_MESSAGE = / at "([^"]+)"/;
const MISSING_MEMBER = /; Field "([^"]+)" of required type /;
const FIRST_INDEX = /\[(\d+)\]/;

function variableFailure(error: GraphQLError, describesItself: boolean): AppError {
  const node = error.nodes?.[0];
  const variable = node?.kind === Kind.VARIABLE_DEFINITION ? node.variable.name.value : 'variables';
  const place = PLACE_IN_MESSAGE.exec(error.message)?.[1] ?? variable;
  const missing = MISSING_MEMBER.exec(error.message)?.[1];
  const field = missing === undefined ? place : `${place}.${missing}`;
  const index = FIRST_INDEX.exec(place)?.[1];
  const row = index === undefined ? undefined : Number(index);
  const own = originsOf(error).find((one) => one instanceof AppError);
  if (own !== undefined) return new AppError({ code: own.code, params: own.params }, { field, row });
  const reason = describesItself ? error.message : withoutSuggestion(error.message);
  return new AppError('BAD_INPUT', { reason }, { field, row });
}

/** Label of an operation in metrics and logs: its root field, bounded by the schema. */
function labelOf(operation: OperationDefinitionNode): string {
  const [node, ...more] = operation.selectionSet.selections;
  return more.length === 0 && node?.kind === Kind.FIELD ? node.name.value : 'several';
}

/** One operation of a validated document, with what was worked out about it once. */
export class Operation {
  readonly label: string;
  readonly isQuery: boolean;
  readonly name: string | undefined;
  readonly #constantCost: boolean;
  #cost: number | null = null;
  #hot: HotPlan | null | undefined;

  constructor(
    private readonly setting: OperationSetting,
    readonly document: DocumentNode,
    readonly definition: OperationDefinitionNode,
  ) {
    this.label = labelOf(definition);
    this.isQuery = definition.operation === OperationTypeNode.QUERY;
    this.name = definition.name?.value;
    this.#constantCost = hasConstantCost(setting.schema, document);
  }

  /** The compiled plan when this operation asks one hot field alone. Known only after the first cost was counted. */
  get hot(): HotPlan | null {
    if (this.#hot !== undefined) return this.#hot;
    if (this.#cost === null && this.#constantCost) return null;
    const source = { schema: this.setting.schema, fragments: fragmentsOf(this.document) };
    this.#hot = compileHotPlan(source, this.definition, this.setting.hotFields);
    return this.#hot;
  }

  /**
   * The cost with these variables, which are checked only when the cost depends on them or is not known yet.
   * @throws RefusedRequest for wrong variables, AppError QUERY_TOO_COSTLY.
   */
  cost(variables: Readonly<Record<string, unknown>>): number {
    if (this.#cost !== null) return this.#cost;
    this.checkVariables(variables);
    const { schema, limits } = this.setting;
    const { score, complete } = costOf(schema, this.document, this.name, variables, limits.maxCost);
    if (this.#constantCost && complete) this.#cost = score;
    return score;
  }

  /** @throws RefusedRequest with BAD_INPUT, or the code of the scalar that refused, for each wrong variable. */
  checkVariables(variables: Readonly<Record<string, unknown>>): void {
    const definitions = this.definition.variableDefinitions ?? [];
    const read = getVariableValues(
      this.setting.schema,
      definitions,
      { ...variables },
      {
        maxErrors: MAX_VARIABLE_ERRORS,
      },
    );
    if (read.errors === undefined) return;
    const failures = read.errors.map((error) => ({
      error: variableFailure(error, this.setting.describesItself),
      ...(error.locations === undefined ? {} : { locations: error.locations }),
    }));
    throw new RefusedRequest(failures, 400);
  }
}
