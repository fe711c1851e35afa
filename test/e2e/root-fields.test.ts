import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { ROLES, type Role } from '../../src/domain/access/roles.js';
import { printSchemaOf } from '../../src/platform/graphql/schema-file.js';
import { apiResolvers } from '../architecture/api-surface.js';
import { startTestApi, type Asking, type TestApi } from '../support/api.js';
import { plainRequests } from '../support/plain-request.js';
import { reviewedFields } from '../support/reviewed-fields.js';
import { DEMO_LOGINS, DEMO_PASSWORD } from '../../src/features/access/index.js';
import { WITH_PURPOSE, errorCodes, valueOf } from '../support/vehicle-requests.js';

const REVIEWED = reviewedFields();
/** They end the session that asks, so each is asked in one of its own, after the others. */
const isEnding = (name: string): boolean => name.startsWith('Mutation.signOut');
const FIELDS = [
  ...REVIEWED.filter(({ name }) => !isEnding(name)),
  ...REVIEWED.filter(({ name }) => isEnding(name)),
];

describe('every root field and every role', () => {
  let api: TestApi;
  let requests: ReadonlyMap<string, string>;

  beforeAll(async () => {
    api = await startTestApi();
    requests = plainRequests(buildSchema(await printSchemaOf(apiResolvers())));
  });
  afterAll(() => api.close());

  const signInAs = async (role: Role): Promise<string> => {
    const login = DEMO_LOGINS.find((one) => one.role === role)?.login;
    const query = `mutation { signIn(login: "${login}", password: "${DEMO_PASSWORD}") { ... on SignInSucceeded { token } } }`;
    return (valueOf(await api.ask(query), 'signIn') as { token: string }).token;
  };

  const codesOf = async (name: string, asking: Asking): Promise<readonly unknown[]> => {
    const request = requests.get(name);
    if (request === undefined) throw new Error(`the schema has no ${name}`);
    return errorCodes(await api.ask(request, asking));
  };

  it('should stand in the reviewed file', () => {
    expect([...requests.keys()].sort()).toEqual(REVIEWED.map(({ name }) => name).sort());
  });

  it.each(ROLES)('should be answered to %s as it was reviewed', async (role: Role) => {
    const found: Record<string, string> = {};
    const reviewed: Record<string, string> = {};
    for (const { name, reach } of FIELDS) {
      const own: Record<string, string> = isEnding(name)
        ? { authorization: `Bearer ${await signInAs(role)}` }
        : {};
      const codes = await codesOf(name, { as: role, headers: { ...WITH_PURPOSE, ...own } });
      found[name] = codes.includes('FORBIDDEN')
        ? 'never'
        : codes.includes('UNAUTHENTICATED')
          ? 'cut off'
          : 'may';
      reviewed[name] = reach[role] === '-' ? 'never' : 'may';
    }
    expect(found).toEqual(reviewed);
  });

  it('should be answered to nobody who is not signed in, but for what is public', async () => {
    const open: string[] = [];
    for (const { name } of FIELDS) {
      if (!(await codesOf(name, {})).includes('UNAUTHENTICATED')) open.push(name);
    }
    expect(open.sort()).toEqual(
      REVIEWED.filter(({ action }) => action === 'PUBLIC')
        .map(({ name }) => name)
        .sort(),
    );
  });
});
