import type { Actor } from '../../platform/context/request-context.js';
import type { Database } from '../../platform/database/database.js';
import { AccountRepository } from './account.repository.js';

/** An account as one who asks, for work that goes on after its request; null when it is gone or disabled. */
export async function actorOfAccount(database: Database, id: string): Promise<Actor | null> {
  const account = await new AccountRepository().findById(database, id);
  if (account === null || account.disabledAt !== null) return null;
  const { role, organisation } = account;
  return { accountId: id, role, organisationId: organisation.id, division: organisation.division };
}
