import { Module } from '@nestjs/common';
import { AuditRepository } from './audit.repository.js';
import { AuditTrailService } from './audit-trail.service.js';

/** The audit for those who watch over it. Needs `Database` and `SiteSettings` from a global module. */
@Module({ providers: [AuditRepository, AuditTrailService], exports: [AuditTrailService] })
export class AuditModule {}
