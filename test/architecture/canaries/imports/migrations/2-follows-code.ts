export { port } from '../src/platform/config/port.js';
