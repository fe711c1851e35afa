import base from '../../jest.config.js';

/** The gates that read only the sources, without the database of the other tests. */
export default {
  ...base,
  rootDir: '../..',
  testMatch: ['**/architecture/{graphql-schema,root-fields}.test.ts'],
  globalSetup: null,
  globalTeardown: null,
};
