import { createInterface } from 'node:readline';
import { helpCommand } from './judge-help.js';
import { runJudge } from './judge.js';

/** A command of the command line. Those with a database load it only when they run, so that judge starts at once. */
export interface Command {
  readonly usage: string;
  readonly what: string;
  /** @returns the exit code. */
  run(args: readonly string[]): Promise<number>;
}

function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  judge: {
    usage: 'judge TOPIC < cases.jsonl | judge TOPIC --help',
    what: 'rehearses a rule: one JSON answer a case, in order, without a database',
    run: ([topic = '', ...more]) => {
      if ([topic, ...more].includes('--help')) return Promise.resolve(helpCommand(topic, writeLine));
      const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
      return runJudge(topic, lines, writeLine);
    },
  },
  verify: {
    usage: 'verify',
    what: 'walks every fact chain and the audit chain and names the first bad row',
    run: async () => (await import('./verify.js')).verifyCommand(writeLine),
  },
  rebuild: {
    usage: 'rebuild [--apply]',
    what: 'folds all facts again beside the live tables and reports any difference; --apply puts it right',
    run: async (args) => (await import('./rebuild.js')).rebuildCommand(args, writeLine),
  },
  import: {
    usage: 'import vehicles FILE [--feed CODE] [--swapped] [--as LOGIN] [--report FILE] [--lang zh|en]',
    what: 'reads a register (CSV or XLSX) in; what did not go in stands in FILE.report.csv; again continues or changes nothing',
    run: async (args) => (await import('./import.js')).importCommand(args, writeLine),
  },
  export: {
    usage:
      'export vehicles FILE [--list LIST] [--format F] [--encoding E] [--lang zh|en] [--as LOGIN] [--purpose CODE --case NO]',
    what: 'writes the vehicles (LIST: VEHICLES, G3, OVER_LIMIT) into a file that can be imported again',
    run: async (args) => (await import('./export.js')).exportCommand(args, writeLine),
  },
  personal: {
    usage: 'personal keys | rekey',
    what: 'tells what each key seals, of every kind, or seals all of it anew with the current key',
    run: async (args) => (await import('./personal.js')).personalCommand(args, writeLine),
  },
  zones: {
    usage: 'zones load [ID…]',
    what: 'enacts restrictions that are known by their notices, once; without ids lists them and what each lacks',
    run: async (args) => (await import('./zones.js')).zonesCommand(args, writeLine),
  },
  account: {
    usage: 'account LOGIN ROLE DIVISION ORGANISATION < password',
    what: 'makes an account, and its organisation when there is none of that name: the first administrator, say',
    run: async (args) => (await import('./account.js')).accountCommand(args, writeLine),
  },
  release: {
    usage: 'release make LIST [DIR] | release fetch ID DIR',
    what: 'makes a release of a shared list, or writes one to a folder',
    run: async (args) => (await import('./releases/release-command.js')).releaseCommand(args, writeLine),
  },
  'verify-release': {
    usage: 'verify-release DIR [--key KEY|FILE] [--previous DIR]',
    what: 'proves a release in a folder, without a database',
    run: async (args) => (await import('./releases/verify-release.js')).verifyReleaseCommand(args, writeLine),
  },
  pack: {
    usage: 'pack make [FILE] | pack find PLATE | pack apply BASE DELTA OUT',
    what: 'makes, searches and brings up to date the pack of plates for hand-held devices',
    run: async (args) => (await import('./releases/pack-command.js')).packCommand(args, writeLine),
  },
  keys: {
    usage: 'keys rotate tokens',
    what: 'gives tokens a new signing key in every process; nobody is signed out',
    run: async (args) => (await import('./keys.js')).keysCommand(args, writeLine),
  },
};

/** The list of commands, for `help` and for a command that does not exist. */
export function usage(): string {
  const width = Math.max(...Object.values(COMMANDS).map((command) => command.usage.length));
  const lines = Object.values(COMMANDS).map((command) => `  ${command.usage.padEnd(width)}  ${command.what}`);
  return ['Usage: npm run --silent cli -- COMMAND', ...lines].join('\n');
}
