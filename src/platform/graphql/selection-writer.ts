import {
  GraphQLEnumType,
  GraphQLScalarType,
  GraphQLSkipDirective,
  GraphQLIncludeDirective,
  Kind,
  getDirectiveValues,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  typeFromAST,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { giveUp, leafWriter, quote, type Writer } from './leaf-writer.js';

/** What the compilation of a selection needs to know. */
export interface SelectionSource {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** Says that a selection cannot be compiled: a resolver of its own, a directive that depends on a variable. */
export class NotCompilable extends Error {}

interface FieldWriter {
  /** `,"name":` or, for the first field, `"name":`. */
  readonly prefix: string;
  /** Property of the object; null for `__typename`, whose text is `constant`. */
  readonly property: string | null;
  readonly whenAbsent: unknown;
  readonly constant: string;
  readonly write: Writer;
}

/** Name that code-first gives to the resolver of a property that has no resolver of its own. */
const PROPERTY_RESOLVER = 'rootFieldResolver';

/** Which property a field reads, found out by letting its resolver read from a recorder. */
function propertyOf(field: GraphQLField<unknown, unknown>): { property: string; whenAbsent: unknown } {
  if (field.resolve === undefined) return { property: field.name, whenAbsent: undefined };
  if (field.resolve.name !== PROPERTY_RESOLVER) throw new NotCompilable(`${field.name} has a resolver`);
  const resolve = field.resolve as (source: unknown) => unknown;
  const read: string[] = [];
  const recorder = new Proxy({}, { get: (_target, key) => void read.push(String(key)) });
  const whenAbsent = resolve(recorder);
  const [property] = read;
  if (property === undefined || read.length !== 1) throw new NotCompilable(`${field.name} reads several`);
  return { property, whenAbsent };
}

function isIncluded(node: SelectionNode): boolean {
  for (const directive of node.directives ?? []) {
    const name = directive.name.value;
    const known = name === 'skip' || name === 'include';
    if (!known || directive.arguments?.some((argument) => argument.value.kind === Kind.VARIABLE)) {
      throw new NotCompilable(`directive @${name}`);
    }
  }
  if (getDirectiveValues(GraphQLSkipDirective, node)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node)?.['if'] !== false;
}

function applies(source: SelectionSource, type: GraphQLObjectType, node: SelectionNode): boolean {
  if (node.kind === Kind.FIELD) return true;
  const condition =
    node.kind === Kind.FRAGMENT_SPREAD
      ? source.fragments.get(node.name.value)?.typeCondition
      : node.typeCondition;
  if (condition === undefined) return true;
  const named = typeFromAST(source.schema, condition);
  return named === type || (isAbstractType(named) && source.schema.isSubType(named, type));
}

/** The fields that a type answers, by response name in order of first mention (specification §6.3.2). */
function collectFields(
  source: SelectionSource,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> {
  const collected = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const fragmentOf = (node: FragmentSpreadNode): SelectionSetNode | undefined => {
    if (spread.has(node.name.value)) return undefined;
    spread.add(node.name.value);
    return source.fragments.get(node.name.value)?.selectionSet;
  };
  const collect = (set: SelectionSetNode | undefined): void => {
    for (const node of set?.selections ?? []) {
      if (!isIncluded(node)) continue;
      if (node.kind === Kind.FIELD) {
        const name = node.alias?.value ?? node.name.value;
        collected.set(name, [...(collected.get(name) ?? []), node]);
        continue;
      }
      const inner = node.kind === Kind.FRAGMENT_SPREAD ? fragmentOf(node) : node.selectionSet;
      if (applies(source, type, node)) collect(inner);
    }
  };
  sets.forEach(collect);
  return collected;
}

function compileField(
  source: SelectionSource,
  type: GraphQLObjectType,
  name: string,
  nodes: readonly FieldNode[],
): Omit<FieldWriter, 'prefix'> {
  const fieldName = nodes[0]?.name.value ?? name;
  if (fieldName === '__typename') {
    return { property: null, whenAbsent: null, constant: `"${type.name}"`, write: giveUp };
  }
  const field = type.getFields()[fieldName];
  if (field === undefined) throw new NotCompilable(`no field ${type.name}.${fieldName}`);
  const sets = nodes.flatMap((node) => node.selectionSet ?? []);
  return { ...propertyOf(field), constant: '', write: compileType(source, field.type, sets) };
}

function compileObject(
  source: SelectionSource,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): Writer {
  if (type.isTypeOf) throw new NotCompilable(`${type.name} has isTypeOf`);
  const fields: readonly FieldWriter[] = [...collectFields(source, type, sets)].map(
    ([name, nodes], index) => ({
      prefix: `${index === 0 ? '' : ','}${quote(name)}:`,
      ...compileField(source, type, name, nodes),
    }),
  );
  return (value) => {
    if (typeof value !== 'object' || value === null || value instanceof Error) return giveUp();
    const object = value as Readonly<Record<string, unknown>>;
    if (typeof object['then'] === 'function') return giveUp();
    let text = '{';
    for (const field of fields) {
      if (field.property === null) {
        text += field.prefix + field.constant;
        continue;
      }
      const inner = object[field.property];
      text += field.prefix + field.write(inner === undefined ? field.whenAbsent : inner);
    }
    return `${text}}`;
  };
}

type ResolveType = (value: unknown) => unknown;

function compileAbstract(
  source: SelectionSource,
  type: GraphQLAbstractType,
  sets: readonly SelectionSetNode[],
): Writer {
  const writers = new Map<unknown, Writer>();
  for (const possible of source.schema.getPossibleTypes(type)) {
    writers.set(possible.name, compileObject(source, possible, sets));
  }
  const resolve = type.resolveType as ResolveType | undefined;
  const nameOf: ResolveType = resolve ?? ((value): unknown => Reflect.get(value as object, '__typename'));
  return (value) => {
    if (typeof value !== 'object' || value === null || value instanceof Error) return giveUp();
    return (writers.get(nameOf(value)) ?? giveUp)(value);
  };
}

function compileNullable(
  source: SelectionSource,
  type: GraphQLOutputType,
  sets: readonly SelectionSetNode[],
): Writer {
  if (isListType(type)) {
    const writeItem = compileType(source, type.ofType, sets);
    return (value) => {
      if (!Array.isArray(value)) return giveUp();
      let text = '[';
      for (let index = 0; index < value.length; index += 1) {
        text += index === 0 ? writeItem(value[index]) : `,${writeItem(value[index])}`;
      }
      return `${text}]`;
    };
  }
  if (type instanceof GraphQLScalarType || type instanceof GraphQLEnumType) return leafWriter(type);
  if (isAbstractType(type)) return compileAbstract(source, type, sets);
  if (isObjectType(type)) return compileObject(source, type, sets);
  throw new NotCompilable(String(type));
}

/**
 * Compiles what is asked of a type into a writer of JSON text.
 * @throws NotCompilable when the general way must answer.
 */
export function compileType(
  source: SelectionSource,
  type: GraphQLOutputType,
  sets: readonly SelectionSetNode[],
): Writer {
  if (isNonNullType(type)) {
    const write = compileNullable(source, type.ofType, sets);
    return (value) => (value === undefined || value === null ? giveUp() : write(value));
  }
  const write = compileNullable(source, type, sets);
  return (value) => (value === undefined || value === null ? 'null' : write(value));
}
