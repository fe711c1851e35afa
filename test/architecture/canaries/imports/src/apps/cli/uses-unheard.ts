export { unheard } from '../../features/unheard/index.js';
