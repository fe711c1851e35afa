import { Module } from '@nestjs/common';
import { AccessModule } from './access.module.js';
import { AccessResolver } from './access.resolver.js';
import { AccountAdminResolver } from './account-admin.resolver.js';
import { ApiClientResolver } from './api-client.resolver.js';
import { OpenIdResolver } from './openid.resolver.js';
import { SessionResolver } from './session.resolver.js';

/** The GraphQL fields about accounts and sessions. */
@Module({
  imports: [AccessModule],
  providers: [AccessResolver, AccountAdminResolver, ApiClientResolver, OpenIdResolver, SessionResolver],
})
export class AccessApiModule {}
