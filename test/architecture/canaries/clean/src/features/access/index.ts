export { AccessService } from './access.service.js';
