export { port } from '../../platform/config/port.js';
