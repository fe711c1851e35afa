import { Injectable } from '@nestjs/common';
import type { Action } from '../../domain/access/actions.js';
import type { RequestContext } from '../context/request-context.js';

/** Arguments as GraphQL coerced them: defaults applied, enums as their internal values, inputs as plain objects. */
export type FieldArguments = Readonly<Record<string, unknown>>;

/**
 * A query field that is asked thousands of times a second. When an operation asks this field alone, it is compiled
 * once and answered past the resolver machinery. The ordinary resolver of the same name must call the same service:
 * it serves every other query, and pipes run only there, so `execute` checks its arguments itself.
 */
export interface HotField {
  /** Name of the field of `Query`. */
  readonly name: string;
  /** What a caller must be allowed to do; the caller is known to be allowed when `execute` is called. */
  readonly action: Action;
  execute(args: FieldArguments, context: RequestContext): Promise<unknown>;
}

/** The hot fields of the process; a feature adds its own when its module starts. */
@Injectable()
export class HotFields {
  readonly #byName = new Map<string, HotField>();

  /** @throws Error when two fields claim one name. */
  add(field: HotField): void {
    if (this.#byName.has(field.name)) throw new Error(`two hot fields are named ${field.name}`);
    this.#byName.set(field.name, field);
  }

  get(name: string): HotField | undefined {
    return this.#byName.get(name);
  }
}
