import type { RequestContext } from '../context/request-context.js';

/** What a hot field already answered for this request. */
export type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** The context object of one GraphQL request: whose it is, and what its loaders share. */
export class GraphqlContext {
  readonly #shared = new Map<unknown, unknown>();
  #outcome: Outcome | null;

  constructor(
    readonly request: RequestContext,
    outcome: Outcome | null = null,
  ) {
    this.#outcome = outcome;
  }

  /** One object per request and key, made when first asked for: where loaders keep their batches. */
  shared<T>(key: abstract new (...args: never[]) => T, make: () => T): T {
    const known = this.#shared.get(key);
    if (known !== undefined) return known as T;
    const made = make();
    this.#shared.set(key, made);
    return made;
  }

  /** The outcome of the hot field, once: a second field of the same name would have to be asked anew. */
  takeOutcome(): Outcome | null {
    const outcome = this.#outcome;
    this.#outcome = null;
    return outcome;
  }
}
