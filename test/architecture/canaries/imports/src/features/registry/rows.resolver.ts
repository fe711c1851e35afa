export { table } from './vehicle.entity.js';
