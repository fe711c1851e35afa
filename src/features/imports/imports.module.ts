import { Module } from '@nestjs/common';
import { RegistryWriteModule } from '../registry/index.js';
import { ReviewModule } from '../review/index.js';
import { ImportBatchService } from './import-batch.service.js';
import { ImportEngine } from './import-engine.service.js';
import { ImportReportRepository } from './import-report.repository.js';
import { ImportReportService } from './import-report.service.js';
import { ImportRunRepository } from './import-run.repository.js';
import { LocalImportService } from './local-import.service.js';

/** Reads files into the registry. Needs the parts of the platform and `ImportSettings` from a global module. */
@Module({
  imports: [RegistryWriteModule, ReviewModule],
  providers: [
    ImportBatchService,
    ImportEngine,
    ImportReportRepository,
    ImportReportService,
    ImportRunRepository,
    LocalImportService,
  ],
  exports: [
    ImportEngine,
    ImportReportRepository,
    ImportReportService,
    ImportRunRepository,
    LocalImportService,
  ],
})
export class ImportsModule {}
