import { describe, expect, it } from '@jest/globals';
import { normalise } from '../src/domain/vehicle/plate.js';

describe('a plate', () => {
  it('loses its spaces', () => {
    expect(normalise('沪A 12345')).toBe('沪A12345');
  });
});
