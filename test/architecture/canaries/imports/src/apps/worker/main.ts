export { batch } from '../../features/sync/sync.worker.module.js';
