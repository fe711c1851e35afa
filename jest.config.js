/** Native ES modules, so that a test runs exactly what production runs. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // Mercurius loads @fastify/static for routes that are switched off; on Node 20 Jest cannot require its ESM parts.
    '^@fastify/static$': '<rootDir>/test/support/no-static-files.cjs',
  },
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/architecture/canaries/'],
  modulePathIgnorePatterns: ['<rootDir>/test/architecture/canaries/'],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  testTimeout: 60_000,
  maxWorkers: 2,
};
