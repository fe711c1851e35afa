import { expect, it } from '@jest/globals';

it.only('runs alone', () => {
  expect(1).toBe(1);
});
