export { ExportSettings } from './export-settings.js';
export { ExportWriter } from './export-writer.service.js';
export { ExportsApiModule } from './exports.api.module.js';
export { ExportsModule } from './exports.module.js';
