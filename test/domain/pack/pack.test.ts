import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPlate } from '../../../src/domain/shared/plate.js';
import { applyDelta, encodeDelta, encodePack, platesOf } from '../../../src/domain/pack/pack.js';
import {
  base64Url,
  blocksOf,
  decodeBlock,
  encodeBlocks,
  markedPlate,
  platesNumbered,
} from '../../../src/domain/pack/pack-blocks.js';
import { dictionaryOf, marksOf, readOpening, type Opening } from '../../../src/domain/pack/pack-head.js';
import { plateKey, plateOfKey } from '../../../src/domain/pack/plate-key.js';
import { PlateCollector, type MarkedPlate, type PlateSet } from '../../../src/domain/pack/plate-set.js';
import { VarintReader, VarintWriter } from '../../../src/domain/pack/varint.js';
import { sha256 } from '../../../src/platform/facts/sha256.js';
import { markedPlates, packName, plateNumbers, testKey } from '../../support/release-fixtures.js';

const SEED = { seed: 20261123 };
const key = testKey();
const tools = { sha256, sign: (bytes: Uint8Array) => key.sign(bytes) };

const setOf = (plates: readonly MarkedPlate[]): PlateSet => {
  const collector = new PlateCollector();
  for (const plate of plates) collector.add(plate);
  return collector.collected();
};
const opened = (file: Uint8Array): { file: Uint8Array; opening: Opening } => {
  const opening = readOpening(file);
  if (!opening.ok) throw new Error(opening.error.code);
  return { file, opening: opening.value };
};
const packOf = (plates: readonly MarkedPlate[], number = 1): Uint8Array =>
  encodePack(setOf(plates), packName(number, key.publicKey), tools);
const textOf = ({ plateNumber, plateType, division, reasons }: MarkedPlate): string =>
  `${plateNumber} ${plateType} ${division} ${[...reasons].sort().join('+')}`;
const texts = (plates: readonly MarkedPlate[]): string[] => [...new Set(plates.map(textOf))].sort();
const contentOf = (file: Uint8Array): string[] => {
  const plates = platesOf(file, opened(file).opening, sha256);
  if (!plates.ok) throw new Error(plates.error.code);
  return texts(plates.value.map(markedPlate));
};

describe('the number of a plate', () => {
  it('should come back as it went, for plates of every class, in the order of the alphabet', () => {
    fc.assert(
      fc.property(plateNumbers, (number) => {
        expect(readPlate(number).ok).toBe(true);
        expect(plateOfKey(plateKey(number)!)).toBe(number);
      }),
      SEED,
    );
    expect(plateKey('苏A00001')!).toBeLessThan(plateKey('苏A0000A')!);
    expect(plateKey('沪A1234')!).toBeLessThan(plateKey('沪A12340')!);
  });

  it.each(['', '苏A123456789', '苏a12345', 'SU-A1234', '苏A\u000012345'])(
    'should not be made of %j',
    (text) => {
      expect(plateKey(text)).toBeNull();
    },
  );
});

describe('numbers of few bytes', () => {
  it('should come back as they went', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeNat()), (numbers) => {
        const writer = new VarintWriter();
        for (const number of numbers) writer.write(number);
        const reader = new VarintReader(writer.bytes());
        expect(numbers.map(() => reader.read())).toEqual(numbers);
        expect(reader.hasEnded).toBe(true);
      }),
      SEED,
    );
  });

  it('should refuse bytes that end too early or say too much', () => {
    expect(() => new VarintReader(new Uint8Array([0x80])).read()).toThrow('not a sequence');
    expect(() => new VarintReader(new Uint8Array(9).fill(0xff)).read()).toThrow('not a sequence');
  });

  it('should spell hashes as base64url does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(base64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      }),
      SEED,
    );
  });
});

describe('a pack of plates', () => {
  it('should hold exactly the plates that it was made of, and be the same bytes in whatever order they came', () => {
    fc.assert(
      fc.property(fc.array(markedPlates, { maxLength: 60 }), (plates) => {
        const file = packOf(plates);
        expect(contentOf(file)).toEqual(texts(plates));
        expect(Buffer.from(packOf([...plates, ...plates].reverse())).equals(file)).toBe(true);
      }),
      { ...SEED, numRuns: 60 },
    );
  });

  it('should be found in by reading the block of the plate alone, whatever the size of blocks', () => {
    fc.assert(
      fc.property(
        fc.array(markedPlates, { maxLength: 40 }),
        fc.integer({ min: 1, max: 5 }),
        (plates, size) => {
          const set = setOf(plates);
          const { blocks, index } = encodeBlocks(set, sha256, size);
          const marks = marksOf(dictionaryOf(set.marks))!;
          for (const { plateNumber } of plates) {
            const found = blocksOf(index, plateNumber).flatMap((number) =>
              platesNumbered(
                decodeBlock({ number, entry: index[number]!, bytes: blocks[number]! }, marks, sha256),
                plateNumber,
              ),
            );
            expect(texts(found)).toEqual(texts(plates.filter((plate) => plate.plateNumber === plateNumber)));
          }
        },
      ),
      { ...SEED, numRuns: 60 },
    );
  });

  it('should be made of either sort of plate that shares a number', () => {
    const plate = { plateNumber: '皖K12345', division: '340104', reasons: ['G3_DIESEL_TRUCK'] };
    const both = [
      { ...plate, plateType: '01' },
      { ...plate, plateType: '02' },
    ];
    expect(contentOf(packOf(both))).toEqual(texts(both));
  });

  it('should not be readable after any one byte was changed', () => {
    const file = packOf(fc.sample(markedPlates, { ...SEED, numRuns: 40 }));
    const { opening } = opened(file);
    const isSigned = (bytes: Uint8Array): boolean => {
      const read = readOpening(bytes);
      if (!read.ok) return false;
      const sameText = Buffer.from(read.value.signed).equals(opening.signed);
      const sameSignature = Buffer.from(read.value.signature).equals(opening.signature);
      return sameText && sameSignature && platesOf(bytes, read.value, sha256).ok;
    };
    expect(isSigned(file)).toBe(true);
    for (let at = 0; at < file.length; at += 7) {
      const changed = file.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      expect([at, isSigned(changed)]).toEqual([at, false]);
    }
    expect(isSigned(file.slice(0, -1))).toBe(false);
    expect(isSigned(Buffer.concat([file, Buffer.from([0])]))).toBe(false);
  });
});

describe('a delta between packs', () => {
  it('should turn the earlier pack into the later one, byte for byte', () => {
    const plates = fc.array(markedPlates, { maxLength: 30 });
    fc.assert(
      fc.property(plates, plates, plates, (kept, gone, come) => {
        const [base, later] = [opened(packOf([...kept, ...gone], 1)), opened(packOf([...kept, ...come], 2))];
        const delta = encodeDelta(base, later, tools);
        if (!delta.ok) throw new Error(delta.error.code);
        const result = applyDelta(base, opened(delta.value), sha256);
        if (!result.ok) throw new Error(result.error.code);
        expect(Buffer.from(result.value.file).equals(later.file)).toBe(true);
      }),
      { ...SEED, numRuns: 60 },
    );
  });

  const first = opened(packOf(fc.sample(markedPlates, { seed: 1, numRuns: 20 }), 1));
  const second = opened(packOf(fc.sample(markedPlates, { seed: 2, numRuns: 20 }), 2));
  const made = encodeDelta(first, second, tools);
  const delta = made.ok ? made.value : new Uint8Array();

  it('should refuse another base, and a full pack in the place of either', () => {
    expect(applyDelta(second, opened(delta), sha256)).toMatchObject({
      ok: false,
      error: { code: 'PACK_BASE_OTHER', params: { expected: 1, found: 2 } },
    });
    expect(applyDelta(first, second, sha256)).toMatchObject({ ok: false, error: { code: 'PACK_NOT_DELTA' } });
    expect(platesOf(delta, opened(delta).opening, sha256)).toMatchObject({
      ok: false,
      error: { code: 'PACK_NOT_FULL' },
    });
  });

  it('should refuse a changed byte behind its head', () => {
    const { opening } = opened(delta);
    for (let at = opening.bytes; at < delta.length; at += 11) {
      const changed = delta.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x20;
      expect(applyDelta(first, { file: changed, opening }, sha256)).toMatchObject({
        ok: false,
        error: { code: 'PACK_INVALID' },
      });
    }
  });
});
