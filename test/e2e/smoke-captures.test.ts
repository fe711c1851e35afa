import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';
import { VehicleProjection } from '../../src/features/registry/index.js';
import type { SmokeReviewed } from '../../src/domain/emission/emission-facts.js';
import type { Fact } from '../../src/domain/sync/fact.js';
import { vehicleIdOfVin } from '../../src/domain/vehicle/vehicle-id.js';
import { uuidV7 } from '../../src/platform/context/ids.js';
import { sha256 } from '../../src/platform/facts/sha256.js';
import { globalId, parseGlobalId } from '../../src/platform/graphql/relay.js';
import { rebuildProjection } from '../../src/platform/facts/rebuild.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { openListings, putEvidence } from '../support/loop-requests.js';
import { vinOf } from '../support/registry-fixture.js';
import {
  askReview,
  askSmoke,
  capture,
  refused,
  review,
  sendSmoke,
  setLoopRules,
  type EvidenceAnswer,
} from '../support/sensing-requests.js';
import { errorCodes, newKey, registered, truck, valueOf } from '../support/vehicle-requests.js';

const AT = '2026-10-01T02:00:00.000Z';
const idOf = ({ rows }: EvidenceAnswer): string => rows[0]?.captureId ?? '';

/** What another officer of the bureau says. */
function secondOpinion(vin: string, capture: string): Fact<'inspection.smoke-reviewed', SmokeReviewed> {
  const at = '2026-11-23T04:00:00.000Z';
  return {
    id: uuidV7(),
    site: '310000',
    kind: 'inspection.smoke-reviewed',
    version: 1,
    subjectType: 'vehicle',
    subject: vehicleIdOfVin(vin, sha256),
    occurredAt: at,
    recordedAt: at,
    supersedes: null,
    payload: {
      capture: parseGlobalId(capture, 'SmokeCapture'),
      reviewer: '00000000-0000-7000-8000-000000000099',
      decision: 'CONFIRMED',
      basis: '复核',
    },
  };
}

describe('black smoke', () => {
  let api: TestApi;
  const ids = new Map<number, string>();

  const send = async (n: number, changes: object = {}): Promise<string> =>
    idOf(await sendSmoke(api, [capture(n, AT, changes)]));
  const listed = async (n: number): Promise<string | undefined> =>
    (await openListings(api)).find(({ vehicleId }) => vehicleId === ids.get(n))?.source;
  const waiting = async (first = 50, after: string | null = null) => {
    const answer = await api.ask(
      `query ($first: Int, $after: String) { smokeCapturesToReview(first: $first, after: $after) {
        edges { cursor node { id ringelmann confirmations plate { number } imageSha256 videoSha256 } } pageInfo { hasNextPage } } }`,
      { as: 'ECOLOGY_BUREAU', variables: { first, after } },
    );
    const { edges } = valueOf(answer, 'smokeCapturesToReview') as {
      edges: { cursor: string; node: { id: string } }[];
    };
    return edges.map(({ cursor, node }) => ({ cursor, id: node.id }));
  };
  const needOfficers = async (smokeConfirmations: number, from: string): Promise<void> => {
    const input = { division: '310000', from, basis: '沪环规〔2026〕9号', smokeConfirmations };
    await setLoopRules(api, input);
  };

  beforeAll(async () => {
    api = await startTestApi();
    for (let n = 1; n <= 6; n += 1) ids.set(n, (await registered(api, truck(n))).id);
  });
  afterAll(() => api.close());

  it('should wait for an officer, count when one has confirmed it, and be answered the same again', async () => {
    const key = newKey();
    const sent = await sendSmoke(api, [capture(1, AT), capture(2, AT, { ringelmann: 1 })], { key });
    expect(sent.rows.map(({ status, review: state }) => [status, state])).toEqual([
      ['ACCEPTED', 'PENDING'],
      ['ACCEPTED', 'NOT_BLACK'],
    ]);
    expect(await sendSmoke(api, [capture(1, AT), capture(2, AT, { ringelmann: 1 })], { key })).toEqual(sent);
    expect((await sendSmoke(api, [capture(1, AT)])).rows[0]).toMatchObject({
      status: 'REPEATED',
      captureId: idOf(sent),
    });
    expect((await waiting()).map(({ id }) => id)).toEqual([idOf(sent)]);
    expect(await listed(1)).toBeUndefined();

    const said = { key: newKey() };
    const confirmed = await review(api, { capture: idOf(sent) }, said);
    expect(confirmed).toMatchObject({ review: 'CONFIRMED', confirmations: 1, needed: 1 });
    expect(await review(api, { capture: idOf(sent) }, said)).toEqual(confirmed);
    expect([await listed(1), await waiting()]).toEqual(['BLACK_SMOKE_CONFIRMED', []]);
    expect(refused(await review(api, { capture: idOf(sent), decision: 'REJECTED' }))).toEqual([
      ['SMOKE_REVIEW_CLOSED', 'capture'],
    ]);
    expect(refused(await review(api, { capture: sent.rows[1]?.captureId ?? '' }))).toEqual([
      ['SMOKE_NOT_BLACK', 'capture'],
    ]);
  });

  it('should be kept out by a rejection', async () => {
    const id = await send(3);
    expect(await review(api, { capture: id, decision: 'REJECTED', basis: '号牌不清' })).toMatchObject({
      review: 'REJECTED',
    });
    expect([await listed(3), await waiting()]).toEqual([undefined, []]);
  });

  it('should need as many officers as the city asks for, each of them another', async () => {
    await needOfficers(2, '2026-11-01');
    const at = '2026-11-10T02:00:00.000Z';
    const id = idOf(await sendSmoke(api, [capture(4, at)]));
    const first = await review(api, { capture: id });
    expect(first).toMatchObject({ review: 'PENDING', confirmations: 1, needed: 2 });
    expect(refused(await review(api, { capture: id }))).toEqual([['SMOKE_REVIEWED_BY_YOU', 'capture']]);
    expect([await listed(4), (await waiting()).map((one) => one.id)]).toEqual([undefined, [id]]);
    await putEvidence(api, [secondOpinion(vinOf(4), id)]);
    expect([await listed(4), await waiting()]).toEqual(['BLACK_SMOKE_CONFIRMED', []]);
    expect(refused(await review(api, { capture: id }))).toEqual([['SMOKE_REVIEW_CLOSED', 'capture']]);
    await sendSmoke(api, [capture(4, '2026-11-11T02:00:00.000Z')]);
  });

  it('should list what waits oldest first, page by page', async () => {
    const old = idOf(await sendSmoke(api, [capture(5, '2026-10-20T02:00:00.000Z')]));
    const all = await waiting();
    expect(all[0]?.id).toBe(old);
    const [first] = await waiting(1);
    expect((await waiting(1, first?.cursor ?? null)).map(({ id }) => id)).toEqual([all[1]?.id]);
  });

  it.each([
    ['a level that is none', { ringelmann: 6 }, 'QUANTITY_RANGE', 'ringelmann'],
    ['no picture', { imageSha256: [] }, 'FIELD_MISSING', 'imageSha256'],
    ['a video that is no digest', { videoSha256: 'v1' }, 'SHA256_FORMAT', 'videoSha256'],
    [
      'an unknown plate',
      { recordNo: 'BS-X', plate: { number: '沪A98765', type: '01' } },
      'VEHICLE_UNKNOWN',
      'plate.number',
    ],
    ['a site of another province', { siteCode: '330100-BS01' }, 'OUT_OF_SCOPE', 'siteCode'],
    [
      'other content',
      { ringelmann: 4, recordNo: `BS-1-${Date.parse(AT)}` },
      'DUPLICATE_REPORT_CONFLICT',
      'recordNo',
    ],
  ])('should refuse a capture with %s', async (_what, changes, code, field) => {
    const { rows } = await sendSmoke(api, [capture(1, AT, changes)]);
    expect(rows.flatMap(({ problems }) => problems.map((one) => [one.code, one.field]))).toEqual([
      [code, field],
    ]);
  });

  it('should be reviewed by officers of the ecology bureau only, with a basis', async () => {
    const id = await send(6);
    for (const as of ['TRAFFIC_POLICE', 'TRANSPORT_BUREAU', 'INSPECTION_STATION'] as const) {
      expect(errorCodes(await askReview(api, { capture: id }, { as }))).toEqual(['FORBIDDEN']);
      expect(errorCodes(await askSmoke(api, [capture(6, AT)], { as }))).toEqual(['FORBIDDEN']);
    }
    expect(refused(await review(api, { capture: id, basis: '无' }))).toEqual([['SENTINEL_VALUE', 'basis']]);
    const nothing = globalId('SmokeCapture', '00000000-0000-7000-8000-000000000001');
    expect(refused(await review(api, { capture: nothing }))).toEqual([['NOT_FOUND', 'capture']]);
    expect(errorCodes(await askReview(api, { capture: ids.get(1) ?? '' }))).toEqual(['ID_INVALID']);
  });

  it('should come out the same when all rows are made anew from the facts', async () => {
    const report = await rebuildProjection(api.test.owner, new VehicleProjection(VEHICLE_EXTENSIONS), {
      apply: false,
      onProgress: () => undefined,
    });
    expect(Object.values(report.differing).filter((count) => count > 0)).toEqual([]);
  });
});
