import { FileStore } from '../../src/platform/files/file-store.js';
import { Keyring } from '../../src/platform/secrets/keyring.js';
import { SiteSigner } from '../../src/platform/secrets/site-signer.js';
import type { DynamicModule, Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ApiModule } from '../../src/apps/api/api.module.js';
import { payloadRegistry } from '../../src/apps/process/payloads.js';
import { ALLOWED_ACTION, PUBLIC_FIELD } from '../../src/platform/auth/allow.js';
import { TokenKey } from '../../src/platform/auth/token-settings.js';
import { JobSending } from '../../src/platform/queue/job-sending.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { SystemClock } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { FactStore } from '../../src/platform/facts/fact-store.js';
import { createLogger } from '../../src/platform/logging/logger.js';

export type ResolverClass = new (...args: never[]) => object;

const OPERATION = 'graphql:resolver_type';
const FIELD_NAME = 'graphql:resolver_name';
const OPERATIONS: ReadonlySet<unknown> = new Set(['Query', 'Mutation', 'Subscription']);

/** The modules of the API as it is started, with parts that nobody opens: no connection is made. */
function apiModule(): DynamicModule {
  const database = new Database(new DataSource({ type: 'postgres', url: 'postgres://nowhere' }));
  const tokenKey = new TokenKey(Buffer.alloc(32));
  const facts = new FactStore(payloadRegistry());
  const keyring = new Keyring([{ id: 'none', bytes: Buffer.alloc(32) }]);
  const stores = { tokenKey, keyring, signer: new SiteSigner(Buffer.alloc(32)) };
  const files = new FileStore(database, keyring);
  const parts = { config: loadConfig({}), stores, database, clock: new SystemClock(), facts, files };
  const jobs = new (class extends JobSending {
    override send = (): Promise<string> => Promise.resolve('');
  })();
  return ApiModule.with(parts, jobs, createLogger('silent'));
}

const isDynamic = (module: unknown): module is DynamicModule =>
  typeof module === 'object' && module !== null && 'module' in module;

const metadataOf = (key: string, target: object): unknown => Reflect.getMetadata(key, target);

function partsOf(key: 'imports' | 'providers', module: Type | DynamicModule): readonly unknown[] {
  const written = metadataOf(key, isDynamic(module) ? module.module : module) ?? [];
  const given = isDynamic(module) ? (module[key] ?? []) : [];
  return [...(written as unknown[]), ...given];
}

function collect(module: Type | DynamicModule, seen: Set<unknown>, found: Set<ResolverClass>): void {
  if (seen.has(module)) return;
  seen.add(module);
  for (const provider of partsOf('providers', module)) {
    if (typeof provider === 'function' && Reflect.hasMetadata(OPERATION, provider)) {
      found.add(provider as ResolverClass);
    }
  }
  for (const inner of partsOf('imports', module)) {
    if (typeof inner === 'function' || isDynamic(inner)) collect(inner as Type | DynamicModule, seen, found);
  }
}

/** Every resolver class that the API carries, found by walking its modules; none is made. */
export function apiResolvers(): readonly ResolverClass[] {
  const found = new Set<ResolverClass>();
  collect(apiModule(), new Set(), found);
  return [...found];
}

/** What a method, or else its class, declares: an action, PUBLIC, or nothing. The same order as the guard's. */
function declarationOf(method: object, resolver: ResolverClass): string | null {
  for (const target of [method, resolver]) {
    const action = metadataOf(ALLOWED_ACTION, target);
    if (typeof action === 'string') return action;
    if (metadataOf(PUBLIC_FIELD, target) === true) return 'PUBLIC';
  }
  return null;
}

/** A field of Query, Mutation or Subscription and what it declares; `declares` is null where nothing is. */
export interface RootField {
  readonly name: string;
  readonly declares: string | null;
}

/** The root fields of resolver classes, in order of their names. */
export function rootFieldsOf(resolvers: readonly ResolverClass[]): readonly RootField[] {
  const fields = resolvers.flatMap((resolver) => {
    const prototype = resolver.prototype as object;
    return Object.getOwnPropertyNames(prototype).flatMap((name): RootField[] => {
      const method: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
      if (typeof method !== 'function') return [];
      const operation = metadataOf(OPERATION, method);
      if (!OPERATIONS.has(operation)) return [];
      const given = metadataOf(FIELD_NAME, method);
      const field = typeof given === 'string' ? given : name;
      return [{ name: `${String(operation)}.${field}`, declares: declarationOf(method, resolver) }];
    });
  });
  return fields.sort((a, b) => (a.name < b.name ? -1 : 1));
}
