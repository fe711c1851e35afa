import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statement } from '../../src/platform/database/statement.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { eraseOwner, ownerSeen, PERSON, REQUESTED, WHY } from '../support/owners.js';
import { vinOf } from '../support/registry-fixture.js';
import { codesOf, reviewDesk, type ReviewDesk } from '../support/review-requests.js';
import { registered, truck } from '../support/vehicle-requests.js';

const AUDIT = statement(
  'test_erasure_audit',
  `SELECT cardinality(subjects) AS subjects FROM audit_entry WHERE action = 'owner.erase' ORDER BY id DESC LIMIT 1`,
);
const ECOLOGY = { as: 'ECOLOGY_BUREAU', headers: REQUESTED } as const;
const OTHER = { name: '诸葛测试', phone: '13912340000' };

const owned = (n: number, ownerParticulars: object, changes: object = {}) =>
  truck(n, { ownerKind: 'PERSON', ownerUscc: null, ownerParticulars, ...changes });

describe('particulars that were erased', () => {
  let api: TestApi;
  let desk: ReviewDesk;
  beforeAll(async () => {
    api = await startTestApi();
    desk = reviewDesk(api);
  });
  afterAll(() => api.close());

  it('should be gone from every row that waits, and of nobody else', async () => {
    const { id } = await registered(api, owned(1, PERSON));
    const { plate } = truck(1);
    const rowOf = async (n: number, particulars: object, changes: object = {}) =>
      (await desk.held(owned(n, particulars, changes), 'PLATE_ILLEGAL_LETTER', [])).heldRow!.id;
    const illegal = (n: number) => ({ plate: { number: `沪A${1000 + n}O`, type: '01' } });
    const ofPerson = {
      'by identity number': await rowOf(2, { name: '改了名', idNumber: PERSON.idNumber }, illegal(2)),
      'by telephone and name': await rowOf(3, { name: PERSON.name, phone: '139 1234 5678' }, illegal(3)),
      'by telephone alone': await rowOf(4, { phone: PERSON.phone }, illegal(4)),
      'by name, of the vehicle': await rowOf(5, { name: PERSON.name }, { plate }),
    };
    const ofOthers = {
      'of that name': await rowOf(6, { name: PERSON.name }, illegal(6)),
      'who buys the vehicle': await rowOf(1, OTHER, { engineModel: 'WP10.336' }),
      'of that telephone': await rowOf(8, { ...OTHER, phone: PERSON.phone }, illegal(8)),
    };
    const erased = await eraseOwner(api, vinOf(1), ECOLOGY);
    expect(erased.errors).toBeUndefined();
    const [audited] = await api.test.owner.query<{ subjects: number }>(AUDIT);
    expect(audited).toEqual({ subjects: 1 + Object.keys(ofPerson).length });
    const hidden = new Map(
      (await desk.nodes()).flatMap(({ heldRow }) =>
        heldRow === null ? [] : [[heldRow.id, heldRow.hiddenFields]],
      ),
    );
    for (const [how, row] of Object.entries(ofPerson)) expect([how, hidden.get(row)]).toEqual([how, []]);
    for (const [who, row] of Object.entries(ofOthers)) expect([who, hidden.get(row)]).not.toEqual([who, []]);
    const decision = 'REGISTER_AS_CORRECTED';
    const corrections = { plate: { number: '沪A10030', type: '01' } };
    const done = await desk.decideRow(ofPerson['by telephone and name'], { decision, corrections });
    expect([done.decided, ...codesOf(done)]).toEqual([true]);
    const asking = { as: 'TRAFFIC_POLICE', headers: WHY } as const;
    const seen = { vin: vinOf(3), plate: { number: '沪A10030', type: '01' } };
    expect(await ownerSeen(api, seen, asking)).toMatchObject({ name: null, phone: null });
    expect(done.vehicles[0]).not.toMatchObject({ id });
  });

  it('should not come back with the file that held them', async () => {
    const input = owned(20, PERSON, { plate: { number: '沪A1020O', type: '01' } });
    const row = (await desk.held(input, 'PLATE_ILLEGAL_LETTER')).heldRow!;
    await registered(api, owned(21, PERSON));
    await eraseOwner(api, vinOf(21), ECOLOGY);
    const said = await desk.reviews.hold(input as never, { code: 'PLATE_ILLEGAL_LETTER' });
    expect(said).toMatch(/^ALREADY_HELD/);
    const [node] = (await desk.nodes()).filter(({ heldRow }) => heldRow?.id === row.id);
    expect(node?.heldRow?.hiddenFields).toEqual([]);
  });
});
