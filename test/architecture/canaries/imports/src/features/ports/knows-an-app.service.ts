export { unheard } from '../../apps/cli/uses-unheard.js';
