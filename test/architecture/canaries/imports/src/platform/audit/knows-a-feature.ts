export { access } from '../../features/access/index.js';
