import { parseArgs, type ParseArgsConfig } from 'node:util';

/** What was given on a command line: words, and options by name. */
export interface Given {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | undefined>>;
}

/** Reads words and `--name VALUE` options; a text instead when an option is unknown or lacks its value. */
export function readArguments(args: readonly string[], names: readonly string[]): Given | string {
  const options: ParseArgsConfig['options'] = Object.fromEntries(
    names.map((name) => [name, { type: 'string' }]),
  );
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { words: positionals, options: values as Given['options'] };
  } catch (error) {
    // The first sentence names the option; the rest explains how to give it as a word.
    return String(Reflect.get(Object(error), 'message')).split('. ', 1)[0] ?? '';
  }
}
