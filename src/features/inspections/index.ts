export { registerEmissionPayloads } from './emission.payloads.js';
export { InspectionsApiModule } from './inspections.api.module.js';
export { INSPECTION_ENTITIES } from './inspections.entities.js';
export { registerStationPayloads } from './station.payloads.js';
export { LimitSetProjection, StationProjection } from './station.projection.js';
export { InspectionsModule } from './inspections.module.js';
export { StationRepository } from './station.repository.js';
export { contingencyHash } from './contingency-code.js';
export { evidenceExtension } from './evidence.extension.js';
export { TestMethodEnum } from './report-enums.model.js';
export {
  ReportWatches,
  type JudgedReport,
  type ReportView,
  type ReportWatch,
  type SeenReport,
} from './report-watch.js';
export { reportId } from './report.view.js';
export { SealedRawMessages } from './sealed-raw-messages.js';
export { sensingExtension } from './sensing.extension.js';
export { SensingRules, type SensingBook } from './sensing-rules.js';
