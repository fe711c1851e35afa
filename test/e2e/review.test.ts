import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROJECTIONS } from '../../src/apps/process/projections.js';
import type { RegistrationInput } from '../../src/features/registry/registration-check.js';
import { FactIngestService } from '../../src/features/registry/fact-ingest.service.js';
import { VehicleProjection } from '../../src/features/registry/vehicle.projection.js';
import { statement } from '../../src/platform/database/statement.js';
import { rebuildProjection } from '../../src/platform/facts/rebuild.js';
import { startTestApi, type Asking, type TestApi } from '../support/api.js';
import { truck as factOfTruck } from '../support/registry-fixture.js';
import { reviewsOn, type Reviews } from '../support/review.js';
import {
  correct,
  errorCodes,
  lookUp,
  newKey,
  register,
  registered,
  roadside,
  reasonCodes,
  say,
  truck,
  valueOf,
} from '../support/vehicle-requests.js';

const VEHICLE = 'id vin stage stageSource isDiesel g3List fuel status plate { number type to }';
const QUEUE = `query ($filter: ReviewFilterInput, $first: Int, $after: String) {
  reviewQueue(filter: $filter, first: $first, after: $after) { totalCount pageInfo { endCursor hasNextPage }
    edges { cursor node { code text nextStep since version decisions stages facts vehicle { id }
      heldRow { id runId codes decisions fields { name value } hiddenFields problems { code message } } related { id } } } } }`;
const DECIDE = `mutation ($key: String!, $vehicle: ID!, $item: DecidableItem!, $version: String!, $input: ReviewDecisionInput!) {
  decideReviewItem(idempotencyKey: $key, vehicle: $vehicle, item: $item, version: $version, input: $input) {
    vehicle { ${VEHICLE} } problems { code field } } }`;
const DECIDE_ROW = `mutation ($key: String!, $row: ID!, $input: HeldRowDecisionInput!) {
  decideHeldRow(idempotencyKey: $key, row: $row, input: $input) {
    decided vehicles { ${VEHICLE} } existingVehicleId problems { code field } warnings { code } } }`;

interface Node {
  readonly code: string;
  readonly version: string;
  readonly decisions: readonly string[];
  readonly stages: readonly string[] | null;
  readonly vehicle: { readonly id: string } | null;
  readonly related: readonly { readonly id: string }[];
  readonly heldRow: {
    readonly id: string;
    readonly runId: string;
    readonly decisions: readonly string[];
    readonly fields: readonly { readonly name: string; readonly value: string }[];
    readonly hiddenFields: readonly string[];
  } | null;
}
interface Queue {
  readonly totalCount: number;
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  readonly edges: readonly { readonly node: Node }[];
}
interface Decided {
  readonly vehicle: Readonly<Record<string, unknown>> | null;
  readonly problems: readonly { readonly code: string; readonly field: string | null }[];
}
interface RowDecided {
  readonly decided: boolean;
  readonly vehicles: readonly Readonly<Record<string, unknown>>[];
  readonly problems: readonly { readonly code: string; readonly field: string | null }[];
}

const ECOLOGY = { as: 'ECOLOGY_BUREAU' } as const;
const FACTS_OF_ROWS = statement('test_row_facts', `SELECT payload FROM fact WHERE subject_type = 'held-row'`);

describe('the review queue', () => {
  let api: TestApi;
  let reviews: Reviews;
  beforeAll(async () => {
    api = await startTestApi();
    reviews = reviewsOn(api.parts.database, '310000', api.parts.stores.keyring);
  });
  afterAll(() => api.close());

  const queue = async (filter: object | null = null, more: object = {}): Promise<Queue> =>
    valueOf(
      await api.ask(QUEUE, { ...ECOLOGY, variables: { filter, first: 100, ...more } }),
      'reviewQueue',
    ) as Queue;
  const nodes = async (filter: object | null = null) => (await queue(filter)).edges.map(({ node }) => node);
  async function itemOf(vehicle: string, code: string): Promise<Node | undefined> {
    return (await nodes()).find((node) => node.vehicle?.id === vehicle && node.code === code);
  }
  async function opened(vehicle: string, code: string): Promise<Node> {
    const item = await itemOf(vehicle, code);
    if (item === undefined) throw new Error(`${code} does not wait`);
    return item;
  }
  async function decide(vehicle: string, item: string, version: string, input: object, key = newKey()) {
    const variables = { key, vehicle, item, version, input: { basis: 'licence seen', ...input } };
    return valueOf(await api.ask(DECIDE, { ...ECOLOGY, variables }), 'decideReviewItem') as Decided;
  }
  async function decideRow(row: string, input: object, key = newKey(), asking: Asking = ECOLOGY) {
    const variables = { key, row, input: { basis: 'file 12 of 2026', ...input } };
    return valueOf(await api.ask(DECIDE_ROW, { ...asking, variables }), 'decideHeldRow') as RowDecided;
  }
  const codesOf = ({ problems }: Pick<Decided, 'problems'>) => problems.map(({ code }) => code);
  /** Holds a row, and gives its node in the queue. */
  async function held(input: object, code: string, related: readonly string[] = []): Promise<Node> {
    const said = await reviews.hold(input as RegistrationInput, { code, field: 'plate' }, related);
    const runId = said.split(' ')[1];
    const node = (await nodes()).find(({ heldRow }) => heldRow?.runId === runId);
    if (node === undefined) throw new Error(`${said} is not in the queue`);
    return node;
  }

  describe('an unknown fuel', () => {
    let id: string;
    let plateNumber: string;
    beforeAll(async () => {
      const vehicle = await registered(api, truck(1, { fuel: 'O', emissionStage: 'G3' }));
      id = vehicle.id;
      plateNumber = '沪A00001';
    });

    it('should be refused a value that answers nothing, and another item’s decision', async () => {
      const { version, decisions } = await opened(id, 'FUEL_UNKNOWN');
      expect(decisions).toEqual(['FUEL_IS', 'LEAVE_UNKNOWN']);
      const at = (input: object) => decide(id, 'FUEL_UNKNOWN', version, input);
      expect(codesOf(await at({ decision: 'FUEL_IS', value: 'O' }))).toEqual(['DECISION_VALUE']);
      expect(codesOf(await at({ decision: 'FUEL_IS' }))).toEqual(['DECISION_VALUE']);
      expect(codesOf(await at({ decision: 'KEEP' }))).toEqual(['DECISION_NOT_ALLOWED']);
      expect(codesOf(await at({ decision: 'LEAVE_UNKNOWN', basis: ' ' }))).toEqual(['SENTINEL_VALUE']);
    });

    it('should be decided once, follow the decision everywhere, and be reopened by a correction', async () => {
      const { version } = await opened(id, 'FUEL_UNKNOWN');
      const key = newKey();
      const said = { decision: 'FUEL_IS', value: 'B' };
      const first = await decide(id, 'FUEL_UNKNOWN', version, said, key);
      expect(first.vehicle).toMatchObject({ fuel: 'O', isDiesel: 'YES', g3List: 'LISTED' });
      expect(await decide(id, 'FUEL_UNKNOWN', version, said, key)).toEqual(first);
      const second = await decide(id, 'FUEL_UNKNOWN', version, { decision: 'LEAVE_UNKNOWN' });
      expect(codesOf(second)).toEqual(['STALE']);
      expect(await itemOf(id, 'FUEL_UNKNOWN')).toBeUndefined();
      expect(reasonCodes(await roadside(api, plateNumber))).toEqual(['G3_DIESEL_TRUCK']);

      await correct(api, { id }, { engineNo: 'E-77' });
      expect(await itemOf(id, 'FUEL_UNKNOWN')).toBeUndefined();
      await correct(api, { id }, { fuel: 'Z' });
      expect((await opened(id, 'FUEL_UNKNOWN')).version).not.toBe(version);
      expect(reasonCodes(await roadside(api, plateNumber))).toEqual(['FUEL_UNKNOWN']);
    });

    it('should stay unknown at the roadside when it was left so', async () => {
      const { version } = await opened(id, 'FUEL_UNKNOWN');
      await decide(id, 'FUEL_UNKNOWN', version, { decision: 'LEAVE_UNKNOWN' });
      expect(await itemOf(id, 'FUEL_UNKNOWN')).toBeUndefined();
      const answer = await roadside(api, plateNumber);
      expect([answer.verdict, ...reasonCodes(answer)]).toEqual(['UNKNOWN', 'FUEL_UNKNOWN']);
    });
  });

  it('should let a contradiction of stages be decided among what was said, and reopen it by newer evidence', async () => {
    const { id } = await registered(api, truck(2, { emissionStage: 'G4' }));
    await say(api, 'addStageEvidence', { id }, { source: 'TYPE_APPROVAL', stage: 'G3', reference: 'B-1' });
    const item = await opened(id, 'STAGE_CONFLICT');
    expect(item.stages).toEqual(['G3', 'G4']);
    const refused = await decide(id, 'STAGE_CONFLICT', item.version, { decision: 'STAGE_IS', value: 'G5' });
    expect(codesOf(refused)).toEqual(['DECISION_VALUE']);
    const said = { decision: 'STAGE_IS', value: 'G4' };
    const decided = await decide(id, 'STAGE_CONFLICT', item.version, said);
    expect(decided.vehicle).toMatchObject({ stage: 'G4', stageSource: 'REGISTRATION', g3List: 'NOT_LISTED' });
    expect(await itemOf(id, 'STAGE_CONFLICT')).toBeUndefined();

    await say(api, 'addStageEvidence', { id }, { source: 'DISCLOSURE', stage: 'G3', reference: 'D-1' });
    const again = await opened(id, 'STAGE_CONFLICT');
    expect((await lookUp(api, { id })).vehicle).toMatchObject({ stage: 'G3', g3List: 'LISTED' });
    const stale = await decide(id, 'STAGE_CONFLICT', item.version, { decision: 'KEEP' });
    expect(codesOf(stale)).toEqual(['STALE']);
    const kept = await decide(id, 'STAGE_CONFLICT', again.version, { decision: 'KEEP' });
    expect(kept.vehicle).toMatchObject({ stage: 'G3', stageSource: 'DISCLOSURE' });
  });

  it('should let a stage be named where none is known, and a date that does not fit be kept', async () => {
    const { id } = await registered(
      api,
      truck(3, { emissionStage: 'UNKNOWN', firstRegisteredOn: '2016-03-01' }),
    );
    const unknown = await opened(id, 'STAGE_UNKNOWN');
    const named = await decide(id, 'STAGE_UNKNOWN', unknown.version, { decision: 'STAGE_IS', value: 'G3' });
    expect(named.vehicle).toMatchObject({ stage: 'G3', stageSource: null, g3List: 'LISTED' });
    const dates = await opened(id, 'STAGE_DATE_CONFLICT');
    const kept = await decide(id, 'STAGE_DATE_CONFLICT', dates.version, { decision: 'KEEP' });
    expect(kept.vehicle).toMatchObject({ stage: 'G3', g3List: 'LISTED' });
    expect(await itemOf(id, 'STAGE_DATE_CONFLICT')).toBeUndefined();
  });

  it('should leave vehicles of other sites to their sites, and let the own record be confirmed', async () => {
    const ingest = new FactIngestService(api.parts.database, api.parts.facts, new VehicleProjection());
    const mine = await registered(api, truck(4));
    const theirs = factOfTruck(904, '沪A00004', { division: '310115', fuel: 'O' }, { site: '320000' });
    await ingest.ingest([theirs]);
    const foreign = (await nodes({ kinds: ['FUEL_UNKNOWN'] })).find((node) => node.decisions.length === 0);
    const input = { decision: 'LEAVE_UNKNOWN' };
    const refused = await decide(foreign!.vehicle!.id, 'FUEL_UNKNOWN', foreign!.version, input);
    expect(codesOf(refused)).toEqual(['NOT_YOUR_RECORD']);

    const item = await opened(mine.id, 'PLATE_IN_USE_ELSEWHERE');
    expect(item.related).toEqual([foreign!.vehicle]);
    const kept = await decide(mine.id, 'PLATE_IN_USE_ELSEWHERE', item.version, { decision: 'KEEP' });
    expect(codesOf(kept)).toEqual([]);
    expect(await itemOf(mine.id, 'PLATE_IN_USE_ELSEWHERE')).toBeUndefined();
  });

  describe('a held row', () => {
    it('should be registered under the other plate type', async () => {
      const plate = { number: '沪A12345D', type: '52' };
      const row = await held(truck(10, { plate }), 'HPZL_SWAPPED_51_52');
      expect(row).toMatchObject({ code: 'PLATE_TYPE_SWAPPED', vehicle: null });
      expect(row.heldRow?.decisions).toEqual(['ACCEPT_SWAPPED', 'REGISTER_AS_CORRECTED', 'REJECT']);
      const wrong = await decideRow(row.heldRow!.id, { decision: 'TRANSFER_PLATE', on: '2026-01-01' });
      expect([wrong.decided, ...codesOf(wrong)]).toEqual([false, 'DECISION_NOT_ALLOWED']);
      const key = newKey();
      const done = await decideRow(row.heldRow!.id, { decision: 'ACCEPT_SWAPPED' }, key);
      expect(done).toMatchObject({
        decided: true,
        vehicles: [{ plate: { number: '沪A12345D', type: '51' } }],
      });
      expect(await decideRow(row.heldRow!.id, { decision: 'ACCEPT_SWAPPED' }, key)).toEqual(done);
      expect(codesOf(await decideRow(row.heldRow!.id, { decision: 'REJECT' }))).toEqual(['STALE']);
    });

    it('should be judged again when it is corrected, and wait on when it is refused', async () => {
      const plate = { number: '沪A1234O', type: '01' };
      const row = (await held(truck(11, { plate }), 'PLATE_ILLEGAL_LETTER')).heldRow!;
      const decision = 'REGISTER_AS_CORRECTED';
      const refused = await decideRow(row.id, { decision });
      expect([refused.decided, ...codesOf(refused)]).toEqual([false, 'PLATE_ILLEGAL_LETTER']);
      const corrections = { plate: { number: '沪A12340', type: '01' } };
      const done = await decideRow(row.id, { decision, corrections });
      expect(done).toMatchObject({ decided: true, vehicles: [{ plate: { number: '沪A12340' } }] });
    });

    it('should correct the vehicle that has its VIN, or give it the plate of the row', async () => {
      const { id } = await registered(api, truck(12));
      const row = (await held(truck(12, { engineModel: 'WP10.336' }), 'VIN_ALREADY_REGISTERED')).heldRow!;
      const done = await decideRow(row.id, { decision: 'UPDATE_EXISTING' });
      expect(done).toMatchObject({ decided: true, vehicles: [{ id }] });
      const plate = { number: '沪B00012', type: '01', color: 'YELLOW' };
      const other = (await held(truck(12, { plate }), 'VIN_ALREADY_REGISTERED')).heldRow!;
      const replated = await decideRow(other.id, { decision: 'UPDATE_EXISTING', on: '2026-03-01' });
      expect(replated).toMatchObject({ decided: true, vehicles: [{ id, plate: { number: '沪B00012' } }] });
      // The registration keeps the plate of its day although the row names the one held now.
      const third = (await held(truck(12, { plate, status: 'Q' }), 'VIN_ALREADY_REGISTERED')).heldRow!;
      await decideRow(third.id, { decision: 'UPDATE_EXISTING' });
      const { vehicle } = await lookUp(api, { id });
      expect(vehicle).toMatchObject({
        status: 'Q',
        plates: [{ number: '沪A00012' }, { number: '沪B00012' }],
      });
    });

    it('should take the plate over from the vehicle that gave it up, or nothing happens', async () => {
      const holder = await registered(api, truck(13));
      const { plate } = truck(13);
      const row = await held(truck(14, { plate }), 'PLATE_IN_USE');
      const decision = 'TRANSFER_PLATE';
      expect(codesOf(await decideRow(row.heldRow!.id, { decision }))).toEqual(['DATE_REQUIRED']);
      const early = await decideRow(row.heldRow!.id, { decision, on: '2001-01-01' });
      expect(codesOf(early)).toEqual(['PLATE_NOT_HELD']);
      const bad = await decideRow(row.heldRow!.id, {
        decision,
        on: '2026-05-01',
        corrections: { fuel: 'W' },
      });
      expect(codesOf(bad)).toEqual(['FUEL_UNKNOWN']);
      expect((await lookUp(api, { id: holder.id })).vehicle).toMatchObject({ plate: { to: null } });
      const done = await decideRow(row.heldRow!.id, { decision, on: '2026-05-01' });
      expect(done).toMatchObject({
        decided: true,
        vehicles: [
          { plate: { number: '沪A00013', to: null } },
          { id: holder.id, plate: { to: '2026-05-01' } },
        ],
      });
      const again = await register(api, truck(15, { plate }));
      expect(codesOf(again)).toEqual(['PLATE_IN_USE']);
    });

    it('should stay rejected, its content forgotten and the decision a fact', async () => {
      const input = truck(16, { ownerKind: 'PERSON', ownerUscc: null, ownerParticulars: { name: '张三' } });
      const row = (await held(input, 'QUITE_NEW')).heldRow!;
      expect(JSON.stringify(row)).not.toContain('张三');
      expect(row.hiddenFields).toEqual(['ownerParticulars.name']);
      expect(await decideRow(row.id, { decision: 'REJECT' })).toMatchObject({ decided: true, vehicles: [] });
      expect(await reviews.hold(input as unknown as RegistrationInput, { code: 'QUITE_NEW' })).toMatch(
        /^ALREADY_DECIDED/,
      );
      const facts = await api.test.owner.query<{ payload: object }>(FACTS_OF_ROWS);
      expect(facts.at(-1)?.payload).toMatchObject({
        decision: 'REJECT',
        codes: ['ROW_DOUBTFUL'],
        vehicles: [],
      });
    });

    it('should be nothing to whom it does not concern', async () => {
      const row = (await held(truck(17), 'QUITE_NEW')).heldRow!;
      const variables = { key: newKey(), row: row.id, input: { decision: 'REJECT', basis: 'none' } };
      const answer = await api.ask(DECIDE_ROW, { as: 'TRAFFIC_POLICE', variables });
      expect(errorCodes(answer)).toEqual(['FORBIDDEN']);
      const away = (await held(truck(18, { division: '320102' }), 'QUITE_NEW').catch(() => null))?.heldRow;
      expect(away).toBeUndefined();
    });
  });

  it('should be the same in pages as whole, with its counts, oldest first', async () => {
    const whole = await queue();
    const key = ({ code, vehicle, heldRow }: Node) => `${code} ${vehicle?.id ?? heldRow?.id ?? ''}`;
    const paged: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await queue(null, { first: 2, after });
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
    expect((await nodes({ kinds: ['ROW_DOUBTFUL'] })).every(({ heldRow }) => heldRow !== null)).toBe(true);
  });

  it('should leave tables that a rebuild finds as they are', async () => {
    for (const projection of PROJECTIONS) {
      const report = await rebuildProjection(api.test.owner, projection, {
        apply: false,
        onProgress: () => undefined,
      });
      expect(report.examples).toEqual([]);
      expect(report.facts).toBeGreaterThan(0);
    }
  });
});
