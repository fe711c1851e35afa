import { fork, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const STOP_WITHIN_MS = 15_000;
const READY_WITHIN_MS = 60_000;
const PAUSE_MS = 100;

/** A process of the measurement: the service, a reference or the load generator. */
export class Child {
  #failure: Error | null = null;

  private constructor(
    readonly name: string,
    private readonly process: ChildProcess,
  ) {
    process.once('exit', (code, signal) => {
      this.#failure = new Error(`${name} ended with ${String(code ?? signal)}`);
    });
  }

  /**
   * Starts a program of the build.
   * @param program path of its source inside the project, `bench/load-generator.ts`
   * @param options of node, as the program is started in production
   */
  static start(
    name: string,
    program: string,
    environment: Readonly<Record<string, string>> = {},
    options: readonly string[] = [],
  ): Child {
    const path = fileURLToPath(new URL(`../${program.replace(/\.ts$/, '.js')}`, import.meta.url));
    const { PATH = '', HOME = '', BENCH_NODE_OPTIONS = '' } = process.env;
    const execArgv = [...options, ...BENCH_NODE_OPTIONS.split(' ')].filter((option) => option !== '');
    const env = { PATH, HOME, ...environment };
    return new Child(name, fork(path, [], { env, execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }));
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** Sends a message and waits for the answer. @throws Error when the process ends or reports a failure */
  ask<A>(message: object): Promise<A> {
    return new Promise<A>((resolve, reject) => {
      const ended = (): void => {
        reject(this.#failure ?? new Error(`${this.name} ended`));
      };
      this.process.once('exit', ended);
      this.process.once('message', (answer: { readonly ok: boolean; readonly value: unknown }) => {
        this.process.off('exit', ended);
        if (answer.ok) resolve(answer.value as A);
        else reject(new Error(`${this.name}: ${String(answer.value)}`));
      });
      this.process.send(message);
    });
  }

  /** Waits until the URL answers 200. */
  async ready(url: string): Promise<void> {
    const until = Date.now() + READY_WITHIN_MS;
    for (;;) {
      if (this.#failure !== null) throw this.#failure;
      const status = await fetch(url).then(
        (response) => response.status,
        () => 0,
      );
      if (status === 200) return;
      if (Date.now() > until) throw new Error(`${this.name} is not ready: ${url} answers ${status}`);
      await delay(PAUSE_MS);
    }
  }

  async stop(): Promise<void> {
    if (this.#failure !== null) return;
    const ended = new Promise<void>((resolve) => this.process.once('exit', () => resolve()));
    this.process.kill('SIGTERM');
    const killer = setTimeout(() => this.process.kill('SIGKILL'), STOP_WITHIN_MS);
    await ended;
    clearTimeout(killer);
  }
}

/** In a child: answers each message of the parent with what the work gives. */
export function answerParent(work: (message: never) => Promise<unknown>): void {
  process.on('message', (message) => {
    work(message as never).then(
      (value) => process.send?.({ ok: true, value }),
      (error: unknown) =>
        process.send?.({ ok: false, value: error instanceof Error ? error.stack : String(error) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
  process.on('SIGTERM', () => process.exit(0));
}

/** A port of the loopback interface that nobody uses. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
