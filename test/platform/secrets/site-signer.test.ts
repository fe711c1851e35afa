import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { signingKeyId, SiteSigner, verifySignature } from '../../../src/platform/secrets/site-signer.js';

/** RFC 8032 §7.1, test 2. */
const SEED = Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex');
const PUBLIC = Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex');
const SIGNATURE = Buffer.from(
  '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  'hex',
);
const MESSAGE = Buffer.from('72', 'hex');

describe('the signature of a site', () => {
  const signer = new SiteSigner(SEED);

  it('should be that of RFC 8032', () => {
    expect(signer.publicKey).toBe(PUBLIC.toString('base64'));
    expect(signer.sign(MESSAGE)).toEqual(SIGNATURE);
    expect(signer.keyId).toBe(signingKeyId(signer.publicKey));
  });

  it('should hold for these bytes and this key only', () => {
    const other = new SiteSigner(Buffer.alloc(32, 1));
    expect(verifySignature(signer.publicKey, MESSAGE, SIGNATURE)).toBe(true);
    expect(verifySignature(signer.publicKey, Buffer.from('73', 'hex'), SIGNATURE)).toBe(false);
    expect(verifySignature(other.publicKey, MESSAGE, SIGNATURE)).toBe(false);
    expect(verifySignature('c2hvcnQ=', MESSAGE, SIGNATURE)).toBe(false);
    expect(verifySignature(signer.publicKey, MESSAGE, Buffer.alloc(3))).toBe(false);
  });

  it('should not show its key', () => {
    expect(() => new SiteSigner(Buffer.alloc(31))).toThrow(RangeError);
    expect(inspect(signer) + JSON.stringify({ signer })).toBe('[secret]{"signer":"[secret]"}');
  });
});
