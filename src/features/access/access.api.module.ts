import { Module } from '@nestjs/common';
import { AccessModule } from './access.module.js';
import { AccessResolver } from './access.resolver.js';
import { SessionResolver } from './session.resolver.js';

/** The GraphQL fields about accounts and sessions. */
@Module({ imports: [AccessModule], providers: [AccessResolver, SessionResolver] })
export class AccessApiModule {}
