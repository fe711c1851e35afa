import {
  GraphQLError,
  Kind,
  Lexer,
  Source,
  TokenKind,
  parse,
  visit,
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { AppError } from '../errors/app-error.js';

/** How large a query may be; see AppConfig.graphql. */
export interface QueryLimits {
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxTokens: number;
  readonly maxCost: number;
}

/** A hostile text is not counted to its end: beyond this many times the limit the score is a lower bound. */
const COUNT_UP_TO = 10;

function countTokens(text: string, stopAt: number): number {
  const lexer = new Lexer(new Source(text));
  let count = 0;
  while (count < stopAt && lexer.advance().kind !== TokenKind.EOF) count += 1;
  return count;
}

/**
 * Parses a query text.
 * @throws AppError TOO_MANY_TOKENS with score and maximum, GRAPHQL_PARSE_FAILED with the parser's own words.
 */
export function parseQuery(text: string, maxTokens: number): DocumentNode {
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.includes('tokens. Parsing aborted')) {
      const score = countTokens(text, maxTokens * COUNT_UP_TO);
      throw new AppError('TOO_MANY_TOKENS', { score, maximum: maxTokens });
    }
    throw error;
  }
}

interface Measure {
  readonly depth: number;
  readonly aliases: number;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const levelOf = (selection: SelectionNode): number =>
  selection.kind === Kind.FIELD && selection.name.value !== 'ofType' ? 1 : 0;

/**
 * Measures selections with their fragments spread out, as they will be run. A field repeated beside itself counts as an
 * alias: validation compares every pair of them. The wrapper chain `ofType` of an
 * introspection adds no level: every tool asks nine of them, and they lead nowhere but to the next wrapper.
 */
function measureSelections(set: SelectionSetNode, fragments: Fragments, done: Map<string, Measure>): Measure {
  let depth = 0;
  let aliases = 0;
  const names = new Set<string>();
  for (const selection of set.selections) {
    let inner: Measure = { depth: 0, aliases: 0 };
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      inner = measureFragment(selection.name.value, fragments, done);
    } else if (selection.selectionSet !== undefined) {
      inner = measureSelections(selection.selectionSet, fragments, done);
    }
    depth = Math.max(depth, inner.depth + levelOf(selection));
    aliases += inner.aliases;
    if (selection.kind === Kind.FIELD) {
      if (selection.alias !== undefined || names.has(selection.name.value)) aliases += 1;
      names.add(selection.name.value);
    }
  }
  return { depth, aliases };
}

function measureFragment(name: string, fragments: Fragments, done: Map<string, Measure>): Measure {
  const known = done.get(name);
  if (known !== undefined) return known;
  // Stands while the fragment is being measured, so that a cycle ends; validation refuses it afterwards.
  done.set(name, { depth: 0, aliases: 0 });
  const fragment = fragments.get(name);
  if (fragment === undefined) return { depth: 0, aliases: 0 };
  const measured = measureSelections(fragment.selectionSet, fragments, done);
  done.set(name, measured);
  return measured;
}

/** The fragments of a document by name. */
export function fragmentsOf(document: DocumentNode): Fragments {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}

/** The operations of a document, in order. */
export function operationsOf(document: DocumentNode): readonly OperationDefinitionNode[] {
  return document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

/** A field has use for `skip` and `include`; whoever writes more wants the server to describe every one of them. */
const MOST_DIRECTIVES = 4;

function checkDirectives(document: DocumentNode): void {
  visit(document, {
    enter(node: ASTNode) {
      const score = 'directives' in node ? (node.directives?.length ?? 0) : 0;
      if (score > MOST_DIRECTIVES) {
        throw new AppError('TOO_MANY_DIRECTIVES', { score, maximum: MOST_DIRECTIVES });
      }
    },
  });
}

/**
 * Refuses a document of which any operation is too deep or has too many aliases, or any part too many directives.
 * @throws AppError QUERY_TOO_DEEP, TOO_MANY_ALIASES or TOO_MANY_DIRECTIVES with score and maximum.
 */
export function checkShape(document: DocumentNode, limits: QueryLimits): void {
  checkDirectives(document);
  const fragments = fragmentsOf(document);
  const done = new Map<string, Measure>();
  for (const operation of operationsOf(document)) {
    const { depth, aliases } = measureSelections(operation.selectionSet, fragments, done);
    if (depth > limits.maxDepth) {
      throw new AppError('QUERY_TOO_DEEP', { score: depth, maximum: limits.maxDepth });
    }
    if (aliases > limits.maxAliases) {
      throw new AppError('TOO_MANY_ALIASES', { score: aliases, maximum: limits.maxAliases });
    }
  }
}
