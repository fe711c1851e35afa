export { VEHICLE_LISTS, type VehicleList } from './export-request.js';
export { ExportSettings } from './export-settings.js';
export { ExportWriter } from './export-writer.service.js';
export { ExportsApiModule } from './exports.api.module.js';
export { ExportsModule } from './exports.module.js';
export { LocalExportService, type LocalFile } from './local-export.service.js';
