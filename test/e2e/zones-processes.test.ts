import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { registered, truck } from '../support/vehicle-requests.js';
import { enact, IN_SQUARE, placed, repeal, trial } from '../support/zone-requests.js';

const OLD = { emissionStage: '3', firstRegisteredOn: '2010-03-01', manufacturedOn: null };

describe('restrictions in two processes over one database', () => {
  let one: TestApi;
  let other: TestApi;

  beforeAll(async () => {
    one = await startTestApi();
    other = await startTestApi({}, one);
    await registered(one, truck(1, OLD));
  });
  afterAll(async () => {
    await other.close();
    await one.close();
  });

  const seenBy = async (api: TestApi): Promise<readonly string[]> =>
    ((await placed(api, '沪A00001', IN_SQUARE)).restrictions ?? []).map(({ reason }) => reason);

  it('should count in the one at once when the other enacts, amends or repeals them', async () => {
    expect([await seenBy(one), await seenBy(other)]).toEqual([[], []]);
    const id = (await enact(one, trial())).rule?.id ?? '';
    expect([await seenBy(other), await seenBy(one)]).toEqual([['RESTRICTED'], ['RESTRICTED']]);
    await enact(other, trial({ stageMax: '国二' }), id);
    expect([await seenBy(one), await seenBy(other)]).toEqual([['STAGE_CLEANER'], ['STAGE_CLEANER']]);
    await repeal(one, id, one.clock.at);
    expect([await seenBy(other), await seenBy(one)]).toEqual([[], []]);
  });
});
