export { batch } from './batch.processor.js';
