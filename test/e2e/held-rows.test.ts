import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RegistrationInput } from '../../src/features/registry/registration-check.js';
import { statement } from '../../src/platform/database/statement.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { rebuiltDiffers } from '../support/rebuilt.js';
import { codesOf, DECIDE_ROW, reviewDesk, type ReviewDesk } from '../support/review-requests.js';
import { errorCodes, lookUp, newKey, register, registered, truck } from '../support/vehicle-requests.js';

const FACTS_OF_ROWS = statement('test_row_facts', `SELECT payload FROM fact WHERE subject_type = 'held-row'`);

describe('rows that an import held', () => {
  let api: TestApi;
  let desk: ReviewDesk;
  beforeAll(async () => {
    api = await startTestApi();
    desk = reviewDesk(api);
  });
  afterAll(() => api.close());

  describe('a held row', () => {
    it('should be registered under the other plate type', async () => {
      const plate = { number: '沪A12345D', type: '52' };
      const row = await desk.held(truck(10, { plate }), 'HPZL_SWAPPED_51_52');
      expect(row).toMatchObject({ code: 'PLATE_TYPE_SWAPPED', vehicle: null });
      expect(row.heldRow?.decisions).toEqual(['ACCEPT_SWAPPED', 'REGISTER_AS_CORRECTED', 'REJECT']);
      const wrong = await desk.decideRow(row.heldRow!.id, { decision: 'TRANSFER_PLATE', on: '2026-01-01' });
      expect([wrong.decided, ...codesOf(wrong)]).toEqual([false, 'DECISION_NOT_ALLOWED']);
      const key = newKey();
      const done = await desk.decideRow(row.heldRow!.id, { decision: 'ACCEPT_SWAPPED' }, key);
      expect(done).toMatchObject({
        decided: true,
        vehicles: [{ plate: { number: '沪A12345D', type: '51' } }],
      });
      expect(await desk.decideRow(row.heldRow!.id, { decision: 'ACCEPT_SWAPPED' }, key)).toEqual(done);
      expect(codesOf(await desk.decideRow(row.heldRow!.id, { decision: 'REJECT' }))).toEqual(['STALE']);
    });

    it('should be judged again when it is corrected, and wait on when it is refused', async () => {
      const plate = { number: '沪A1234O', type: '01' };
      const row = (await desk.held(truck(11, { plate }), 'PLATE_ILLEGAL_LETTER')).heldRow!;
      const decision = 'REGISTER_AS_CORRECTED';
      const refused = await desk.decideRow(row.id, { decision });
      expect([refused.decided, ...codesOf(refused)]).toEqual([false, 'PLATE_ILLEGAL_LETTER']);
      const corrections = { plate: { number: '沪A12340', type: '01' } };
      const done = await desk.decideRow(row.id, { decision, corrections });
      expect(done).toMatchObject({ decided: true, vehicles: [{ plate: { number: '沪A12340' } }] });
    });

    it('should correct the vehicle that has its VIN, or give it the plate of the row', async () => {
      const { id } = await registered(api, truck(12));
      const row = (await desk.held(truck(12, { engineModel: 'WP10.336' }), 'VIN_ALREADY_REGISTERED'))
        .heldRow!;
      const done = await desk.decideRow(row.id, { decision: 'UPDATE_EXISTING' });
      expect(done).toMatchObject({ decided: true, vehicles: [{ id }] });
      const plate = { number: '沪B00012', type: '01', color: 'YELLOW' };
      const other = (await desk.held(truck(12, { plate }), 'VIN_ALREADY_REGISTERED')).heldRow!;
      const replated = await desk.decideRow(other.id, { decision: 'UPDATE_EXISTING', on: '2026-03-01' });
      expect(replated).toMatchObject({ decided: true, vehicles: [{ id, plate: { number: '沪B00012' } }] });
      // The registration keeps the plate of its day although the row names the one held now.
      const third = (await desk.held(truck(12, { plate, status: 'Q' }), 'VIN_ALREADY_REGISTERED')).heldRow!;
      await desk.decideRow(third.id, { decision: 'UPDATE_EXISTING' });
      const { vehicle } = await lookUp(api, { id });
      expect(vehicle).toMatchObject({
        status: 'Q',
        plates: [{ number: '沪A00012' }, { number: '沪B00012' }],
      });
    });

    it('should take the plate over from the vehicle that gave it up, or nothing happens', async () => {
      const holder = await registered(api, truck(13));
      const { plate } = truck(13);
      const row = await desk.held(truck(14, { plate }), 'PLATE_IN_USE');
      const decision = 'TRANSFER_PLATE';
      expect(codesOf(await desk.decideRow(row.heldRow!.id, { decision }))).toEqual(['DATE_REQUIRED']);
      const early = await desk.decideRow(row.heldRow!.id, { decision, on: '2001-01-01' });
      expect(codesOf(early)).toEqual(['PLATE_NOT_HELD']);
      const bad = await desk.decideRow(row.heldRow!.id, {
        decision,
        on: '2026-05-01',
        corrections: { fuel: 'W' },
      });
      expect(codesOf(bad)).toEqual(['FUEL_UNKNOWN']);
      expect((await lookUp(api, { id: holder.id })).vehicle).toMatchObject({ plate: { to: null } });
      const done = await desk.decideRow(row.heldRow!.id, { decision, on: '2026-05-01' });
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
      const row = (await desk.held(input, 'QUITE_NEW')).heldRow!;
      expect(JSON.stringify(row)).not.toContain('张三');
      expect(row.hiddenFields).toEqual(['ownerParticulars.name']);
      expect(await desk.decideRow(row.id, { decision: 'REJECT' })).toMatchObject({
        decided: true,
        vehicles: [],
      });
      expect(await desk.reviews.hold(input as unknown as RegistrationInput, { code: 'QUITE_NEW' })).toMatch(
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
      const row = (await desk.held(truck(17), 'QUITE_NEW')).heldRow!;
      const variables = { key: newKey(), row: row.id, input: { decision: 'REJECT', basis: 'none' } };
      const answer = await api.ask(DECIDE_ROW, { as: 'TRAFFIC_POLICE', variables });
      expect(errorCodes(answer)).toEqual(['FORBIDDEN']);
      const away = (await desk.held(truck(18, { division: '320102' }), 'QUITE_NEW').catch(() => null))
        ?.heldRow;
      expect(away).toBeUndefined();
    });
  });

  it('should leave tables that a rebuild finds as they are', async () => {
    expect(await rebuiltDiffers(api, 'held-row')).toEqual([]);
    expect(await rebuiltDiffers(api, 'vehicle')).toEqual([]);
  });
});
