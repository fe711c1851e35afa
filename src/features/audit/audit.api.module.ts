import { Module } from '@nestjs/common';
import { AuditModule } from './audit.module.js';
import { AuditResolver } from './audit.resolver.js';

/** The GraphQL field of the audit. */
@Module({ imports: [AuditModule], providers: [AuditResolver] })
export class AuditApiModule {}
