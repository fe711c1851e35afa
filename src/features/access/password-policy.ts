import { Injectable } from '@nestjs/common';
import { checkPassword } from '../../domain/access/credentials.js';
import type { Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import {
  AccountRepository,
  PASSWORDS_REMEMBERED,
  type Account,
  type Organisation,
} from './account.repository.js';
import { PasswordVerifier } from './password.js';

const namesOf = ({ nameZh, nameEn, stationCode, uscc }: Organisation): string[] =>
  [nameZh, nameEn, stationCode, uscc].filter((name) => name !== null);

/** Which passwords an account may have. */
@Injectable()
export class PasswordPolicy {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly passwords: PasswordVerifier,
  ) {}

  /** The password, normalised. @throws AppError PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_GUESSABLE */
  check(password: string, login: string, organisation: Organisation | null, field: string): string {
    const checked = checkPassword(password, login, organisation === null ? [] : namesOf(organisation));
    if (!checked.ok) throw new AppError(checked.error, { field });
    return checked.value;
  }

  /** @throws AppError PASSWORD_REUSED when it is the present one or one of those before it */
  async refuseFormer(
    on: Pick<Tx, 'query'>,
    account: Account,
    password: string,
    field: string,
  ): Promise<void> {
    const former = await this.accounts.formerPasswords(on, account.id);
    for (const hash of [account.passwordHash, ...former]) {
      if (await this.passwords.matches(password, hash)) {
        throw new AppError('PASSWORD_REUSED', { count: PASSWORDS_REMEMBERED }, { field });
      }
    }
  }
}
