export { create } from './1-create-anything.js';
