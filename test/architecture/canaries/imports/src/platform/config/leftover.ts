export { pad } from '../utils/pad.js';
