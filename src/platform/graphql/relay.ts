import { createHash } from 'node:crypto';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { AppError } from '../errors/app-error.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const BASE64URL = /^[A-Za-z0-9_-]+$/;
const CHECK_LENGTH = 6;

const encode = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

/** The text behind an opaque token; null when it is not the one spelling that `encode` gives. */
function decode(token: string): string | null {
  if (!BASE64URL.test(token)) return null;
  const text = Buffer.from(token, 'base64url').toString('utf8');
  return encode(text) === token ? text : null;
}

/** The global id of an object: opaque to callers, `Type:uuid` inside. */
export const globalId = (type: string, id: string): string => encode(`${type}:${id}`);

/**
 * The type and UUID of a global id, or of a bare UUID's owner when `type` is expected.
 * @throws AppError ID_INVALID when it is malformed or names another type
 */
export function parseGlobalId(token: string, type: string, field = 'id'): string {
  const text = decode(token);
  const id = text?.startsWith(`${type}:`) === true ? text.slice(type.length + 1) : '';
  if (!UUID.test(id)) throw new AppError('ID_INVALID', { type }, { field });
  return id;
}

/** The type and UUID of any global id, for `node(id)`; null when malformed. */
export function splitGlobalId(token: string): { readonly type: string; readonly id: string } | null {
  const parts = /^([A-Za-z]+):(.+)$/.exec(decode(token) ?? '');
  const [, type, id] = parts ?? [];
  return type !== undefined && id !== undefined && UUID.test(id) ? { type, id } : null;
}

export type CursorKey = readonly (string | number | null)[];

const checkOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, CHECK_LENGTH);

/**
 * A cursor: the sort key of a row, bound to the list (name and filter) that gave it out.
 * @param list what the cursor belongs to: the list's name and a canonical text of its filter and order
 */
export function encodeCursor(list: string, key: CursorKey): string {
  const text = JSON.stringify(key);
  return encode(checkOf(`${list}\n${text}`) + text);
}

function isCursorKey(value: unknown): value is CursorKey {
  return (
    Array.isArray(value) &&
    value.every((part) => part === null || typeof part === 'string' || typeof part === 'number')
  );
}

/**
 * The sort key in a cursor.
 * @throws AppError CURSOR_INVALID when it is malformed, altered, or was given out by another list
 */
export function decodeCursor(list: string, cursor: string, field = 'after'): CursorKey {
  const whole = decode(cursor) ?? '';
  const text = whole.slice(CHECK_LENGTH);
  const invalid = (): AppError => new AppError('CURSOR_INVALID', {}, { field });
  if (checkOf(`${list}\n${text}`) !== whole.slice(0, CHECK_LENGTH)) throw invalid();
  const key: unknown = JSON.parse(text);
  if (!isCursorKey(key)) throw invalid();
  return key;
}

/** Where a page stands in its list; cursors are null on an empty page. */
export interface PagePosition {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

@ObjectType({ description: '分页信息。About a page of a list (Relay).' })
export class PageInfo implements PagePosition {
  @Field(() => Boolean, { description: '其后是否还有。Whether more follow.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: '其前是否还有。Whether there are earlier ones.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: '首条游标。Cursor of the first edge.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: '末条游标。Cursor of the last edge.' })
  endCursor!: string | null;
}

export interface Edge<N> {
  readonly cursor: string;
  readonly node: N;
}

export interface Connection<N> {
  readonly edges: readonly Edge<N>[];
  readonly pageInfo: PagePosition;
  readonly totalCount: number | null;
}

/** A page of nodes as a connection. `more` says whether the list goes on; `total` is null when nobody asked. */
export function connectionOf<N>(
  nodes: readonly N[],
  page: {
    readonly cursorOf: (node: N) => string;
    readonly more: boolean;
    readonly isFirst: boolean;
    readonly total?: number | null;
  },
): Connection<N> {
  const edges = nodes.map((node) => ({ cursor: page.cursorOf(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.more,
      hasPreviousPage: !page.isFirst,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: page.total ?? null,
  };
}

type Constructor<T = object> = abstract new (...args: never[]) => T;

/**
 * The edge and connection classes of a node for the code-first schema: `class VehicleConnection extends
 * connectionClass(VehicleModel, 'Vehicle') {}` is not needed, the classes are complete and named after `name`.
 */
export function connectionClasses<N extends object>(
  node: Constructor<N>,
  name: string,
): { readonly Edge: Constructor<Edge<N>>; readonly Connection: Constructor<Connection<N>> } {
  @ObjectType(`${name}Edge`, { description: '列表中的一条。One entry of a list.' })
  class NodeEdge implements Edge<N> {
    @Field(() => String, { description: '游标，用于 after。Cursor for `after`.' })
    cursor!: string;

    @Field(() => node, { description: '内容。The entry itself.' })
    node!: N;
  }

  @ObjectType(`${name}Connection`, { description: '分页列表。A list in pages (Relay).' })
  class NodeConnection implements Connection<N> {
    @Field(() => [NodeEdge], { description: '本页各条。The entries of this page.' })
    edges!: NodeEdge[];

    @Field(() => PageInfo, { description: '分页信息。About this page.' })
    pageInfo!: PageInfo;

    @Field(() => Int, {
      nullable: true,
      description: '总数，仅在请求时计算。Total, counted only when asked for.',
    })
    totalCount!: number | null;
  }
  return { Edge: NodeEdge, Connection: NodeConnection };
}
