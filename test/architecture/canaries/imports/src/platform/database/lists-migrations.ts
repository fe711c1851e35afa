export { up } from '../../../migrations/1-create-anything.js';
