import { Module } from '@nestjs/common';
import { FlagFiguresRepository } from './flag-figures.repository.js';
import { FlagFiguresResolver } from './flag-figures.resolver.js';
import { FlagFiguresService } from './flag-figures.service.js';
import { IntegrityModule } from './integrity.module.js';
import { IntegrityResolver } from './integrity.resolver.js';
import { StationFlagResolver } from './station-flag.resolver.js';

/** The GraphQL fields about the integrity of stations. */
@Module({
  imports: [IntegrityModule],
  providers: [
    FlagFiguresRepository,
    FlagFiguresResolver,
    FlagFiguresService,
    IntegrityResolver,
    StationFlagResolver,
  ],
})
export class IntegrityApiModule {}
