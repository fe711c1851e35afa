import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FactIngestService, VehicleProjection } from '../../src/features/registry/index.js';
import { statement } from '../../src/platform/database/statement.js';
import { startExports, type ExportsFixture, type Person } from '../support/exports-fixture.js';
import { truck } from '../support/registry-fixture.js';
import { newKey, valueOf } from '../support/vehicle-requests.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';

const CITY_BUREAU = '0190b000-0000-7000-8000-0000000000c1';
const FOREIGN_BUREAU = '0190b000-0000-7000-8000-0000000000c2';
const FORGET = statement('forget_exports', 'DELETE FROM export_request');

describe('an export of many rows', () => {
  let exports: ExportsFixture;
  let ecology: Person;
  let colleague: Person;
  const as: Record<string, Person> = {};
  const grow = async (from: number, to: number): Promise<void> => {
    const { database, facts } = exports.api.parts;
    const ingest = new FactIngestService(database, facts, new VehicleProjection(VEHICLE_EXTENSIONS));
    const numbers = Array.from({ length: to - from }, (_, n) => from + n);
    await ingest.ingest(
      numbers.map((n) => truck(n, `沪B${10_000 + n}`, { division: '310104' }, { site: '310000' })),
    );
  };
  const order = { list: 'VEHICLES', vehicles: { division: '310000' } };
  const pending = async (person: Person): Promise<string[]> => {
    const page = valueOf(
      await person.ask('{ pendingApprovals { edges { node { id filter totalRows } } } }'),
      'pendingApprovals',
    ) as { edges: { node: { id: string } }[] };
    return page.edges.map(({ node }) => node.id);
  };
  beforeAll(async () => {
    exports = await startExports({ EXPORT_APPROVAL_ROWS: '9', EXPORT_APPROVAL_MARGIN: '10' });
    await exports.bureau(CITY_BUREAU, '310115', 'ECOLOGY_BUREAU');
    await exports.bureau(FOREIGN_BUREAU, '330000', 'ECOLOGY_BUREAU');
    await exports.copyAccount('ecology2', 'ecology');
    await exports.copyAccount('ecology-pudong', 'ecology', CITY_BUREAU);
    await exports.copyAccount('ecology-zhejiang', 'ecology', FOREIGN_BUREAU);
    const { database, facts } = exports.api.parts;
    const ingest = new FactIngestService(database, facts, new VehicleProjection(VEHICLE_EXTENSIONS));
    const here = { site: '310000' } as const;
    await ingest.ingest([1, 2, 3, 4, 5].map((n) => truck(n, `沪A0000${n}`, { division: '310115' }, here)));
    await grow(100, 106);
    for (const login of ['ecology', 'ecology2', 'ecology-pudong', 'ecology-zhejiang', 'police'])
      as[login] = await exports.person(login);
    ecology = as['ecology'] as Person;
    colleague = as['ecology2'] as Person;
  });
  afterAll(() => exports.close());
  beforeEach(async () => {
    exports.api.jobs.sent.length = 0;
    await exports.api.test.owner.query(FORGET);
  });

  it('should wait for another person, who sees it and lets it happen once', async () => {
    const { id, state, totalRows } = await ecology.request(order);
    expect([state, totalRows]).toEqual(['WAITING_FOR_APPROVAL', 11]);
    await exports.work();
    expect(await ecology.look(id)).toMatchObject({ state: 'WAITING_FOR_APPROVAL', file: null });
    expect(await pending(ecology)).toEqual([]);
    expect(await pending(as['police'] as Person)).toEqual([]);
    expect(await pending(as['ecology-pudong'] as Person)).toEqual([]);
    expect(await pending(as['ecology-zhejiang'] as Person)).toEqual([]);
    expect(await pending(colleague)).toEqual([id]);
    expect(await ecology.change('approveExport', id)).toMatchObject({ code: 'EXPORT_OWN_REQUEST' });
    for (const login of ['police', 'ecology-pudong', 'ecology-zhejiang']) {
      const key = newKey();
      const query = `mutation ($id: ID!) { approveExport(idempotencyKey: "${key}", id: $id) { ... on ExportRefused { code field } } }`;
      const { data } = await (as[login] as Person).ask(query, { id });
      expect(data).toEqual({ approveExport: { code: 'NOT_FOUND', field: 'id' } });
    }
    const key = newKey();
    expect(await colleague.change('approveExport', id, undefined, key)).toMatchObject({ state: 'QUEUED' });
    expect(await colleague.change('approveExport', id, undefined, key)).toMatchObject({ state: 'QUEUED' });
    expect(await colleague.change('approveExport', id)).toMatchObject({ code: 'EXPORT_NOT_WAITING' });
    await exports.work();
    expect(await ecology.look(id)).toMatchObject({ state: 'DONE', doneRows: 11 });
  });

  it('should be let happen by the provincial body above', async () => {
    const pudong = as['ecology-pudong'] as Person;
    const { id } = await pudong.request(order);
    expect(await pending(ecology)).toContain(id);
    expect(await ecology.change('approveExport', id)).toMatchObject({ state: 'QUEUED' });
  });

  it('should be refused with a reason', async () => {
    const { id } = await ecology.request(order);
    expect(await colleague.change('rejectExport', id, '  ')).toMatchObject({
      code: 'EXPORT_REASON_REQUIRED',
    });
    expect(await colleague.change('rejectExport', id, '无业务需要')).toMatchObject({ state: 'REJECTED' });
    expect(await ecology.change('retryExport', id)).toMatchObject({ code: 'EXPORT_STATE' });
  });

  it('should not get past a second person in parts', async () => {
    expect((await ecology.request({ list: 'VEHICLES', vehicles: { division: '310104' } })).state).toBe(
      'QUEUED',
    );
    const rest = await ecology.request({ list: 'VEHICLES', vehicles: { division: '310115' } });
    expect(rest.state).toBe('WAITING_FOR_APPROVAL');
  });

  it('should end when nobody decides in time', async () => {
    const { id } = await ecology.request(order);
    const { at } = exports.api.clock;
    exports.api.clock.at = '2026-11-26T04:00:01.000Z';
    const later = await exports.person('ecology2');
    expect(await later.change('approveExport', id)).toMatchObject({ code: 'EXPORT_NOT_WAITING' });
    await exports.sweep();
    exports.api.clock.at = at;
    expect(await ecology.look(id)).toMatchObject({ state: 'EXPIRED' });
  });

  it('should be asked about again when the list has outgrown what was agreed to', async () => {
    const { id } = await ecology.request(order);
    await colleague.change('approveExport', id);
    await grow(106, 108);
    await exports.work();
    expect(await ecology.look(id)).toMatchObject({
      state: 'WAITING_FOR_APPROVAL',
      totalRows: 13,
      decidedBy: null,
      file: null,
    });
    await colleague.change('approveExport', id);
    await exports.work();
    expect(await ecology.look(id)).toMatchObject({ state: 'DONE', doneRows: 13 });
  });

  it('should hold to the rule in the database itself', async () => {
    await ecology.request(order);
    const own = statement('own', 'UPDATE export_request SET decided_by = account_id');
    await expect(exports.api.test.database.query(own)).rejects.toThrow('export_decided_by_another');
  });
});
