import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FactIngestService } from '../../src/features/registry/fact-ingest.service.js';
import { VehicleProjection } from '../../src/features/registry/vehicle.projection.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { rebuiltDiffers } from '../support/rebuilt.js';
import { truck as factOfTruck } from '../support/registry-fixture.js';
import { codesOf, reviewDesk, type QueueNode, type ReviewDesk } from '../support/review-requests.js';
import {
  correct,
  lookUp,
  newKey,
  reasonCodes,
  registered,
  roadside,
  say,
  truck,
  valueOf,
} from '../support/vehicle-requests.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';

const ECOLOGY = { as: 'ECOLOGY_BUREAU' } as const;

describe('the review queue', () => {
  let api: TestApi;
  let desk: ReviewDesk;
  beforeAll(async () => {
    api = await startTestApi();
    desk = reviewDesk(api);
  });
  afterAll(() => api.close());

  describe('an unknown fuel', () => {
    let id: string;
    let plateNumber: string;
    beforeAll(async () => {
      const vehicle = await registered(api, truck(1, { fuel: 'O', emissionStage: 'G3' }));
      id = vehicle.id;
      plateNumber = '沪A00001';
    });

    it('should be refused a value that answers nothing, and another item’s decision', async () => {
      const { version, decisions } = await desk.opened(id, 'FUEL_UNKNOWN');
      expect(decisions).toEqual(['FUEL_IS', 'LEAVE_UNKNOWN']);
      const at = (input: object) => desk.decide(id, 'FUEL_UNKNOWN', version, input);
      expect(codesOf(await at({ decision: 'FUEL_IS', value: 'O' }))).toEqual(['DECISION_VALUE']);
      expect(codesOf(await at({ decision: 'FUEL_IS' }))).toEqual(['DECISION_VALUE']);
      expect(codesOf(await at({ decision: 'KEEP' }))).toEqual(['DECISION_NOT_ALLOWED']);
      expect(codesOf(await at({ decision: 'LEAVE_UNKNOWN', basis: ' ' }))).toEqual(['SENTINEL_VALUE']);
    });

    it('should be decided once, follow the decision everywhere, and be reopened by a correction', async () => {
      const { version } = await desk.opened(id, 'FUEL_UNKNOWN');
      const key = newKey();
      const said = { decision: 'FUEL_IS', value: 'B' };
      const first = await desk.decide(id, 'FUEL_UNKNOWN', version, said, key);
      expect(first.vehicle).toMatchObject({ fuel: 'O', isDiesel: 'YES', g3List: 'LISTED' });
      expect(await desk.decide(id, 'FUEL_UNKNOWN', version, said, key)).toEqual(first);
      const second = await desk.decide(id, 'FUEL_UNKNOWN', version, { decision: 'LEAVE_UNKNOWN' });
      expect(codesOf(second)).toEqual(['STALE']);
      expect(await desk.itemOf(id, 'FUEL_UNKNOWN')).toBeUndefined();
      expect(reasonCodes(await roadside(api, plateNumber))).toEqual(['G3_DIESEL_TRUCK']);

      await correct(api, { id }, { engineNo: 'E-77' });
      expect(await desk.itemOf(id, 'FUEL_UNKNOWN')).toBeUndefined();
      await correct(api, { id }, { fuel: 'Z' });
      expect((await desk.opened(id, 'FUEL_UNKNOWN')).version).not.toBe(version);
      expect(reasonCodes(await roadside(api, plateNumber))).toEqual(['FUEL_UNKNOWN']);
    });

    it('should stay unknown at the roadside when it was left so', async () => {
      const { version } = await desk.opened(id, 'FUEL_UNKNOWN');
      await desk.decide(id, 'FUEL_UNKNOWN', version, { decision: 'LEAVE_UNKNOWN' });
      expect(await desk.itemOf(id, 'FUEL_UNKNOWN')).toBeUndefined();
      const answer = await roadside(api, plateNumber);
      expect([answer.verdict, ...reasonCodes(answer)]).toEqual(['UNKNOWN', 'FUEL_UNKNOWN']);
    });
  });

  it('should let a contradiction of stages be decided among what was said, and reopen it by newer evidence', async () => {
    const { id } = await registered(api, truck(2, { emissionStage: 'G4' }));
    await say(api, 'addStageEvidence', { id }, { source: 'TYPE_APPROVAL', stage: 'G3', reference: 'B-1' });
    const item = await desk.opened(id, 'STAGE_CONFLICT');
    expect(item.stages).toEqual(['G3', 'G4']);
    const refused = await desk.decide(id, 'STAGE_CONFLICT', item.version, {
      decision: 'STAGE_IS',
      value: 'G5',
    });
    expect(codesOf(refused)).toEqual(['DECISION_VALUE']);
    const said = { decision: 'STAGE_IS', value: 'G4' };
    const decided = await desk.decide(id, 'STAGE_CONFLICT', item.version, said);
    expect(decided.vehicle).toMatchObject({ stage: 'G4', stageSource: 'REGISTRATION', g3List: 'NOT_LISTED' });
    expect(await desk.itemOf(id, 'STAGE_CONFLICT')).toBeUndefined();

    await say(api, 'addStageEvidence', { id }, { source: 'DISCLOSURE', stage: 'G3', reference: 'D-1' });
    const again = await desk.opened(id, 'STAGE_CONFLICT');
    expect((await lookUp(api, { id })).vehicle).toMatchObject({ stage: 'G3', g3List: 'LISTED' });
    const stale = await desk.decide(id, 'STAGE_CONFLICT', item.version, { decision: 'KEEP' });
    expect(codesOf(stale)).toEqual(['STALE']);
    const kept = await desk.decide(id, 'STAGE_CONFLICT', again.version, { decision: 'KEEP' });
    expect(kept.vehicle).toMatchObject({ stage: 'G3', stageSource: 'DISCLOSURE' });
  });

  it('should let a stage be named where none is known, and a date that does not fit be kept', async () => {
    const { id } = await registered(
      api,
      truck(3, { emissionStage: 'UNKNOWN', firstRegisteredOn: '2016-03-01' }),
    );
    const unknown = await desk.opened(id, 'STAGE_UNKNOWN');
    const named = await desk.decide(id, 'STAGE_UNKNOWN', unknown.version, {
      decision: 'STAGE_IS',
      value: 'G3',
    });
    expect(named.vehicle).toMatchObject({ stage: 'G3', stageSource: null, g3List: 'LISTED' });
    const dates = await desk.opened(id, 'STAGE_DATE_CONFLICT');
    const kept = await desk.decide(id, 'STAGE_DATE_CONFLICT', dates.version, { decision: 'KEEP' });
    expect(kept.vehicle).toMatchObject({ stage: 'G3', g3List: 'LISTED' });
    expect(await desk.itemOf(id, 'STAGE_DATE_CONFLICT')).toBeUndefined();
  });

  it('should leave vehicles of other sites to their sites, and let the own record be confirmed', async () => {
    const ingest = new FactIngestService(
      api.parts.database,
      api.parts.facts,
      new VehicleProjection(VEHICLE_EXTENSIONS),
    );
    const mine = await registered(api, truck(4));
    const theirs = factOfTruck(904, '沪A00004', { division: '310115', fuel: 'O' }, { site: '320000' });
    await ingest.ingest([theirs]);
    const foreign = (await desk.nodes({ kinds: ['FUEL_UNKNOWN'] })).find(
      (node) => node.decisions.length === 0,
    );
    const input = { decision: 'LEAVE_UNKNOWN' };
    const refused = await desk.decide(foreign!.vehicle!.id, 'FUEL_UNKNOWN', foreign!.version, input);
    expect(codesOf(refused)).toEqual(['NOT_YOUR_RECORD']);

    const item = await desk.opened(mine.id, 'PLATE_IN_USE_ELSEWHERE');
    expect(item.related).toEqual([foreign!.vehicle]);
    const kept = await desk.decide(mine.id, 'PLATE_IN_USE_ELSEWHERE', item.version, { decision: 'KEEP' });
    expect(codesOf(kept)).toEqual([]);
    expect(await desk.itemOf(mine.id, 'PLATE_IN_USE_ELSEWHERE')).toBeUndefined();
  });

  it('should be the same in pages as whole, with its counts, oldest first', async () => {
    const whole = await desk.queue();
    const key = ({ code, vehicle, heldRow }: QueueNode) => `${code} ${vehicle?.id ?? heldRow?.id ?? ''}`;
    const paged: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await desk.queue(null, { first: 2, after });
      paged.push(...page.edges.map(({ node }) => key(node)));
      more = page.pageInfo.hasNextPage;
      after = page.pageInfo.endCursor;
    }
    expect(paged).toEqual(whole.edges.map(({ node }) => key(node)));
    expect(whole.totalCount).toBe(paged.length);
    const counts = valueOf(
      await api.ask('{ reviewCounts { code division count } }', ECOLOGY),
      'reviewCounts',
    );
    const sum = (counts as { count: number; division: string }[]).reduce((all, { count }) => all + count, 0);
    expect(sum).toBe(paged.length);
    expect(new Set((counts as { division: string }[]).map(({ division }) => division))).toEqual(
      new Set(['310000']),
    );
    expect((await desk.nodes({ kinds: ['ROW_DOUBTFUL'] })).every(({ heldRow }) => heldRow !== null)).toBe(
      true,
    );
  });

  it('should leave tables that a rebuild finds as they are', async () => {
    expect(await rebuiltDiffers(api, 'vehicle')).toEqual([]);
  });
});
