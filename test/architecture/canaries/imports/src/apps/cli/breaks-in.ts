export { secret } from '../../features/access/secret.service.js';
