import { CreateFactLog1795428000000 } from './20261123100000-create-fact-log.js';

/** All migrations in order; a landed one never changes. */
export const MIGRATIONS = [CreateFactLog1795428000000];
