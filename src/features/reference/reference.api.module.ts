import { Module } from '@nestjs/common';
import { ReferenceModule } from './reference.module.js';
import { ReferenceResolver } from './reference.resolver.js';

/** The GraphQL fields of the reference data. */
@Module({ imports: [ReferenceModule], providers: [ReferenceResolver] })
export class ReferenceApiModule {}
