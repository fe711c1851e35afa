import { Module } from '@nestjs/common';
import { Authenticator } from '../../platform/auth/authenticator.js';
import { AccountRepository } from './account.repository.js';
import { AccountService } from './account.service.js';
import { PasswordVerifier } from './password.js';
import { SignInService } from './sign-in.service.js';
import { TokenAuthenticator } from './token-authenticator.js';
import { TokenIssuer } from './token-issuer.js';

/** Accounts, sign-in and tokens. Needs `Database`, `Clock` and `TokenSettings` from a global module. */
@Module({
  providers: [
    AccountRepository,
    AccountService,
    PasswordVerifier,
    SignInService,
    TokenIssuer,
    TokenAuthenticator,
    { provide: Authenticator, useExisting: TokenAuthenticator },
  ],
  exports: [Authenticator, AccountService, SignInService],
})
export class AccessModule {}
