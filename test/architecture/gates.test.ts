import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import path from 'node:path';
import { PLANTED_IMPORTS } from './planted-imports.js';
import { PLANTED_LINT, PLANTED_LINT_TWICE, plantLongFiles, removeLongFiles } from './planted-lint.js';
import { packageScripts, ROOT, runCheck } from './static-checks.js';
import type { CheckName, CheckOutcome } from './static-checks.js';

// Whole tools run here, on machines that may be busy.
jest.setTimeout(300_000);

/** The folder of planted violations of each check, and how the tool is asked to list them for a program. */
const PLANTED: Readonly<Record<CheckName, readonly [canary: string, ...words: string[]]>> = {
  'check:format': ['format'],
  'check:lint': ['lint', '--format', 'json'],
  'check:types': ['types'],
  'check:imports': ['imports'],
  'check:dead': ['dead', '--reporter', 'json'],
};
const CHECKS = Object.keys(PLANTED) as CheckName[];

const outcomes = new Map<CheckName, CheckOutcome>();

/** The tools take seconds, so each runs once over its planted violations. */
function planted(check: CheckName): CheckOutcome {
  const [canary, ...words] = PLANTED[check];
  const outcome = outcomes.get(check) ?? runCheck(check, canary, words);
  outcomes.set(check, outcome);
  return outcome;
}

const ownFile = (canary: string, file: string): string =>
  path.relative(path.join(ROOT, 'test/architecture/canaries', canary), file);

beforeAll(plantLongFiles);
afterAll(removeLongFiles);

describe('npm run check', () => {
  it('runs every gate', () => {
    const chain = (packageScripts()['check'] ?? '').split('&&').map((step) => step.trim().split(' ').at(-1));
    expect(chain).toEqual(expect.arrayContaining([...CHECKS]));
  });

  it.each(CHECKS)('%s passes a clean sample', (check) => {
    const { status, output, complaint } = runCheck(check, 'clean');
    expect(`${status}\n${output}${complaint}`).toMatch(/^0\n/);
  });

  it.each(CHECKS)('%s fails on its planted violations', (check) => {
    expect(planted(check).status).toBeGreaterThan(0);
  });
});

interface CruiseReport {
  readonly summary: {
    readonly violations: readonly { readonly rule: { readonly name: string }; from: string; to: string }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
  };
}

describe('the direction of imports', () => {
  let found: string[] = [];
  let rules: string[] = [];

  beforeAll(() => {
    const { output } = runCheck('check:imports', 'imports', ['--output-type', 'json']);
    const { violations, ruleSetUsed } = (JSON.parse(output) as CruiseReport).summary;
    const packageName = (to: string): string => /node_modules\/([^/]+)\//.exec(to)?.[1] ?? to;
    found = violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${packageName(to)}`);
    rules = ruleSetUsed.forbidden.map(({ name }) => name);
  });

  it.each(PLANTED_IMPORTS)('%s', (violation) => {
    expect(found).toContain(violation);
  });

  it('finds nothing else', () => {
    expect(found.filter((violation) => !PLANTED_IMPORTS.includes(violation))).toEqual([]);
  });

  it('has a planted violation for every rule', () => {
    const covered = new Set(PLANTED_IMPORTS.map((violation) => violation.split(':')[0]));
    expect(rules.filter((rule) => !covered.has(rule))).toEqual([]);
    expect(rules.length).toBeGreaterThan(0);
  });
});

interface LintedFile {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

const lintName = ({ ruleId, message }: LintedFile['messages'][number]): string =>
  ruleId ?? (message.startsWith('Unused eslint-disable directive') ? 'unused directive' : message);

describe('lint', () => {
  const found = new Map<string, string[]>();

  beforeAll(() => {
    const { output } = planted('check:lint');
    for (const { filePath, messages } of JSON.parse(output) as LintedFile[]) {
      const names = [...new Set(messages.map(lintName))].sort();
      if (names.length > 0) found.set(ownFile('lint', filePath), names);
    }
  });

  it.each(Object.entries(PLANTED_LINT))('%s is refused by %s alone', (file, rule) => {
    expect(found.get(file)).toEqual([rule]);
  });

  it.each(Object.entries(PLANTED_LINT_TWICE))('%s is refused by %j', (file, rules) => {
    expect(found.get(file)).toEqual(rules);
  });

  it('finds nothing else', () => {
    const known = [...Object.keys(PLANTED_LINT), ...Object.keys(PLANTED_LINT_TWICE)];
    expect([...found.keys()].filter((file) => !known.includes(file))).toEqual([]);
  });

  it('has a planted violation for every rule of its own', async () => {
    const { rules } = (await import(path.join(ROOT, 'eslint.rules.js'))) as {
      rules: Record<string, unknown>;
    };
    const covered = new Set(Object.values(PLANTED_LINT));
    expect(Object.keys(rules).filter((rule) => !covered.has(`qingtu/${rule}`))).toEqual([]);
  });
});

describe('types', () => {
  it('refuses each planted mistake and nothing else', () => {
    const { output } = planted('check:types');
    const found = output.split('\n').flatMap((line) => {
      const match = /^src\/(.+)\.ts\(\d+,\d+\): error (TS\d+)/.exec(line);
      return match ? [`${match[1]} ${match[2]}`] : [];
    });
    expect(found.sort()).toEqual([
      'implicit-any TS7006',
      'missing-override TS4114',
      'unchecked-index TS2322',
      'without-extension TS2835',
      'wrong-type TS2322',
    ]);
  });
});

interface DeadReport {
  readonly issues: readonly Readonly<Record<string, unknown>>[];
}

describe('dead code', () => {
  it('names each unused file, export, type and dependency, and what is not listed', () => {
    const { output } = planted('check:dead');
    const found = (JSON.parse(output) as DeadReport).issues.flatMap((issue) =>
      Object.entries(issue).flatMap(([kind, names]) =>
        Array.isArray(names) ? (names as { name: string }[]).map(({ name }) => `${kind}: ${name}`) : [],
      ),
    );
    expect(found.sort()).toEqual([
      'dependencies: cli-progress',
      'devDependencies: fast-check',
      'exports: unused',
      'files: migrations/2-not-in-the-index.ts',
      'files: src/platform/orphan.ts',
      'types: UnusedShape',
      'unlisted: pino',
    ]);
  });
});

describe('format', () => {
  it('names each file that is not formatted', () => {
    const { complaint } = planted('check:format');
    const found = [...complaint.matchAll(/^\[warn\] (src\/.+)$/gm)].map((match) => match[1] ?? '');
    expect(found.sort()).toEqual(['src/double-quotes.ts', 'src/no-trailing-comma.ts']);
  });
});
