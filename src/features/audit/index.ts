export { AuditModule } from './audit.module.js';
export { AuditFilterInput, type AuditEntryModel } from './audit.model.js';
export { AuditTrailService } from './audit-trail.service.js';
export { AuditApiModule } from './audit.api.module.js';
