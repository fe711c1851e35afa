import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';

interface Part {
  readonly name: string;
  stop(): Promise<unknown>;
}

/** The parts of a process in the order in which they started; they stop in the opposite order, each with a time limit. */
export class Lifecycle {
  readonly #parts: Part[] = [];
  #stopping: Promise<boolean> | null = null;

  constructor(
    private readonly logger: Logger,
    private readonly graceMs: number,
  ) {}

  started(name: string, stop: () => Promise<unknown>): void {
    this.#parts.push({ name, stop });
  }

  /** Stops everything once, however often it is called. @returns whether every part stopped in time and without error. */
  stop(): Promise<boolean> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<boolean> {
    let clean = true;
    for (const part of [...this.#parts].reverse()) {
      clean = (await this.#stopOne(part)) && clean;
    }
    return clean;
  }

  async #stopOne(part: Part): Promise<boolean> {
    const timer = new AbortController();
    try {
      const late = delay(this.graceMs, 'late', { signal: timer.signal, ref: false });
      const outcome = await Promise.race([part.stop(), late]);
      if (outcome === 'late') throw new Error(`did not stop within ${this.graceMs} ms`);
      this.logger.info({ part: part.name }, 'stopped');
      return true;
    } catch (error) {
      this.logger.error({ part: part.name, err: error }, 'did not stop cleanly');
      return false;
    } finally {
      timer.abort();
    }
  }
}
