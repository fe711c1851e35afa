import {
  Kind,
  OperationTypeNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileArguments, type ArgumentReader } from './argument-reader.js';
import type { GraphqlContext } from './graphql-context.js';
import type { HotField, HotFields } from './hot-field.js';
import { quote, type Writer } from './leaf-writer.js';
import { NotCompilable, compileType, type SelectionSource } from './selection-writer.js';

/** An operation that asks one hot field alone, compiled. */
export interface HotPlan {
  readonly field: HotField;
  readonly readArguments: ArgumentReader;
  /** The `data` of the answer as JSON text; null when only the general way can complete the value. */
  write(value: unknown): string | null;
}

const wrapped = new WeakSet<object>();

/**
 * Lets the general way take over what a hot field already answered, so that completing its value or wording its error
 * does not ask twice.
 */
function letOutcomeThrough(schema: GraphQLSchema, name: string): void {
  const field = schema.getQueryType()?.getFields()[name];
  if (field === undefined || wrapped.has(field)) return;
  wrapped.add(field);
  const { resolve } = field;
  field.resolve = (source, args, context: GraphqlContext, info) => {
    const outcome = context.takeOutcome();
    if (outcome === null) return resolve?.(source, args, context, info);
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  };
}

function onlyField(operation: OperationDefinitionNode): FieldNode | null {
  const [node, ...more] = operation.selectionSet.selections;
  if (operation.operation !== OperationTypeNode.QUERY || more.length > 0 || node?.kind !== Kind.FIELD)
    return null;
  return (node.directives ?? []).length === 0 && (operation.directives ?? []).length === 0 ? node : null;
}

function dataWriter(node: FieldNode, write: Writer): (value: unknown) => string | null {
  const prefix = `{${quote(node.alias?.value ?? node.name.value)}:`;
  return (value) => {
    try {
      return `${prefix}${write(value)}}`;
    } catch (error) {
      // What the fast way cannot write, for whatever reason, the general way completes and words.
      if (error instanceof Error) return null;
      throw error;
    }
  };
}

/** Compiles an operation, or answers null when it must go the general way. */
export function compileHotPlan(
  source: SelectionSource,
  operation: OperationDefinitionNode,
  hotFields: HotFields,
): HotPlan | null {
  const node = onlyField(operation);
  const field = node === null ? undefined : hotFields.get(node.name.value);
  const definition = node === null ? undefined : source.schema.getQueryType()?.getFields()[node.name.value];
  if (node === null || field === undefined || definition === undefined) return null;
  try {
    const sets = node.selectionSet === undefined ? [] : [node.selectionSet];
    const write = dataWriter(node, compileType(source, definition.type, sets));
    const readArguments = compileArguments(source.schema, operation, definition, node);
    letOutcomeThrough(source.schema, field.name);
    return { field, readArguments, write };
  } catch (error) {
    if (error instanceof NotCompilable) return null;
    throw error;
  }
}
