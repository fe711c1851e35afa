import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';

const BUILT = fileURLToPath(new URL('../../dist/src/apps/', import.meta.url));

/** A process of the service under test, with all that it wrote. */
export interface Running {
  readonly child: ChildProcess;
  output(): string;
  errors(): string;
  /** Resolves when the output contains the text; rejects when the process ends before. */
  says(text: string): Promise<void>;
  /** Exit code, null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts one of the built composition roots (`main.js`, `api/main.js` …) with this environment and no other settings. */
export function startRoot(root: string, environment: Record<string, string>, args: string[] = []): Running {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [`${BUILT}${root}`, ...args], {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  const watchers = new Set<() => void>();
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
    for (const watch of watchers) watch();
  });
  child.stderr.on('data', (data: Buffer) => {
    errors += data.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  return {
    child,
    output: () => output,
    errors: () => errors,
    ended,
    says: (text) =>
      new Promise((resolve, reject) => {
        const watch = (): void => {
          if (!output.includes(text)) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
        void ended.then((code) =>
          reject(new Error(`ended with ${code} before "${text}": ${output}${errors}`)),
        );
      }),
  };
}

/** A port that somebody holds. */
export function holdPort(): Promise<{ port: number; release(): Promise<void> }> {
  const server: Server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : 0,
        release: () => new Promise((done) => server.close(() => done())),
      });
    });
  });
}
