import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import { TokenSettings } from '../../platform/auth/token-settings.js';
import type { Instant } from '../../domain/shared/time.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { rotateTokenKeys } from './token-keys.js';

async function rotateAudited(
  tx: Tx,
  settings: TokenSettings,
  context: RequestContext,
): Promise<{ id: string }> {
  const id = await rotateTokenKeys(tx, settings, context.now);
  await recordAudit(tx, context, { action: 'token-key.rotate', subjects: [], detail: { keyId: id } });
  return { id };
}

/** Gives tokens a new signing key; whoever is signed in stays signed in, in every process. */
@Injectable()
export class KeyRotationService {
  constructor(
    private readonly database: Database,
    private readonly settings: TokenSettings,
  ) {}

  /** @returns the new key's id, the same for a repetition */
  rotate(context: RequestContext, idempotencyKey: string): Promise<{ readonly id: string }> {
    const { context: audited } = authorise(context, 'token-key.rotate');
    const what = { operation: 'token-key.rotate', key: idempotencyKey, body: {} };
    return this.database.transaction((tx) =>
      once(tx, context, what, () => rotateAudited(tx, this.settings, audited)),
    );
  }
}

/** The same for whoever may run commands beside the database. @returns the new key's id */
export async function rotateTokenKeysAsOperator(
  database: Database,
  settings: TokenSettings,
  now: Instant,
): Promise<string> {
  const context: RequestContext = {
    requestId: 'command-line',
    actor: null,
    language: 'en',
    purpose: null,
    reference: null,
    now,
  };
  const { id } = await database.transaction((tx) => rotateAudited(tx, settings, context));
  return id;
}
