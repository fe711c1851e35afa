import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Keyring, KeyUnknownError, SealBrokenError } from '../../../src/platform/secrets/keyring.js';

const key = (id: string, fill: number) => ({ id, bytes: Buffer.alloc(32, fill) });
const OLD = key('2025', 1);
const NEW = key('2026', 2);

describe('a keyring', () => {
  const ring = new Keyring([NEW, OLD]);

  it('should open what it sealed, in the same context only', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (plain, context) => {
        const sealed = ring.seal(plain, context);
        expect(ring.open(sealed, context)).toEqual(Buffer.from(plain));
        expect(() => ring.open(sealed, `${context}.`)).toThrow(SealBrokenError);
      }),
      { seed: 20261123 },
    );
  });

  it('should refuse whatever byte was changed, and whatever was cut off', () => {
    const sealed = ring.seal(Buffer.from('张三 13812345678'), 'owner:1');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => ring.open(changed, 'owner:1')).toThrow();
      expect(() => ring.open(sealed.subarray(0, at), 'owner:1')).toThrow(SealBrokenError);
    }
  });

  it('should never seal the same twice alike', () => {
    expect(ring.seal(Buffer.from('a'), 'x')).not.toEqual(ring.seal(Buffer.from('a'), 'x'));
  });

  it('should go on opening what an earlier key sealed', () => {
    const sealed = new Keyring([OLD]).seal(Buffer.from('old'), 'x');
    expect(ring.keyIdOf(sealed)).toBe('2025');
    expect(ring.open(sealed, 'x').toString()).toBe('old');
    expect(ring.keyIdOf(ring.seal(Buffer.from('new'), 'x'))).toBe('2026');
  });

  it('should name the key that is not configured any more', () => {
    const sealed = ring.seal(Buffer.from('a'), 'x');
    expect(() => new Keyring([OLD]).open(sealed, 'x')).toThrow(new KeyUnknownError('2026'));
  });

  it('should hash alike for search, by kind and key', () => {
    expect(ring.blind('name', '张三')).toEqual(ring.blind('name', '张三'));
    expect(ring.blind('name', '张三')).toHaveLength(32);
    expect(ring.blind('name', '张三')).not.toEqual(ring.blind('phone', '张三'));
    expect(ring.blinds('name', '张三')).toContainEqual(new Keyring([OLD]).blind('name', '张三'));
  });

  it.each([
    ['no key', []],
    ['a short key', [{ id: 'a', bytes: Buffer.alloc(31) }]],
    ['a name twice', [OLD, OLD]],
    ['a name that is none', [key('a:b', 1)]],
  ])('should refuse %s', (_what, keys) => {
    expect(() => new Keyring(keys)).toThrow(RangeError);
  });

  it('should not show its keys', () => {
    expect(inspect(ring) + JSON.stringify({ ring })).toBe('[secret]{"ring":"[secret]"}');
  });
});
