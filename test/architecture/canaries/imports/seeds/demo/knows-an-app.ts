export { unheard } from '../../src/apps/cli/uses-unheard.js';
