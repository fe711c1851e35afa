import { createHash, randomBytes } from 'node:crypto';

/** Without letters that are read as others; 32 of them, so that a byte falls on each as often. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Eighty bits: the hash stands in a fact that goes to every site. */
const CODE_LETTERS = 16;

const readableCode = (code: string): string =>
  code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');

/** The hash under which a contingency code is kept. */
export const contingencyHash = (code: string): string =>
  createHash('sha256')
    .update(`qingtu/contingency/1/${readableCode(code)}`)
    .digest('hex');

/** A code that nobody can guess, to be read over the telephone. */
export const newContingencyCode = (): string =>
  [...randomBytes(CODE_LETTERS)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
