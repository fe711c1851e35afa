import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { RegistryReadModule } from '../registry/index.js';
import { ReviewModule } from '../review/index.js';
import { ExportRequestRepository } from './export-request.repository.js';
import { ExportSources } from './export-sources.js';
import { ExportWriter } from './export-writer.service.js';
import { LocalExportService } from './local-export.service.js';

/** Writes lists into files. Needs the parts of the platform and `ExportSettings` from a global module. */
@Module({
  imports: [AuditModule, RegistryReadModule, ReviewModule],
  providers: [ExportRequestRepository, ExportSources, ExportWriter, LocalExportService],
  exports: [ExportRequestRepository, ExportSources, ExportWriter, LocalExportService],
})
export class ExportsModule {}
