import { RegistryWorkerModule } from '../../features/registry/registry.worker.module.js';

export const worker = (): unknown[] => [RegistryWorkerModule];
