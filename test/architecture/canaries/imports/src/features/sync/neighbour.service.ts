export { ports } from '../ports/index.js';
