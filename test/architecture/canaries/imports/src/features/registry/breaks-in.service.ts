export { secret } from '../access/secret.service.js';
