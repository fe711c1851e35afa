import { hash } from 'node:crypto';
import type { Sha256 } from '../../domain/sync/hash-chain.js';

/** The digest that the pure hash chain is given. */
export const sha256: Sha256 = (data) => hash('sha256', data, 'buffer');
