import { RegistryApiModule } from '../../features/registry/registry.api.module.js';
import { loadConfig, nodeVersion } from '../../platform/config/settings.js';

export const api = (): unknown[] => [RegistryApiModule, loadConfig(process.env), nodeVersion()];
