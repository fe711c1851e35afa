import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROJECTIONS } from '../../src/apps/process/projections.js';
import type { EmissionFactKind } from '../../src/domain/emission/emission-facts.js';
import type { LimitSetFact } from '../../src/domain/emission/limit-set-facts.js';
import type { StationFlagFact } from '../../src/domain/integrity/station-flag-facts.js';
import type { ThresholdsFact } from '../../src/domain/integrity/threshold-facts.js';
import type { LoopFactKind } from '../../src/domain/maintenance/loop-facts.js';
import type { LoopRulesFact } from '../../src/domain/maintenance/loop-rule-facts.js';
import type { HeldRowFact } from '../../src/domain/review/held-row.js';
import type { StationFactKind } from '../../src/domain/station/station-facts.js';
import type { VehicleFactKind } from '../../src/domain/vehicle/vehicle-facts.js';
import type { ActivationFact, RuleFact } from '../../src/domain/zone/zone-facts.js';
import { verifyAudit } from '../../src/platform/audit/verify-audit.js';
import { statement } from '../../src/platform/database/statement.js';
import { stampAll } from '../../src/platform/facts/stamper.js';
import { verifyChains, type ChainReport } from '../../src/platform/facts/verify.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { stampAllAudit } from '../support/audit-chain.js';
import { emissionStory } from '../support/emission-story.js';
import { eraseOwner, PERSON, recordOwner, REQUESTED } from '../support/owners.js';
import { rebuiltDiffers } from '../support/rebuilt.js';
import { vinOf } from '../support/registry.js';
import { codesOf, reviewDesk } from '../support/review-requests.js';
import { correct, newKey, registered, say, truck, valueOf } from '../support/vehicle-requests.js';
import { declare, enact, endDay, repeal, trial } from '../support/zone-requests.js';

type Kind =
  | VehicleFactKind
  | RuleFact['kind']
  | ActivationFact['kind']
  | HeldRowFact['kind']
  | StationFactKind
  | LimitSetFact['kind']
  | LoopRulesFact['kind']
  | EmissionFactKind
  | StationFlagFact['kind']
  | ThresholdsFact['kind']
  | LoopFactKind;

/** How many facts of each kind the stories leave. */
const MADE: Readonly<Record<Kind, number>> = {
  'vehicle.registered': 13,
  'vehicle.replated': 1,
  'vehicle.transferred': 1,
  'vehicle.scrapped': 1,
  'vehicle.stage-evidence-added': 1,
  'vehicle.owner-recorded': 1,
  'vehicle.owner-erased': 1,
  'vehicle.review-decided': 1,
  'vehicle.plate-surrendered': 1,
  'held-row.decided': 2,
  'zone.rule-enacted': 3,
  'zone.rule-repealed': 1,
  'zone.activation-declared': 1,
  'zone.activation-ended': 1,
  'station.registered': 3,
  'station.status-set': 1,
  'station.contingency-issued': 1,
  'emission.limit-set-decided': 1,
  'loop-rules.set': 1,
  'inspection.reported': 7,
  'inspection.remote-sensed': 1,
  'inspection.smoke-captured': 1,
  'inspection.smoke-reviewed': 1,
  'inspection.field-checked': 5,
  'inspection.flagged': 1,
  'inspection.flag-decided': 1,
  'integrity-thresholds.set': 2,
  'integrity.station-flagged': 1,
  'integrity.station-flag-decided': 1,
  'loop.notice-served': 1,
  'loop.repair-started': 1,
  'loop.repair-completed': 1,
  'loop.appeal-lodged': 1,
  'loop.appeal-decided': 1,
  'loop.withdrawn': 1,
  'loop.station-overridden': 1,
  'loop.fell-overdue': 1,
  'loop.transferred-out': 1,
};
const KINDS = Object.keys(MADE) as readonly Kind[];
const FACTS = Object.values(MADE).reduce((sum, count) => sum + count, 0);

/** What stands in the audit only, and must stand there. */
const AUDITED = ['release.make', 'pack.make', 'owner.erase', 'zone.enact', 'review.decide'];

const COUNTS = statement('test_fact_kinds', 'SELECT kind, count(*)::int AS count FROM fact GROUP BY kind');
const ACTIONS = statement('test_audit_actions', 'SELECT DISTINCT action FROM audit_entry');
const SPOIL = statement(
  'test_spoil_kind',
  `UPDATE fact SET recorded_at = recorded_at + $2::interval
   WHERE id = (SELECT min(id::text)::uuid FROM fact WHERE kind = $1) RETURNING id`,
);

async function vehicleStory(api: TestApi): Promise<void> {
  const old = { emissionStage: '3', firstRegisteredOn: '2010-03-01', manufacturedOn: null };
  const { id } = await registered(api, truck(1, old));
  const said = [
    await say(
      api,
      'replate',
      { id },
      {
        on: '2020-05-01',
        plate: { number: '沪B00001', type: '01', color: 'YELLOW' },
      },
    ),
    await say(api, 'transfer', { id }, { on: '2021-05-01', division: '310112', ownerKind: 'ORG' }),
    await say(api, 'addStageEvidence', { id }, { source: 'TYPE_APPROVAL', stage: 'G3', reference: 'B-1' }),
    await correct(api, { id }, { engineNo: 'E-77' }),
    await say(api, 'scrap', { id: (await registered(api, truck(2))).id }, { status: 'E', on: '2026-05-01' }),
    await recordOwner(
      api,
      (await registered(api, truck(3, { ownerKind: 'PERSON', ownerUscc: null }))).vin!,
      PERSON,
    ),
  ];
  expect(said.flatMap(codesOf)).toEqual([]);
  const asking = { as: 'ECOLOGY_BUREAU', headers: REQUESTED } as const;
  expect(valueOf(await eraseOwner(api, vinOf(3), asking), 'eraseOwner')).toMatchObject({ problems: [] });
}

async function reviewStory(api: TestApi): Promise<void> {
  const desk = reviewDesk(api);
  const { id } = await registered(api, truck(4, { fuel: 'O', emissionStage: 'G3' }));
  const { version } = await desk.opened(id, 'FUEL_UNKNOWN');
  const fuel = await desk.decide(id, 'FUEL_UNKNOWN', version, { decision: 'FUEL_IS', value: 'B' });
  const holder = truck(5);
  await registered(api, holder);
  const given = await desk.held(truck(6, { plate: holder['plate'] }), 'PLATE_IN_USE');
  const transfer = { decision: 'TRANSFER_PLATE', on: '2026-05-01' };
  const taken = await desk.decideRow(given.heldRow!.id, transfer);
  const wrong = await desk.held(truck(7), 'QUITE_NEW');
  const rejected = await desk.decideRow(wrong.heldRow!.id, { decision: 'REJECT' });
  expect([fuel, taken, rejected].flatMap(codesOf)).toEqual([]);
}

async function zoneStory(api: TestApi): Promise<void> {
  const first = await enact(api, trial());
  const amended = await enact(api, trial({ stageMax: '国四' }), first.rule?.id);
  const episodic = await enact(api, trial({ name: '橙色预警限行', ruleSet: 'orange-2026' }));
  const window = { from: '2026-11-23T04:10:00.000Z', until: '2026-11-23T08:00:00.000Z' };
  const declared = await declare(api, {
    ruleSet: 'orange-2026',
    divisions: ['310000'],
    level: 'ORANGE',
    basis: '沪预警〔2026〕3号',
    ...window,
  });
  const ended = await endDay(api, declared.day?.id ?? '', '2026-11-23T05:00:00.000Z');
  const repealed = await repeal(api, amended.rule?.id ?? '', '2026-12-01T00:00:00.000Z');
  const refused = [first, amended, episodic, declared, ended, repealed].flatMap(
    ({ problems }) => problems ?? [],
  );
  expect(refused).toEqual([]);
}

async function releaseStory(api: TestApi): Promise<void> {
  const query = `mutation ($list: String!, $pack: String!) {
    makeRelease(idempotencyKey: $list, list: G3_DIESEL_TRUCKS, edition: PARTNER) { __typename ... on ReleaseMade { release { rows } } }
    makePlatePack(idempotencyKey: $pack) { __typename } }`;
  const answer = await api.ask(query, { as: 'SITE_OPERATOR', variables: { list: newKey(), pack: newKey() } });
  // The truck of 国三 from the beginning, and the one whose fuel a person named.
  expect(answer.errors ?? []).toEqual([]);
  expect(answer.data).toEqual({
    makeRelease: { __typename: 'ReleaseMade', release: { rows: 2 } },
    makePlatePack: { __typename: 'PlatePackMade' },
  });
}

describe('a fact of every kind', () => {
  let api: TestApi;
  const chain = async (): Promise<ChainReport | undefined> =>
    (await verifyChains(api.test.database, () => undefined)).find(({ site }) => site === '310000');

  beforeAll(async () => {
    api = await startTestApi();
    await vehicleStory(api);
    await reviewStory(api);
    await zoneStory(api);
    await emissionStory(api);
    await releaseStory(api);
  });
  afterAll(() => api.close());

  it('should have been written', async () => {
    const counts = await api.test.owner.query<{ kind: Kind; count: number }>(COUNTS);
    expect(Object.fromEntries(counts.map(({ kind, count }) => [kind, count]))).toEqual(MADE);
  });

  it('should be numbered in one chain that holds, as the audit beside it does', async () => {
    expect(await stampAll(api.test.database, '310000')).toBe(FACTS);
    expect(await chain()).toMatchObject({ verified: FACTS, broken: null, stray: null });
    const { entries } = await stampAllAudit(api.test.database);
    const audit = await verifyAudit(api.test.database, () => undefined);
    expect(audit).toMatchObject({ verified: entries, broken: null });
    const actions = await api.test.owner.query<{ action: string }>(ACTIONS);
    expect(actions.map(({ action }) => action)).toEqual(expect.arrayContaining(AUDITED));
  });

  it.each(PROJECTIONS.map(({ subjectType }) => subjectType))(
    'should fold into the tables of a %s that a rebuild finds no difference in',
    async (subject) => {
      expect(await rebuiltDiffers(api, subject)).toEqual([]);
    },
  );

  it.each(KINDS)('should be named by the walk when it was changed: %s', async (kind) => {
    const [spoilt] = await api.test.owner.query<{ id: string }>(SPOIL, [kind, '1 second']);
    expect(await chain()).toMatchObject({ broken: { factId: spoilt?.id } });
    await api.test.owner.query(SPOIL, [kind, '-1 second']);
    expect(await chain()).toMatchObject({ broken: null });
  });
});
