import comments from '@eslint-community/eslint-plugin-eslint-comments/configs';
import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { rules as ownRules } from './eslint.rules.js';

const TYPESCRIPT = ['**/*.ts'];
const COMMENT_RULES = '@eslint-community/eslint-comments';

/** What has no good exception: a comment may not switch these off. */
const NOT_NEGOTIABLE = [
  'max-lines',
  'max-lines-per-function',
  'complexity',
  'no-restricted-globals',
  'qingtu/root-field-guarded',
  'qingtu/no-forward-ref',
  'qingtu/pure-domain',
  'jest/no-focused-tests',
  'jest/no-disabled-tests',
  `${COMMENT_RULES}/*`,
];

const OUTSIDE_WORLD = [
  'process',
  'console',
  'performance',
  'crypto',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'globalThis',
  'global',
  'require',
  'Intl',
];

const honestComments = {
  extends: [comments.recommended],
  linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
  rules: {
    [`${COMMENT_RULES}/require-description`]: ['error', { ignore: ['eslint-enable'] }],
    [`${COMMENT_RULES}/disable-enable-pair`]: ['error', { allowWholeFile: true }],
    [`${COMMENT_RULES}/no-unlimited-disable`]: 'error',
    [`${COMMENT_RULES}/no-restricted-disable`]: ['error', ...NOT_NEGOTIABLE],
    [`${COMMENT_RULES}/no-use`]: [
      'error',
      { allow: ['eslint-disable', 'eslint-disable-line', 'eslint-disable-next-line', 'eslint-enable'] },
    ],
  },
};

const size = {
  rules: {
    'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
    'max-lines-per-function': ['error', { max: 60, skipBlankLines: false, skipComments: false }],
    complexity: ['error', 12],
  },
};

const typed = {
  files: TYPESCRIPT,
  extends: [tseslint.configs.strictTypeChecked],
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  rules: {
    '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
    '@typescript-eslint/switch-exhaustiveness-check': [
      'error',
      { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
    ],
    '@typescript-eslint/require-array-sort-compare': ['error', { ignoreStringArrays: true }],
    '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    '@typescript-eslint/no-confusing-void-expression': [
      'error',
      { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
    ],
    // Codes are taken apart letter by letter, and libraries give text where their own enum is meant.
    '@typescript-eslint/no-misused-spread': 'off',
    '@typescript-eslint/no-unsafe-enum-assignment': 'off',
    // GraphQL models and inputs are classes for their decorators only; answers are plain objects of that shape.
    '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    // It does not see that a decorator reads the constant.
    'no-useless-assignment': 'off',
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  },
};

const own = {
  files: TYPESCRIPT,
  plugins: { qingtu: { rules: ownRules } },
  rules: {
    'no-console': 'error',
    'qingtu/no-forward-ref': 'error',
    'qingtu/root-field-guarded': 'error',
  },
};

const source = {
  files: ['src/**/*.ts'],
  rules: {
    'qingtu/no-default-export': 'error',
    'qingtu/no-double-assertion': 'error',
    'qingtu/no-interpolated-sql': 'error',
    'qingtu/environment-in-config': 'error',
  },
};

const domain = {
  files: ['src/domain/**/*.ts'],
  rules: {
    'qingtu/pure-domain': 'error',
    'no-restricted-globals': ['error', ...OUTSIDE_WORLD],
  },
};

const tests = {
  files: ['test/**/*.ts'],
  extends: [jest.configs['flat/recommended']],
  // The planted violations are linted where no package manifest names the version of Jest.
  settings: { jest: { version: 30 } },
  rules: {
    // A describe block is a function, and it holds a whole table of cases.
    'max-lines-per-function': 'off',
    'jest/no-focused-tests': 'error',
    'jest/no-disabled-tests': 'error',
    'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'fc.assert'] }],
    '@typescript-eslint/no-non-null-assertion': 'off',
    '@typescript-eslint/unbound-method': 'off',
  },
};

const migrations = {
  files: ['migrations/**/*.ts'],
  // One migration is one list of SQL statements.
  rules: { 'max-lines-per-function': 'off' },
};

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'reports/', '.data/', 'test/architecture/canaries/'] },
  js.configs.recommended,
  honestComments,
  size,
  typed,
  own,
  source,
  domain,
  tests,
  migrations,
  { files: ['src/platform/config/**/*.ts'], rules: { 'qingtu/environment-in-config': 'off' } },
  { files: ['src/apps/cli/**/*.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly' },
    },
  },
);
