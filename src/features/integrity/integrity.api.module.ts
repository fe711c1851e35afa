import { Module } from '@nestjs/common';
import { IntegrityModule } from './integrity.module.js';
import { IntegrityResolver } from './integrity.resolver.js';
import { StationFlagResolver } from './station-flag.resolver.js';

/** The GraphQL fields about the integrity of stations. */
@Module({ imports: [IntegrityModule], providers: [IntegrityResolver, StationFlagResolver] })
export class IntegrityApiModule {}
