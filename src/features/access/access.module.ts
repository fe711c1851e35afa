import { Module } from '@nestjs/common';
import { Authenticator } from '../../platform/auth/authenticator.js';
import { AccessNews } from './access-news.js';
import { AccountRepository } from './account.repository.js';
import { AccountService } from './account.service.js';
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
 * Accounts, sign-in, sessions and tokens. Needs `Database`, `Clock`, `TokenSettings` and `AccessSettings` from a global
 * module.
 */
@Module({
  providers: [
    AccessNews,
    AccountRepository,
    AccountService,
    PasswordPolicy,
    PasswordVerifier,
    SessionRepository,
    SessionService,
    SignInGuard,
    SignInService,
    TokenIssuer,
    TokenKeys,
    TokenAuthenticator,
    { provide: Authenticator, useExisting: TokenAuthenticator },
  ],
  exports: [Authenticator, AccountService, SessionService, SignInService],
})
export class AccessModule {}
