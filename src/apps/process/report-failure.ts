import { StartupError } from '../../platform/config/config.js';

/**
 * Says why a process cannot go on: a refusal in one line each, anything unforeseen with its stack because then it is a
 * defect that someone must find.
 */
export function reportFailure(error: unknown): void {
  const lines =
    error instanceof StartupError
      ? error.lines
      : [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  for (const line of lines) process.stderr.write(`qingtu: ${line}\n`);
}
