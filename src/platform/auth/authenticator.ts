import type { Actor } from '../context/request-context.js';

/**
 * Turns a bearer token into the actor it was given to. Synchronous when the token was seen before, because the
 * roadside lookup asks thousands of times a second.
 */
export abstract class Authenticator {
  /**
   * Null when the token is unknown, expired or cut off, or does not open from this address.
   * @param address where the request came from
   */
  abstract authenticate(token: string, address?: string): Actor | null | Promise<Actor | null>;
}
