import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLFloat,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLString,
  Kind,
  getArgumentValues,
  isListType,
  isNonNullType,
  isInputType,
  typeFromAST,
  valueFromAST,
  visit,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { FieldArguments } from './hot-field.js';

/**
 * Reads the arguments of one field from the variables of a request; null when a value is not plainly right, so that
 * the general way checks it again and words the refusal.
 */
export type ArgumentReader = (variables: Readonly<Record<string, unknown>>) => FieldArguments | null;

/** Answers the coerced value, or WRONG. Never called with undefined. */
type Coercion = (value: unknown) => unknown;

const WRONG = Symbol('wrong');
const MAX_INT = 2_147_483_647;
const MIN_INT = -2_147_483_648;

const SCALARS = new Map<GraphQLInputType, Coercion>([
  [GraphQLString, (value) => (typeof value === 'string' ? value : WRONG)],
  [GraphQLID, (value) => (typeof value === 'string' ? value : WRONG)],
  [GraphQLBoolean, (value) => (typeof value === 'boolean' ? value : WRONG)],
  [GraphQLFloat, (value) => (typeof value === 'number' && Number.isFinite(value) ? value : WRONG)],
  [
    GraphQLInt,
    (value) =>
      Number.isInteger(value) && Number(value) >= MIN_INT && Number(value) <= MAX_INT ? value : WRONG,
  ],
]);

function listCoercion(item: Coercion): Coercion {
  return (value) => {
    if (!Array.isArray(value)) return WRONG;
    const items: unknown[] = [];
    for (const one of value) {
      const coerced = one === undefined ? WRONG : item(one);
      if (coerced === WRONG) return WRONG;
      items.push(coerced);
    }
    return items;
  };
}

function objectCoercion(type: GraphQLInputObjectType): Coercion {
  const fields = Object.values(type.getFields()).map((field) => ({
    name: field.name,
    required: isNonNullType(field.type) && field.defaultValue === undefined,
    whenAbsent: field.defaultValue,
    coerce: coercionOf(field.type),
  }));
  const names = new Set(fields.map((field) => field.name));
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || type.isOneOf) return WRONG;
    const given = value as Readonly<Record<string, unknown>>;
    const coerced: Record<string, unknown> = {};
    for (const name in given) if (!names.has(name)) return WRONG;
    for (const { name, required, whenAbsent, coerce } of fields) {
      const one = given[name];
      if (one === undefined) {
        if (required) return WRONG;
        if (whenAbsent !== undefined) coerced[name] = whenAbsent;
        continue;
      }
      coerced[name] = coerce(one);
      if (coerced[name] === WRONG) return WRONG;
    }
    return coerced;
  };
}

function nullableCoercion(type: GraphQLInputType): Coercion {
  if (isListType(type)) return listCoercion(coercionOf(type.ofType));
  if (type instanceof GraphQLInputObjectType) return objectCoercion(type);
  if (type instanceof GraphQLEnumType) {
    const values = new Map(type.getValues().map((value): [unknown, unknown] => [value.name, value.value]));
    return (value) => (values.has(value) ? values.get(value) : WRONG);
  }
  const scalar = SCALARS.get(type);
  if (scalar !== undefined) return scalar;
  return (value) => {
    try {
      return 'parseValue' in type ? (type.parseValue(value) ?? WRONG) : WRONG;
    } catch {
      return WRONG;
    }
  };
}

function coercionOf(type: GraphQLInputType): Coercion {
  if (isNonNullType(type)) {
    const inner = nullableCoercion(type.ofType);
    return (value) => (value === null ? WRONG : inner(value));
  }
  let inner: Coercion | null = null;
  // Input types may contain themselves, so the inner coercion is built when it is first needed.
  return (value) => (value === null ? null : (inner ??= nullableCoercion(type))(value));
}

interface VariableReader {
  readonly name: string;
  readonly required: boolean;
  readonly whenAbsent: unknown;
  readonly coerce: Coercion;
}

function variableReaders(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
): readonly VariableReader[] {
  return (operation.variableDefinitions ?? []).map((definition) => {
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type)) throw new Error(`variable ${definition.variable.name.value} has no input type`);
    const whenAbsent: unknown =
      definition.defaultValue === undefined ? undefined : valueFromAST(definition.defaultValue, type);
    return {
      name: definition.variable.name.value,
      required: isNonNullType(type) && whenAbsent === undefined,
      whenAbsent,
      coerce: coercionOf(type),
    };
  });
}

/** Null when a variable is not plainly right. */
function readVariables(
  readers: readonly VariableReader[],
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> | null {
  const values: Record<string, unknown> = {};
  for (const { name, required, whenAbsent, coerce } of readers) {
    if (!Object.hasOwn(given, name)) {
      if (required) return null;
      if (whenAbsent !== undefined) values[name] = whenAbsent;
      continue;
    }
    const value = given[name];
    const coerced = value === undefined ? WRONG : coerce(value);
    if (coerced === WRONG) return null;
    values[name] = coerced;
  }
  return values;
}

function mentionsVariable(node: FieldNode): boolean {
  let found = false;
  for (const argument of node.arguments ?? []) {
    visit(argument, {
      Variable() {
        found = true;
      },
    });
  }
  return found;
}

/** Compiles the reading of a field's arguments; the outcome equals that of graphql-js or is null. */
export function compileArguments(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): ArgumentReader {
  const readers = variableReaders(schema, operation);
  const constant = mentionsVariable(node) ? null : getArgumentValues(field, node, {});
  const plain = (node.arguments ?? []).every((argument) => argument.value.kind === Kind.VARIABLE);
  const variableOf = new Map(
    (node.arguments ?? []).map((argument) => [
      argument.name.value,
      argument.value.kind === Kind.VARIABLE ? argument.value.name.value : '',
    ]),
  );
  const readPlain = (values: Readonly<Record<string, unknown>>): FieldArguments | null => {
    const args: Record<string, unknown> = {};
    for (const { name, defaultValue, type } of field.args) {
      const variable = variableOf.get(name);
      const value = variable === undefined ? undefined : values[variable];
      if (value !== undefined) args[name] = value;
      else if (defaultValue !== undefined) args[name] = defaultValue;
      else if (isNonNullType(type)) return null;
      if (args[name] === null && isNonNullType(type)) return null;
    }
    return args;
  };
  return (given) => {
    const values = readVariables(readers, given);
    if (values === null) return null;
    if (constant !== null) return constant;
    if (plain) return readPlain(values);
    try {
      return getArgumentValues(field, node, values);
    } catch {
      return null;
    }
  };
}
