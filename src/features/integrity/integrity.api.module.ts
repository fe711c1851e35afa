import { Module } from '@nestjs/common';
import { IntegrityModule } from './integrity.module.js';
import { IntegrityResolver } from './integrity.resolver.js';

/** The GraphQL fields about the integrity of stations. */
@Module({ imports: [IntegrityModule], providers: [IntegrityResolver] })
export class IntegrityApiModule {}
