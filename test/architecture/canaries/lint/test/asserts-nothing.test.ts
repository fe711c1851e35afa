import { it } from '@jest/globals';

it('asserts nothing', () => {
  Math.abs(1);
});
