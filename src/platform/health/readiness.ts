import { Injectable } from '@nestjs/common';

/** Something this process cannot serve without; a module adds its own to `Readiness` when it starts. */
export abstract class ReadinessProbe {
  /** Key in the health answer: short, no secrets. */
  abstract readonly name: string;
  /** Returns when all is well, throws when not. Must end by itself within a second or two. */
  abstract check(): Promise<void>;
}

/** The probes of this process. */
@Injectable()
export class Readiness {
  readonly #probes: ReadinessProbe[] = [];
  #stopping = false;

  add(probe: ReadinessProbe): void {
    this.#probes.push(probe);
  }

  get probes(): readonly ReadinessProbe[] {
    return this.#probes;
  }

  /** From now on the process is not ready: a balancer stops sending before the server stops listening. */
  stop(): void {
    this.#stopping = true;
  }

  get stopping(): boolean {
    return this.#stopping;
  }
}
