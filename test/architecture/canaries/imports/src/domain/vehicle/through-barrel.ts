export { wheels } from './index.js';
