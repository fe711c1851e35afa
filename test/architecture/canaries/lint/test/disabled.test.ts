import { expect, it } from '@jest/globals';

it.skip('never runs', () => {
  expect(1).toBe(1);
});
