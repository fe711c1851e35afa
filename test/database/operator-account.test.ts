import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createOperatorAccount, type OperatorRequest } from '../../src/features/access/operator-account.js';
import { statement } from '../../src/platform/database/statement.js';
import { AppError } from '../../src/platform/errors/app-error.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const NOW = '2026-11-23T04:00:00.000Z';
const GOOD: OperatorRequest = {
  login: 'bureau',
  password: 'rain-on-the-ring-road',
  role: 'ECOLOGY_BUREAU',
  division: '320100',
  organisation: '南京市生态环境局',
};

describe('an account made beside the database', () => {
  let test: TestDatabase;
  const make = (changes: Partial<OperatorRequest> = {}): Promise<string> =>
    createOperatorAccount(test.database, NOW, { ...GOOD, ...changes });

  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.close());

  it('should share its organisation by name and leave an audit line', async () => {
    const ids = [await make(), await make({ login: 'bureau2' })];
    const rows = await test.database.query<{ organisations: number; lines: number }>(
      statement(
        'operator_check',
        `SELECT (SELECT count(DISTINCT organisation_id)::int FROM account WHERE id = ANY ($1)) AS organisations,
           (SELECT count(*)::int FROM audit_entry WHERE action = 'account.create' AND subjects && $1) AS lines`,
      ),
      [ids],
    );
    expect(rows).toEqual([{ organisations: 1, lines: 2 }]);
  });

  it.each([
    ['role', { role: 'KING' }, 'BAD_INPUT'],
    ['login', { login: '?' }, 'LOGIN_INVALID'],
    ['login', { login: 'bureau' }, 'LOGIN_TAKEN'],
    ['password', { login: 'bureau3', password: 'short' }, 'PASSWORD_WEAK'],
    ['division', { login: 'bureau3', division: '999999' }, 'DIVISION_UNKNOWN'],
    ['organisation', { login: 'bureau3', organisation: ' ' }, 'BAD_INPUT'],
  ])('should refuse a wrong %s and make nothing', async (field, changes, code) => {
    const error: unknown = await make(changes).catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code, field });
  });
});
