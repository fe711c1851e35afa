export { inspections } from '../inspections/index.js';
