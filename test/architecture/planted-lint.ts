import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './static-checks.js';

const COMMENTS = '@eslint-community/eslint-comments';

/** Every planted lint violation: the file under canaries/lint and the one rule that must refuse it. */
export const PLANTED_LINT: Readonly<Record<string, string>> = {
  'src/domain/shared/called-date.ts': 'qingtu/pure-domain',
  'src/domain/shared/chance.ts': 'qingtu/pure-domain',
  'src/domain/shared/decorated.ts': 'qingtu/pure-domain',
  'src/domain/shared/global-console.ts': 'no-restricted-globals',
  'src/domain/shared/global-crypto.ts': 'no-restricted-globals',
  'src/domain/shared/global-fetch.ts': 'no-restricted-globals',
  'src/domain/shared/global-globalthis.ts': 'no-restricted-globals',
  'src/domain/shared/global-performance.ts': 'no-restricted-globals',
  'src/domain/shared/global-process.ts': 'no-restricted-globals',
  'src/domain/shared/global-settimeout.ts': 'no-restricted-globals',
  'src/domain/shared/local-midnight.ts': 'qingtu/pure-domain',
  'src/domain/shared/local-time.ts': 'qingtu/pure-domain',
  'src/domain/shared/locale-order.ts': 'qingtu/pure-domain',
  'src/domain/shared/now.ts': 'qingtu/pure-domain',
  'src/domain/shared/today.ts': 'qingtu/pure-domain',
  'src/features/registry/any-type.service.ts': '@typescript-eslint/no-explicit-any',
  'src/features/registry/branches.service.ts': 'complexity',
  'src/features/registry/concatenated-query.repository.ts': 'qingtu/no-interpolated-sql',
  'src/features/registry/default-export.service.ts': 'qingtu/no-default-export',
  'src/features/registry/destructures-environment.service.ts': 'qingtu/environment-in-config',
  'src/features/registry/double-assertion.service.ts': 'qingtu/no-double-assertion',
  'src/features/registry/empty-allow.resolver.ts': 'qingtu/root-field-guarded',
  'src/features/registry/floating-promise.service.ts': '@typescript-eslint/no-floating-promises',
  'src/features/registry/forgotten-case.service.ts': '@typescript-eslint/switch-exhaustiveness-check',
  'src/features/registry/forward-ref.service.ts': 'qingtu/no-forward-ref',
  'src/features/registry/interpolated-query.repository.ts': 'qingtu/no-interpolated-sql',
  'src/features/registry/interpolated-statement.repository.ts': 'qingtu/no-interpolated-sql',
  'src/features/registry/interpolated-variable.repository.ts': 'qingtu/no-interpolated-sql',
  'src/features/registry/long-file.service.ts': 'max-lines',
  'src/features/registry/long-function.service.ts': 'max-lines-per-function',
  'src/features/registry/needless-disable.service.ts': 'unused directive',
  'src/features/registry/open-mutation.resolver.ts': 'qingtu/root-field-guarded',
  'src/features/registry/open-query.resolver.ts': 'qingtu/root-field-guarded',
  'src/features/registry/open-subscription.resolver.ts': 'qingtu/root-field-guarded',
  'src/features/registry/prints.service.ts': 'no-console',
  'src/features/registry/reads-environment.service.ts': 'qingtu/environment-in-config',
  'src/features/registry/reconfigured-size.service.ts': `${COMMENTS}/no-use`,
  'src/features/registry/renamed-query.resolver.ts': 'qingtu/root-field-guarded',
  'src/features/registry/sorts-by-text.service.ts': '@typescript-eslint/require-array-sort-compare',
  'src/features/registry/switched-off-guard.resolver.ts': `${COMMENTS}/no-restricted-disable`,
  'src/features/registry/switched-off-size.service.ts': `${COMMENTS}/no-restricted-disable`,
  'src/features/registry/unexplained-disable.service.ts': `${COMMENTS}/require-description`,
  'src/features/registry/value-import-of-type.service.ts': '@typescript-eslint/consistent-type-imports',
  'test/asserts-nothing.test.ts': 'jest/expect-expect',
  'test/disabled.test.ts': 'jest/no-disabled-tests',
  'test/focused.test.ts': 'jest/no-focused-tests',
};

/** A comment that switches everything off is refused twice: for having no limits and for covering what is not negotiable. */
export const PLANTED_LINT_TWICE: Readonly<Record<string, readonly string[]>> = {
  'src/features/registry/switched-off-everything.service.ts': [
    `${COMMENTS}/no-restricted-disable`,
    `${COMMENTS}/no-unlimited-disable`,
  ],
};

const TOO_MANY_LINES = 301;
const LONG_FILES: Readonly<Record<string, string>> = {
  'long-file': '',
  'reconfigured-size': '/* eslint max-lines: "off" -- a reason does not help */\n',
  'switched-off-size': '/* eslint-disable max-lines -- a reason does not help */\n',
  'switched-off-everything': '/* eslint-disable -- a reason does not help */\n',
};

const longFile = (name: string): string =>
  path.join(ROOT, 'test/architecture/canaries/lint/src/features/registry', `${name}.service.ts`);

/** Writes the planted files that are too long; only their first line is worth keeping, so they are made when asked for. */
export function plantLongFiles(): void {
  const lines = Array.from({ length: TOO_MANY_LINES }, (_, n) => `export const line${n} = ${n};\n`).join('');
  for (const [name, head] of Object.entries(LONG_FILES)) writeFileSync(longFile(name), head + lines);
}

export function removeLongFiles(): void {
  for (const name of Object.keys(LONG_FILES)) rmSync(longFile(name), { force: true });
}
