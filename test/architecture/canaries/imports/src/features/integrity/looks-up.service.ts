export { overview } from '../overview/index.js';
