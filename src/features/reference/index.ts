export { CodeEntryEntity } from './code-entry.entity.js';
export { DivisionEntity } from './division.entity.js';
export { ReferenceApiModule } from './reference.api.module.js';
export { ReferenceModule } from './reference.module.js';
export { ReferenceService } from './reference.service.js';
