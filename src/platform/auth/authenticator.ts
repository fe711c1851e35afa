import type { Actor } from '../context/request-context.js';

/**
 * Turns a bearer token into the actor it was given to. Synchronous when the token was seen before, because the
 * roadside lookup asks thousands of times a second.
 */
export abstract class Authenticator {
  /** Null when the token is unknown, expired or cut off. */
  abstract authenticate(token: string): Actor | null | Promise<Actor | null>;
}
