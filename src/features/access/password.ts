import { randomBytes } from 'node:crypto';
import { hash, verify, type Options } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { normalisePassword } from '../../domain/access/credentials.js';

/**
 * OWASP's first choice for argon2id: 19 MiB, 2 passes, 1 lane. The algorithm is the library's default; a hash of
 * another one is refused by the table.
 */
const PARAMETERS: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes a password with argon2id and a salt of its own; PHC string format. */
export const hashPassword = (password: string): Promise<string> =>
  hash(normalisePassword(password), PARAMETERS);

/** Compares passwords with stored hashes, and takes its time also when there is no hash to compare with. */
@Injectable()
export class PasswordVerifier {
  // Nobody knows this password; its hash costs a verification what a real one costs.
  private readonly decoy = hashPassword(randomBytes(24).toString('base64'));

  /** @param passwordHash null when there is no such account: then false, after the same work */
  async matches(password: string, passwordHash: string | null): Promise<boolean> {
    const matched = await verify(passwordHash ?? (await this.decoy), normalisePassword(password));
    return matched && passwordHash !== null;
  }
}
