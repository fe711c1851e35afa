import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodeGb18030 } from '../../../src/platform/tables/gb18030.js';
import { decoderOf } from '../../../src/platform/tables/text-encoding.js';

const decoded = (text: string): string => decoderOf('GB18030').decode(encodeGb18030(text));

/** Private-use characters whose codes the edition of 2005 and later ones gave to characters of Unicode. */
const WITHOUT_CODE = new Set(
  'e5e5 e78d e78e e78f e790 e791 e792 e793 e794 e795 e796 e81e e826 e82b e82c e832 e843 e854 e864'.split(' '),
);

const hasNoCode = (character: string): boolean => WITHOUT_CODE.has(character.charCodeAt(0).toString(16));

describe('encodeGb18030', () => {
  it('writes every character of the first plane so that it is read back', () => {
    const wrong: string[] = [];
    for (let point = 0; point < 0x10000; point += 1) {
      const text = String.fromCharCode(point);
      if ((point < 0xd800 || point > 0xdfff) && decoded(text) !== text) wrong.push(point.toString(16));
    }
    expect(wrong.filter((point) => !WITHOUT_CODE.has(point))).toEqual([]);
  });

  it('writes any text so that it is read back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => decoded(text) === text || [...text].some(hasNoCode),
      ),
      { seed: 20261123 },
    );
  });

  it.each([
    ['苏', 'cbd5'],
    ['皖', 'cdee'],
    ['€', 'a2e3'],
    ['𠮷', '9534b235'],
    ['\u{10FFFF}', 'e3329a35'],
    ['\u{D800}', '3f'],
  ])('%s is %s', (text, hex) => {
    expect(encodeGb18030(text).toString('hex')).toBe(hex);
  });
});
