import { execFile } from 'node:child_process';
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { StartupError } from '../config/config.js';
import { prepareClusterPlace, type ClusterPlace } from './cluster-place.js';
import { generatedSecrets } from './generated-secrets.js';

const OWNER = 'qingtu';
/** The application's login; a member of `qingtu_app` and owner of nothing. */
export const SERVICE_LOGIN = 'qingtu_service';
const PORT_LINE = 3;
const START_ATTEMPTS = 10;
const START_PAUSE_MS = 150;
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  // Short statements only: compiling them costs more than it saves.
  jit: 'off',
  timezone: 'UTC',
};

const call = promisify(execFile);

/** A PostgreSQL server of our own, kept in the data folder and shared by all processes that use the folder. */
export class EmbeddedCluster {
  private constructor(
    private readonly place: ClusterPlace,
    private readonly dataDir: string,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  /**
   * Starts the server of the data folder, or finds it running (also after a kill -9 of whoever started it).
   * @param settings of the server, beside or instead of our own, when it is started here
   */
  static async open(
    dataDir: string,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<EmbeddedCluster> {
    const cluster = new EmbeddedCluster(await prepareClusterPlace(dataDir), dataDir, settings);
    await cluster.initialise();
    await cluster.start();
    return cluster;
  }

  /** Connection string of the owner for one of the cluster's databases. */
  ownerUrl(database: string): string {
    return this.url(OWNER, generatedSecrets(this.dataDir).ownerPassword.reveal(), database);
  }

  /** Connection string of the application's login. */
  serviceUrl(database: string): string {
    return this.url(SERVICE_LOGIN, generatedSecrets(this.dataDir).servicePassword.reveal(), database);
  }

  async stop(): Promise<void> {
    await this.pgCtl('stop', '-m', 'fast', '-w');
  }

  private url(user: string, password: string, database: string): string {
    return `postgres://${user}:${password}@127.0.0.1:${this.port()}/${database}`;
  }

  private get dataPath(): string {
    return join(this.place.clusterDir, 'data');
  }

  private port(): number {
    const lines = readFileSync(join(this.dataPath, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[PORT_LINE]);
  }

  private async initialise(): Promise<void> {
    if (existsSync(join(this.dataPath, 'PG_VERSION')) && existsSync(this.readyMark)) return;
    // A first start that was cut off leaves half a cluster: nothing of value is in it.
    rmSync(this.dataPath, { recursive: true, force: true });
    const passwordFile = join(this.place.clusterDir, 'first-password');
    writeFileSync(passwordFile, generatedSecrets(this.dataDir).ownerPassword.reveal(), { mode: 0o600 });
    this.give(passwordFile);
    try {
      await call(
        this.place.initdb,
        [
          `--pgdata=${this.dataPath}`,
          `--username=${OWNER}`,
          `--pwfile=${passwordFile}`,
          '--auth=scram-sha-256',
          '--encoding=UTF8',
          '--locale=C',
        ],
        { ...this.place.runAs, cwd: this.place.clusterDir },
      );
      writeFileSync(this.readyMark, '');
    } finally {
      rmSync(passwordFile, { force: true });
    }
  }

  private get readyMark(): string {
    return join(this.place.clusterDir, 'initialised');
  }

  private give(path: string): void {
    const { uid, gid } = this.place.runAs;
    if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
  }

  private async start(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      if (await this.answers()) return;
      try {
        if (!(await this.isRunning())) await this.launch();
      } catch (error) {
        // Backends of a killed server need a moment to leave; another process may be starting the same one.
        if (attempt >= START_ATTEMPTS) throw this.doesNotStart(error);
      }
      // Running without answering: a server that is coming up, or one just killed that the system still lists.
      if (attempt >= START_ATTEMPTS) throw this.doesNotStart(null);
      if (!(await this.answers())) await delay(attempt * START_PAUSE_MS);
    }
  }

  private async launch(): Promise<void> {
    const options = Object.entries({ ...SETTINGS, ...this.settings, port: await freePort() });
    const flags = options.map(([name, value]) => `-c ${name}='${value}'`).join(' ');
    await this.pgCtl('start', '-w', '-l', this.place.logFile, '-o', flags);
  }

  private doesNotStart(cause: unknown): StartupError {
    return new StartupError([`The embedded PostgreSQL does not start: see ${this.place.logFile}`], { cause });
  }

  private async answers(): Promise<boolean> {
    return existsSync(join(this.dataPath, 'postmaster.pid')) && (await accepts(this.port()));
  }

  private async isRunning(): Promise<boolean> {
    try {
      await this.pgCtl('status');
      return true;
    } catch {
      return false;
    }
  }

  private async pgCtl(command: string, ...flags: string[]): Promise<void> {
    // pg_ctl puts the server in a session of its own, so Ctrl-C reaches us alone and we stop it in order.
    await call(this.place.pgCtl, [command, '-D', this.dataPath, ...flags], {
      ...this.place.runAs,
      cwd: this.place.clusterDir,
    });
  }
}

function freePort(): Promise<number> {
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

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
