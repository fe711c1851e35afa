import { ImportReportRowEntity } from './import-report-row.entity.js';
import { ImportRunEntity } from './import-run.entity.js';

export { ImportApiModule } from './import.api.module.js';
export { ImportsModule } from './imports.module.js';
export { ImportReportService } from './import-report.service.js';
export { seemsSwapped, type ImportRun } from './import-run.js';
export { ImportSettings } from './import-settings.js';
export { LocalImportService } from './local-import.service.js';
export { SealedReports } from './sealed-reports.js';

/** The tables of this feature, as its migrations make them. */
export const IMPORT_ENTITIES = [ImportRunEntity, ImportReportRowEntity];
