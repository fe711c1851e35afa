import { createInterface } from 'node:readline';
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
    usage: 'judge TOPIC < cases.jsonl',
    what: 'rehearses a rule: one JSON answer a case, in order, without a database',
    run: ([topic = '']) => {
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
  account: {
    usage: 'account LOGIN ROLE DIVISION ORGANISATION < password',
    what: 'makes an account, and its organisation when there is none of that name: the first administrator, say',
    run: async (args) => (await import('./account.js')).accountCommand(args, writeLine),
  },
};

/** The list of commands, for `help` and for a command that does not exist. */
export function usage(): string {
  const width = Math.max(...Object.values(COMMANDS).map((command) => command.usage.length));
  const lines = Object.values(COMMANDS).map((command) => `  ${command.usage.padEnd(width)}  ${command.what}`);
  return ['Usage: npm run --silent cli -- COMMAND', ...lines].join('\n');
}
