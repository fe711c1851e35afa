import { Injectable } from '@nestjs/common';
import { clientOfApiKey, isApiKey } from '../../domain/access/api-key.js';
import { Authenticator } from '../../platform/auth/authenticator.js';
import type { Actor } from '../../platform/context/request-context.js';
import { AppError } from '../../platform/errors/app-error.js';
import { ApiClientAuthenticator } from './api-client-authenticator.js';
import { TokenAuthenticator } from './token-authenticator.js';

/** Who shows a bearer token: a person in a session, or a program with a key. */
@Injectable()
export class CallerAuthenticator extends Authenticator {
  constructor(
    private readonly tokens: TokenAuthenticator,
    private readonly clients: ApiClientAuthenticator,
  ) {
    super();
  }

  /** @throws AppError API_KEY_MISTYPED for a key whose checksum does not fit: no key at all, so nothing is given away */
  override authenticate(token: string, address?: string): Actor | null | Promise<Actor | null> {
    if (!isApiKey(token)) return this.tokens.authenticate(token);
    const found = this.clients.authenticate(token, address);
    return found instanceof Promise ? found.then((actor) => orMistyped(actor, token)) : found;
  }
}

function orMistyped(actor: Actor | null, key: string): Actor | null {
  if (actor === null && clientOfApiKey(key) === null) throw new AppError('API_KEY_MISTYPED');
  return actor;
}
