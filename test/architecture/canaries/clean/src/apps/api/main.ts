import { RegistryApiModule } from '../../features/registry/registry.api.module.js';
import { databaseUrl } from '../../platform/config/settings.js';

export const api = (): unknown[] => [RegistryApiModule, databaseUrl()];
