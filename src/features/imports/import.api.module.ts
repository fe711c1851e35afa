import { Module } from '@nestjs/common';
import { ImportResolver } from './import.resolver.js';
import { ImportService } from './import.service.js';
import { ImportsModule } from './imports.module.js';

/** The GraphQL fields of imports. */
@Module({ imports: [ImportsModule], providers: [ImportService, ImportResolver] })
export class ImportApiModule {}
