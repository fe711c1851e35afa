import { Module } from '@nestjs/common';
import { ExportApprovalService } from './export-approval.service.js';
import { ExportsModule } from './exports.module.js';
import { ExportsResolver } from './exports.resolver.js';
import { ExportsService } from './exports.service.js';

/** The GraphQL fields of exports. Needs `JobSending` from a global module. */
@Module({ imports: [ExportsModule], providers: [ExportApprovalService, ExportsResolver, ExportsService] })
export class ExportsApiModule {}
