import { Module } from '@nestjs/common';
import { ZoneResolver } from './zone.resolver.js';
import { ZonesModule } from './zones.module.js';

/** The GraphQL fields about restrictions. */
@Module({ imports: [ZonesModule], providers: [ZoneResolver] })
export class ZonesApiModule {}
