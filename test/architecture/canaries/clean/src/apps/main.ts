import { MIGRATIONS } from '../../migrations/index.js';
import { createDatabase } from '../platform/database/create-database.js';

export const start = (): unknown[] => [MIGRATIONS, createDatabase];
