import 'reflect-metadata';
import { reportFailure } from '../process/report-failure.js';
import { COMMANDS, usage } from './commands.js';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(`${usage()}\n`);
    return name === undefined ? EXIT_USAGE : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    process.stderr.write(`qingtu: unknown command ${name}\n${usage()}\n`);
    return EXIT_USAGE;
  }
  return command.run(args);
}

/** A reader that has seen enough (`| head`) closes the pipe; what was ordered is done to its end without it. */
function outliveReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

outliveReader(process.stdout);
outliveReader(process.stderr);
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  reportFailure(error);
  process.exitCode = EXIT_FAILED;
}
