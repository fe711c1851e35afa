export { CodeEntryEntity } from './code-entry.entity.js';
export { DivisionEntity } from './division.entity.js';
export { ReferenceApiModule } from './reference.api.module.js';
