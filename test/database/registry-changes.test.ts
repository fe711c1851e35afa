import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { VehicleState } from '../../src/domain/vehicle/vehicle-state.js';
import { statement } from '../../src/platform/database/statement.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import {
  codesOf,
  newKey,
  plateOf,
  registryOn,
  requestBy,
  truck,
  vinOf,
  type Registry,
} from '../support/registry.js';

describe('changes of a registered vehicle', () => {
  let test: TestDatabase;
  let registry: Registry;
  let next = 1;

  beforeAll(async () => {
    test = await createTestDatabase();
    registry = registryOn(test.database);
  });
  afterAll(() => test.close());

  const rows = <R extends object>(sql: string, values: unknown[] = []): Promise<R[]> =>
    test.owner.query<R>(statement('t', sql), values);

  /** A registered truck of its own for one test. */
  async function registered(changes = {}): Promise<{ n: number; state: VehicleState }> {
    next += 10;
    const { vehicle, problems } = await registry.registrations.registerVehicle(
      requestBy(),
      truck(next, changes),
      newKey(),
    );
    if (vehicle === null) throw new Error(JSON.stringify(problems));
    return { n: next, state: vehicle };
  }

  const to = (id: string) => ({ idempotencyKey: newKey(), vehicle: { id } });

  describe('re-plating', () => {
    it('should keep the old plate with its last day and free it for another', async () => {
      const { n, state } = await registered();
      const input = { plate: plateOf(n + 1), on: '2026-11-01' };
      const { vehicle } = await registry.events.replate(requestBy(), { ...to(state.id), input });
      expect(vehicle?.plates.map(({ number, from, to: until }) => [number, from, until])).toEqual([
        [plateOf(n).number, '2014-03-01', '2026-11-01'],
        [plateOf(n + 1).number, '2026-11-01', null],
      ]);
      expect(
        await rows('SELECT number, valid_to FROM vehicle_plate WHERE vehicle_id = $1 ORDER BY ordinal', [
          state.id,
        ]),
      ).toEqual([
        { number: plateOf(n).number, valid_to: '2026-11-01' },
        { number: plateOf(n + 1).number, valid_to: null },
      ]);
      const taker = await registry.registrations.registerVehicle(
        requestBy(),
        truck(n + 2, { plate: plateOf(n) }),
        newKey(),
      );
      expect(taker.problems).toEqual([]);
    });

    it.each<[string, object, string[]]>([
      ['the plate that it has', { on: '2026-11-01' }, ['NO_CHANGE plate']],
      ['a day before its registration', { plate: plateOf(7), on: '2014-02-28' }, ['TIME_ORDER on']],
      ['a day to come', { plate: plateOf(7), on: '2026-11-24' }, ['TIME_FUTURE on']],
      [
        'a plate that is none',
        { plate: { number: '苏A1234', type: '01' }, on: '2026-11-01' },
        ['PLATE_FORMAT plate.number'],
      ],
      [
        'a small new-energy type',
        { plate: { number: '苏A12345D', type: '52' }, on: '2026-11-01' },
        ['HPZL_SWAPPED_51_52 plate.number'],
      ],
      [
        'a division of no county',
        { plate: plateOf(7), on: '2026-11-01', division: '320199' },
        ['DIVISION_UNKNOWN division'],
      ],
    ])('should refuse %s', async (_, changes, codes) => {
      const { n, state } = await registered();
      const input = { plate: plateOf(n), on: '2026-11-01', ...changes };
      expect(codesOf(await registry.events.replate(requestBy(), { ...to(state.id), input }))).toEqual(codes);
    });

    it('should find the vehicle by VIN, by present plate, by both, and by nothing else', async () => {
      const { n, state } = await registered();
      const at = async (vehicle: object, plate: number): Promise<string[]> =>
        codesOf(
          await registry.events.replate(requestBy(), {
            idempotencyKey: newKey(),
            vehicle,
            input: { plate: plateOf(plate), on: '2026-11-01' },
          }),
        );
      const { number } = plateOf(n);
      expect(await at({ vin: vinOf(n) }, n + 1)).toEqual([]);
      expect(await at({ plate: { number, type: '01' } }, n + 2)).toEqual(['NOT_FOUND vehicle']);
      expect(await at({ plate: { number: plateOf(n + 1).number, type: '01' } }, n + 2)).toEqual([]);
      expect(
        await at({ vin: vinOf(n), plate: { number: plateOf(n + 2).number, type: '01' } }, n + 3),
      ).toEqual([]);
      expect(
        await at({ vin: vinOf(n + 1), plate: { number: plateOf(n + 3).number, type: '01' } }, n + 4),
      ).toEqual(['NOT_FOUND vehicle']);
      await expect(at({}, n + 4)).rejects.toMatchObject({ code: 'VEHICLE_KEY_INVALID' });
      await expect(at({ id: state.id, vin: vinOf(n) }, n + 4)).rejects.toMatchObject({
        code: 'VEHICLE_KEY_INVALID',
      });
    });
  });

  describe('transferring', () => {
    const person = { ownerKind: 'PERSON', on: '2026-11-01' };

    it('should change owner, use and place, and hand the vehicle to the other province', async () => {
      const { n, state } = await registered();
      const input = { division: '330106', ...person, useNature: 'A' };
      const { vehicle } = await registry.events.transfer(requestBy(), { ...to(state.id), input });
      expect(vehicle).toMatchObject({
        division: '330106',
        ownerKind: 'PERSON',
        ownerUscc: null,
        useNature: 'A',
      });
      const later = { plate: plateOf(n + 1), on: '2026-11-02' };
      await expect(
        registry.events.replate(requestBy(), { ...to(state.id), input: later }),
      ).rejects.toMatchObject({ code: 'OUT_OF_SCOPE', field: 'division' });
      const zhejiang = registryOn(test.database, '330000');
      const plate = { number: '浙A00001', type: '01', color: 'YELLOW' };
      const moved = await zhejiang.events.replate(requestBy('TRAFFIC_POLICE', '330000'), {
        ...to(state.id),
        input: { plate, on: '2026-11-02' },
      });
      expect(moved.vehicle?.plate).toMatchObject({ number: '浙A00001', site: '330000' });
    });

    it.each<[string, object, string[]]>([
      ['a move out of the delta', { division: '370102', ...person }, ['DIVISION_OUT_OF_YRD division']],
      ['a move to a whole province', { division: '330000', ...person }, ['DIVISION_TOO_COARSE division']],
      [
        'no change',
        { division: '320102', ownerKind: 'ORG', ownerUscc: '91320102MA20M0N15H', on: '2026-11-01' },
        ['NO_CHANGE division'],
      ],
      ['an unknown use', { division: '330106', ...person, useNature: '?' }, ['USE_UNKNOWN useNature']],
    ])('should refuse %s', async (_, input, codes) => {
      const { state } = await registered();
      const change = { ...to(state.id), input: { division: '', ownerKind: '', on: '', ...input } };
      expect(codesOf(await registry.events.transfer(requestBy(), change))).toEqual(codes);
    });
  });

  describe('scrapping', () => {
    it('should end plate, reasons and everything later', async () => {
      const { n, state } = await registered({
        emissionStage: 'G3',
        firstRegisteredOn: '2010-03-01',
        manufacturedOn: null,
      });
      expect(state.reasons).toHaveLength(1);
      const input = { status: 'M', certificateNo: 'C-1', on: '2026-10-01' };
      const { vehicle } = await registry.events.scrap(requestBy(), { ...to(state.id), input });
      expect(vehicle).toMatchObject({ status: 'M', scrappedOn: '2026-10-01', reasons: [] });
      expect(await rows('SELECT code FROM supervision_reason WHERE vehicle_id = $1', [state.id])).toEqual([]);
      const again = await registry.events.scrap(requestBy(), { ...to(state.id), input });
      expect(codesOf(again)).toEqual(['ALREADY_SCRAPPED vehicle']);
      const late = { plate: plateOf(n + 1), on: '2026-10-01' };
      const replated = await registry.events.replate(requestBy(), { ...to(state.id), input: late });
      expect(codesOf(replated)).toEqual(['TIME_ORDER on']);
    });

    it('should not come before something that happened', async () => {
      const { n, state } = await registered();
      const replate = { plate: plateOf(n + 1), on: '2026-10-01' };
      await registry.events.replate(requestBy(), { ...to(state.id), input: replate });
      const input = { status: 'E', on: '2026-09-30' };
      expect(codesOf(await registry.events.scrap(requestBy(), { ...to(state.id), input }))).toEqual([
        'TIME_ORDER on',
      ]);
      const unknown = await registry.events.scrap(requestBy(), {
        ...to(state.id),
        input: { ...input, status: 'A' },
      });
      expect(codesOf(unknown)).toContain('STATUS_UNKNOWN status');
    });
  });

  describe('evidence of the stage', () => {
    const evidence = (
      source: 'DISCLOSURE' | 'TYPE_APPROVAL' | 'DATE_INFERENCE',
      stage: 'G3' | 'G4' | 'G5',
    ) => ({
      source,
      stage,
      reference: `${source}-${stage}`,
    });

    it('should decide when it ranks higher and only be kept when it ranks lower', async () => {
      const { state } = await registered();
      const higher = await registry.events.addStageEvidence(requestBy(), {
        ...to(state.id),
        input: evidence('DISCLOSURE', 'G5'),
      });
      expect(higher.vehicle).toMatchObject({ stage: 'G5', stageSource: 'DISCLOSURE' });
      const lower = await registry.events.addStageEvidence(requestBy(), {
        ...to(state.id),
        input: evidence('TYPE_APPROVAL', 'G3'),
      });
      expect(lower.problems).toEqual([]);
      expect(lower.warnings).toContain('STAGE_SOURCE_LOWER');
      expect(lower.vehicle).toMatchObject({ stage: 'G5', stageSource: 'DISCLOSURE' });
      expect(lower.vehicle?.stageEvidence).toHaveLength(3);
      const known = await registry.events.addStageEvidence(requestBy(), {
        ...to(state.id),
        input: evidence('DISCLOSURE', 'G5'),
      });
      expect(codesOf(known)).toEqual(['NO_CHANGE reference']);
    });

    it('should warn of every lower-ranked contradiction, not of the first alone', async () => {
      const { state } = await registered();
      for (const input of [evidence('DATE_INFERENCE', 'G5'), evidence('DATE_INFERENCE', 'G3')]) {
        const outcome = await registry.events.addStageEvidence(requestBy(), { ...to(state.id), input });
        expect(outcome.warnings).toContain('STAGE_SOURCE_LOWER');
      }
    });

    it.each<[string, object, string[]]>([
      ['UNKNOWN', { stage: 'UNKNOWN' }, ['STAGE_UNKNOWN stage']],
      ['from the future', { occurredAt: '2026-11-23T12:00:01+08:00' }, ['TIME_FUTURE occurredAt']],
      ['of a local time', { occurredAt: '2026-11-20T12:00:01' }, ['TIME_OFFSET_MISSING occurredAt']],
      ['without a document', { reference: '无' }, ['SENTINEL_VALUE reference']],
    ])('should be refused when it is %s', async (_, changes, codes) => {
      const { state } = await registered();
      const input = { ...evidence('DISCLOSURE', 'G5'), ...changes };
      expect(
        codesOf(await registry.events.addStageEvidence(requestBy(), { ...to(state.id), input })),
      ).toEqual(codes);
    });

    it('should be nobody else’s business than ecology’s', async () => {
      const { state } = await registered();
      await expect(
        registry.events.addStageEvidence(requestBy('TRAFFIC_POLICE'), {
          ...to(state.id),
          input: evidence('DISCLOSURE', 'G5'),
        }),
      ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    });
  });

  it('should audit what was refused by its codes alone', async () => {
    const { state } = await registered();
    const input = { plate: { number: 'secret', type: '01' }, on: '2026-11-01' };
    await registry.events.replate(requestBy(), { ...to(state.id), input });
    const [audit] = await rows<{ detail: object; subjects: string[] }>(
      `SELECT detail, subjects FROM audit_entry WHERE action = 'vehicle.replate' ORDER BY id DESC LIMIT 1`,
    );
    expect(audit).toEqual({ detail: { refused: ['PLATE_FORMAT'] }, subjects: [state.id] });
  });

  it('should not be done from another province', async () => {
    const { state } = await registered();
    await expect(
      registry.events.scrap(requestBy('ECOLOGY_BUREAU', '310000'), {
        ...to(state.id),
        input: { status: 'E', on: '2026-11-01' },
      }),
    ).rejects.toMatchObject({ code: 'OUT_OF_SCOPE' });
  });
});
