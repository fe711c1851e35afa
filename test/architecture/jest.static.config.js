import base from '../../jest.config.js';

/** The gates that read only the sources, without the database of the other tests. */
const { globalSetup: _setup, globalTeardown: _teardown, ...rest } = base;

export default {
  ...rest,
  rootDir: '../..',
  testMatch: ['**/architecture/{graphql-schema,root-fields}.test.ts'],
};
