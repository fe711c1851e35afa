import { CreateFactLog1795428000000 } from './20261123100000-create-fact-log.js';
import { CreateAccounts1795431600000 } from './20261123110000-create-accounts.js';

/** All migrations in order; a landed one never changes. */
export const MIGRATIONS = [CreateFactLog1795428000000, CreateAccounts1795431600000];
