import { Module } from '@nestjs/common';
import { Authenticator } from '../../platform/auth/authenticator.js';
import { AccessNews } from './access-news.js';
import { AccountAdminService } from './account-admin.service.js';
import { AccountRepository } from './account.repository.js';
import { AccountService } from './account.service.js';
import { ApiClientAuthenticator } from './api-client-authenticator.js';
import { ApiClientRepository } from './api-client.repository.js';
import { ApiClientService } from './api-client.service.js';
import { CallerAuthenticator } from './caller-authenticator.js';
import { KeyRotationService } from './key-rotation.service.js';
import { OpenIdService } from './openid.service.js';
import { PasswordPolicy } from './password-policy.js';
import { PasswordVerifier } from './password.js';
import { SessionRepository } from './session.repository.js';
import { SessionService } from './session.service.js';
import { SignInGuard } from './sign-in-guard.js';
import { SignInService } from './sign-in.service.js';
import { TokenAuthenticator } from './token-authenticator.js';
import { TokenIssuer } from './token-issuer.js';
import { TokenKeys } from './token-keys.js';

/**
 * Accounts, sign-in, sessions and tokens. Needs `Database`, `Clock`, `TokenSettings`, `AccessSettings` and
 * `SiteSettings` from a global module.
 */
@Module({
  providers: [
    AccessNews,
    AccountAdminService,
    AccountRepository,
    AccountService,
    ApiClientAuthenticator,
    ApiClientRepository,
    ApiClientService,
    CallerAuthenticator,
    KeyRotationService,
    OpenIdService,
    PasswordPolicy,
    PasswordVerifier,
    SessionRepository,
    SessionService,
    SignInGuard,
    SignInService,
    TokenIssuer,
    TokenKeys,
    TokenAuthenticator,
    { provide: Authenticator, useExisting: CallerAuthenticator },
  ],
  exports: [
    Authenticator,
    AccountAdminService,
    AccountService,
    ApiClientService,
    KeyRotationService,
    OpenIdService,
    SessionService,
    SignInService,
  ],
})
export class AccessModule {}
