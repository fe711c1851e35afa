import { Module } from '@nestjs/common';
import { RegistryWriteModule } from '../registry/index.js';
import { EvidenceIntake } from './evidence-intake.service.js';
import { EvidenceListRepository } from './evidence-list.repository.js';
import { EvidenceListService } from './evidence-list.service.js';
import { EvidenceRepository } from './evidence.repository.js';
import { FieldCheckService } from './field-check.service.js';
import { RawIntake } from './raw-intake.service.js';
import { RawMessageRepository } from './raw-message.repository.js';
import { RawReadService } from './raw-read.service.js';
import { ReportIntake } from './report-intake.service.js';
import { ReportListRepository } from './report-list.repository.js';
import { ReportReadService } from './report-read.service.js';
import { ReportRepository } from './report.repository.js';
import { ReportService } from './report.service.js';
import { SensingService } from './sensing.service.js';
import { SmokeReviewService } from './smoke-review.service.js';
import { StationReadService } from './station-read.service.js';
import { LimitSetProjection, StationProjection } from './station.projection.js';
import { StationRepository } from './station.repository.js';

/**
 * Stations and evidence. Needs `Database`, `FactStore`, `Keyring`, `ReportWatches`, `SensingRules` and `SiteSettings` from
 * a global module.
 */
@Module({
  imports: [RegistryWriteModule],
  providers: [
    EvidenceIntake,
    EvidenceListRepository,
    EvidenceListService,
    EvidenceRepository,
    FieldCheckService,
    LimitSetProjection,
    RawIntake,
    RawMessageRepository,
    RawReadService,
    ReportIntake,
    ReportListRepository,
    ReportReadService,
    ReportRepository,
    ReportService,
    SensingService,
    SmokeReviewService,
    StationProjection,
    StationReadService,
    StationRepository,
  ],
  exports: [
    EvidenceListService,
    FieldCheckService,
    LimitSetProjection,
    RawIntake,
    RawReadService,
    ReportIntake,
    ReportReadService,
    ReportService,
    SensingService,
    SmokeReviewService,
    StationProjection,
    StationReadService,
    StationRepository,
  ],
})
export class InspectionsModule {}
