import type { JobName } from './jobs.js';

/** JSON only: a job outlives the process that asked for it. */
export type JobData = Readonly<Record<string, string | number | boolean | null>>;

/** One attempt at a job. */
export interface JobAttempt {
  /** Whether a failure is final. */
  readonly isLastAttempt: boolean;
  /** Says how far the job is, for whoever watches the queue. */
  progress(value: Readonly<Record<string, number | string>>): Promise<void>;
}

/** The one place that does a job; a `.processor.ts` implements it with a single service call. */
export abstract class JobHandler {
  abstract readonly name: JobName;

  /** Runs the job. A throw is a failed run, tried again as often as the job's definition says. */
  abstract handle(data: JobData, attempt: JobAttempt): Promise<void>;
}

/** Finds the handler of a job. @throws Error at start when a name has no handler, or two. */
export class JobRegistry {
  readonly #handlers = new Map<string, JobHandler>();

  constructor(names: readonly string[], handlers: readonly JobHandler[]) {
    for (const handler of handlers) {
      if (!names.includes(handler.name)) throw new Error(`a handler for the unknown job ${handler.name}`);
      if (this.#handlers.has(handler.name)) throw new Error(`two handlers for the job ${handler.name}`);
      this.#handlers.set(handler.name, handler);
    }
    const missing = names.filter((name) => !this.#handlers.has(name));
    if (missing.length > 0) throw new Error(`no handler for the job ${missing.join(', ')}`);
  }

  /** @throws Error for a name that no definition has: never completed in silence. */
  handlerOf(name: string): JobHandler {
    const handler = this.#handlers.get(name);
    if (handler === undefined) throw new Error(`unknown job ${name}`);
    return handler;
  }
}
