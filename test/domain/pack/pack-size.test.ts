import { describe, expect, it } from '@jest/globals';
import { encodePack, platesOf } from '../../../src/domain/pack/pack.js';
import { readOpening } from '../../../src/domain/pack/pack-head.js';
import { PlateCollector } from '../../../src/domain/pack/plate-set.js';
import { sha256 } from '../../../src/platform/facts/sha256.js';
import { manyPlates } from '../../../bench/many-plates.js';
import { packName, testKey } from '../../support/release-fixtures.js';

const PLATES = 500_000;
const MOST_BYTES = 6_000_000;

describe('a pack of half a million plates', () => {
  it('should take six megabytes at most, with every class of plate, county and set of reasons in it', () => {
    const key = testKey();
    const collector = new PlateCollector();
    for (const plate of manyPlates(PLATES)) collector.add(plate);
    const file = encodePack(collector.collected(), packName(1, key.publicKey), {
      sha256,
      sign: (bytes) => key.sign(bytes),
    });
    expect(file.length).toBeLessThanOrEqual(MOST_BYTES);
    const opening = readOpening(file);
    const plates = opening.ok ? platesOf(file, opening.value, sha256) : opening;
    expect(plates.ok && plates.value.length).toBe(PLATES);
  });
});
