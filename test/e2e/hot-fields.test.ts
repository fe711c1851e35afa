import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { PermissionGuard } from '../../src/platform/auth/guard.js';
import { startTestApi, type TestApi } from '../support/api.js';

const ROADSIDE =
  '{ roadsideCheck(plateNumber: "沪A00001") { verdict reasons { code text } sources { status } } }';
const PLACED =
  '{ roadsideCheck(plateNumber: "沪A00001", place: { latitude: 31.2, longitude: 121.5, roadClass: URBAN }) { verdict restrictions { reason } } }';
const MANY = '{ checkPlates(plates: [{ plateNumber: "沪A00001" }]) { __typename } }';

describe('the fields that must be compiled', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi();
    await api.token('TRAFFIC_POLICE');
  });
  afterAll(() => api.close());

  // The framework's guard stands before every resolver, and the compiled way goes past the resolvers.
  it.each([
    ['compiled', ROADSIDE, 0],
    ['compiled', ROADSIDE.replace('verdict', 'verdict restrictions { ruleId name restricted until }'), 0],
    ['compiled', PLACED, 0],
    ['compiled', MANY, 0],
    ['general', ROADSIDE.replace('{', '{ __typename '), 1],
  ])('should be answered the %s way: %s', async (_way, query, guarded) => {
    const guard = jest.spyOn(PermissionGuard.prototype, 'canActivate');
    const answer = await api.ask(query, { as: 'TRAFFIC_POLICE' });
    const calls = guard.mock.calls.length;
    guard.mockRestore();
    expect(answer.errors).toBeUndefined();
    expect(calls).toBe(guarded);
  });
});
