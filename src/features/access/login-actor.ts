import type { Actor } from '../../platform/context/request-context.js';
import type { Database } from '../../platform/database/database.js';
import { AccountRepository } from './account.repository.js';

/**
 * The account of a login as one who asks, for whoever may already run commands beside the database. Null when there is
 * no such account or it is disabled.
 */
export async function actorOfLogin(database: Database, login: string): Promise<Actor | null> {
  const account = await new AccountRepository().findByLogin(database, login.trim().toLowerCase());
  if (account === null || account.disabledAt !== null) return null;
  const { id, role, organisation } = account;
  return { accountId: id, role, organisationId: organisation.id, division: organisation.division };
}
