import { Module } from '@nestjs/common';
import { AccessModule } from './access.module.js';
import { AccessResolver } from './access.resolver.js';

/** The GraphQL fields about accounts. */
@Module({ imports: [AccessModule], providers: [AccessResolver] })
export class AccessApiModule {}
