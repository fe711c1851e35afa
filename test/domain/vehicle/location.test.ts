import { describe, expect, it } from '@jest/globals';
import { readLocation } from '../../../src/domain/vehicle/location.js';

describe('the place of a check', () => {
  it.each([
    ['Shanghai', 121.47, 31.23, true],
    ['Fuyang', 115.81, 32.89, true],
    ['Lianyungang', 119.22, 34.6, true],
    ['Cangnan', 120.4, 27.5, true],
    ['the Shengsi islands', 122.8, 30.75, true],
    ['Beijing', 116.4, 39.9, false],
    ['latitude and longitude exchanged', 31.23, 21.47, false],
  ])('should know whether %s is in the delta', (_, lon, lat, isInDelta) => {
    expect(readLocation({ lon, lat })).toEqual({ ok: true, value: { isInDelta } });
  });

  it.each([
    [181, 31],
    [121, 91],
    [-180.1, 0],
    [NaN, 31],
    [121, Infinity],
  ])('should refuse %d, %d', (lon, lat) => {
    expect(readLocation({ lon, lat })).toMatchObject({
      ok: false,
      error: { code: 'LOCATION_INVALID', field: 'location' },
    });
  });
});
