import {
  GraphQLError,
  Kind,
  getNamedType,
  getNullableType,
  isCompositeType,
  isIntrospectionType,
  isListType,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  type ASTVisitor,
  TypeInfo,
  ValidationContext,
  visitWithTypeInfo,
} from 'graphql';
import {
  createComplexityRule,
  fieldExtensionsEstimator,
  type ComplexityEstimator,
  type ComplexityEstimatorArgs,
} from 'graphql-query-complexity';
import { AppError } from '../errors/app-error.js';

/** What a list is taken to hold when its field declares nothing (`@Extensions({ listFactor: n })`). */
const DEFAULT_LIST_FACTOR = 10;
/** Page size of a connection that is asked without `first`. */
export const DEFAULT_PAGE_SIZE = 20;

type AnyField = GraphQLField<unknown, unknown>;

const isConnection = (field: AnyField): boolean =>
  getNamedType(field.type).name.endsWith('Connection') && field.args.some((arg) => arg.name === 'first');

function listFactor(field: AnyField, parentName: string): number {
  if (!isListType(getNullableType(field.type)) || parentName.endsWith('Connection')) return 1;
  const declared: unknown = field.extensions['listFactor'];
  return typeof declared === 'number' ? declared : DEFAULT_LIST_FACTOR;
}

/**
 * Cost of a field that declares none: an object costs 1 and what is asked of it, a list that times its factor,
 * a connection that times its `first`, a leaf nothing. Introspection is bounded by the schema and is not multiplied.
 */
const structuralEstimator: ComplexityEstimator = (options: ComplexityEstimatorArgs): number => {
  const { field, args, childComplexity, type } = options;
  const named = getNamedType(field.type);
  if (isIntrospectionType(named)) return 1 + childComplexity;
  if (!isCompositeType(named)) return 0;
  if (isConnection(field)) {
    const first: unknown = Reflect.get(args, 'first');
    const size = typeof first === 'number' && first > 0 ? first : DEFAULT_PAGE_SIZE;
    return 1 + size * childComplexity;
  }
  return listFactor(field, type.name) * (1 + childComplexity);
};

const ESTIMATORS = [fieldExtensionsEstimator(), structuralEstimator];

const hasVariable = (node: FieldNode): boolean => {
  let found = false;
  visit(
    { kind: Kind.FIELD, name: node.name, arguments: node.arguments ?? [] },
    { Variable: () => ((found = true), undefined) },
  );
  return found;
};

const dependsOnArguments = (field: AnyField): boolean =>
  typeof field.extensions['complexity'] === 'function' || isConnection(field);

/** Whether the cost of every operation of a document is the same for all variables. */
export function hasConstantCost(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let constant = true;
  const visitor: ASTVisitor = {
    Field(node) {
      const field = types.getFieldDef();
      if (field && dependsOnArguments(field) && hasVariable(node)) constant = false;
    },
    Directive(node) {
      const name = node.name.value;
      if (name !== 'include' && name !== 'skip') return;
      if (node.arguments?.some((argument) => argument.value.kind === Kind.VARIABLE)) constant = false;
    },
  };
  visit(document, visitWithTypeInfo(types, visitor));
  return constant;
}

/** A cost, and whether it stands for every run: a field with wrong arguments is not run and was not counted. */
export interface Cost {
  readonly score: number;
  readonly complete: boolean;
}

/**
 * The cost of one operation with its variables, which must be valid.
 * @throws AppError QUERY_TOO_COSTLY with score and maximum.
 */
export function costOf(
  schema: GraphQLSchema,
  query: DocumentNode,
  operationName: string | undefined,
  variables: Readonly<Record<string, unknown>>,
  maximum: number,
): Cost {
  let complete = true;
  const types = new TypeInfo(schema);
  const context = new ValidationContext(schema, query, types, () => {
    complete = false;
  });
  let score = 0;
  const counter = createComplexityRule({
    ...(operationName === undefined ? {} : { operationName }),
    variables: { ...variables },
    estimators: ESTIMATORS,
    maximumComplexity: Infinity,
    maxQueryNodes: maximum + 1,
    onComplete: (complexity) => {
      score = complexity;
    },
  })(context);
  try {
    visit(query, visitWithTypeInfo(types, counter));
  } catch (error) {
    // With fragments spread out there are more nodes than the maximum: counting stopped there.
    if (!(error instanceof GraphQLError)) throw error;
    score = maximum + 1;
  }
  if (score > maximum) throw new AppError('QUERY_TOO_COSTLY', { score, maximum });
  return { score, complete };
}
