import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { VEHICLE_COLUMNS } from '../../src/domain/vehicle/table/vehicle-columns.js';
import { FactIngestService, VehicleProjection } from '../../src/features/registry/index.js';
import { statement } from '../../src/platform/database/statement.js';
import { startExports, type ExportsFixture, type Person } from '../support/exports-fixture.js';
import { truck, vehicleId, vinOf } from '../support/registry-fixture.js';
import { errorCodes, newKey, valueOf } from '../support/vehicle-requests.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';

const G3 = { emissionStage: 'G3', firstRegisteredOn: '2010-03-01', manufacturedOn: '2010-01-15' } as const;
const CITY_BUREAU = '0190b000-0000-7000-8000-0000000000c1';
const FORGET = statement('forget_exports', 'DELETE FROM export_request');
const VEHICLES = `query ($after: String, $filter: VehicleFilterInput) { vehicles(first: 3, after: $after, filter: $filter) {
  edges { node { vin ownerUscc engineNo plate { number } } } pageInfo { hasNextPage endCursor } } }`;

interface ListPage {
  readonly edges: readonly { readonly node: Record<string, unknown> & { plate: { number: string } } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const column = (key: string): number => VEHICLE_COLUMNS.findIndex((one) => one.key === key);

describe('exports', () => {
  let exports: ExportsFixture;
  let ecology: Person;
  let colleague: Person;
  const as: Record<string, Person> = {};

  beforeAll(async () => {
    exports = await startExports({ EXPORT_APPROVAL_ROWS: '9', EXPORT_APPROVAL_MARGIN: '10' });
    await exports.bureau(CITY_BUREAU, '310115', 'ECOLOGY_BUREAU');
    await exports.copyAccount('ecology2', 'ecology');
    await exports.copyAccount('ecology-pudong', 'ecology', CITY_BUREAU);
    await exports.copyAccount('admin2', 'admin');
    const { database, facts } = exports.api.parts;
    const ingest = new FactIngestService(database, facts, new VehicleProjection(VEHICLE_EXTENSIONS));
    const here = { site: '310000' } as const;
    await ingest.ingest([
      ...[1, 2, 3, 4].map((n) => truck(n, `沪A0000${n}`, { division: '310115', engineNo: `E-${n}` }, here)),
      truck(5, '沪A00005', { division: '310115', ...G3 }, here),
      truck(6, '苏A00006', { engineNo: '=cmd(1)', ownerKind: 'PERSON', ownerUscc: null }, { site: '320000' }),
    ]);
    for (const login of ['ecology', 'ecology2', 'ecology-pudong', 'police', 'transport', 'admin'])
      as[login] = await exports.person(login);
    ecology = as['ecology'] as Person;
    colleague = as['ecology2'] as Person;
  });
  afterAll(() => exports.close());
  beforeEach(async () => {
    exports.api.jobs.sent.length = 0;
    await exports.api.test.owner.query(FORGET);
  });

  async function listed(person: Person, filter: object | null = null): Promise<ListPage['edges']> {
    const edges: ListPage['edges'][number][] = [];
    for (let after: string | null = null; ;) {
      const page = valueOf(await person.ask(VEHICLES, { after, filter }), 'vehicles') as ListPage;
      edges.push(...page.edges);
      if (!page.pageInfo.hasNextPage) return edges;
      after = page.pageInfo.endCursor;
    }
  }

  async function exported(person: Person, input: Record<string, unknown>): Promise<string[][]> {
    const { id } = await person.request(input);
    await exports.work();
    const done = await person.look(id);
    expect(done).toMatchObject({ state: 'DONE', problem: null, doneRows: done.totalRows });
    const response = await person.fetch(done.file ?? '');
    expect(response.status).toBe(200);
    const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
    return text
      .replace(/^\u{feff}/u, '')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
  }

  it.each(['ecology', 'ecology-pudong', 'police', 'transport'])(
    'should hold for %s what the list shows page by page',
    async (login) => {
      const person = as[login] as Person;
      const [headers, ...rows] = await exported(person, { list: 'VEHICLES', language: 'en' });
      expect(headers).toEqual(VEHICLE_COLUMNS.map(({ en }) => en));
      const nodes = (await listed(person)).map(({ node }) => node);
      expect(rows.map((row) => row[column('plateNumber')])).toEqual(nodes.map(({ plate }) => plate.number));
      expect(rows.map((row) => row[column('vin')])).toEqual(nodes.map(({ vin }) => vin));
      expect(rows.map((row) => row[column('ownerUscc')])).toEqual(
        nodes.map(({ ownerUscc }) => ownerUscc ?? ''),
      );
      expect(rows.length).toBeGreaterThan(4);
    },
  );

  it('should write the lists of the plan, the review queue and the audit', async () => {
    const g3 = await exported(ecology, { list: 'G3', language: 'zh' });
    expect(g3.map((row) => row[0])).toEqual(['号牌号码', '沪A00005']);
    expect(await exported(ecology, { list: 'OVER_LIMIT' })).toHaveLength(1);
    expect(await exported(ecology, { list: 'REVIEW' })).toHaveLength(1);
    const audit = await exported(as['admin'] as Person, {
      list: 'AUDIT',
      audit: { action: 'account.sign-out' },
    });
    expect(audit).toHaveLength(1);
  });

  it('should keep what looks like a formula harmless, and leave the owner blank', async () => {
    const rows = await exported(ecology, { list: 'VEHICLES', vehicles: { division: '320000' } });
    const [, row = []] = rows;
    expect(row[column('engineNo')]).toBe("'=cmd(1)");
    for (const key of ['ownerName', 'ownerPhone', 'ownerAddress', 'ownerIdNumber', 'ownerUscc']) {
      expect(row[column(key)] ?? '').toBe('');
    }
  });

  it('should give the file to the requester alone, until it expires, and tell the audit of all of it', async () => {
    const { id } = await ecology.request({ list: 'G3', format: 'XLSX' });
    await exports.work();
    const { file } = await ecology.look(id);
    expect((await colleague.fetch(file ?? '')).status).toBe(404);
    const mine = await ecology.fetch(file ?? '');
    expect(
      Buffer.from(await mine.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    const actions = await exports.api.test.owner.query<{ action: string; subjects: string[] }>(
      statement(
        't',
        `SELECT action, subjects FROM audit_entry WHERE action ~ '^(export|file)[.]' ORDER BY id DESC LIMIT 4`,
      ),
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'file.download',
      'export.finish',
      'export.rows',
      'export.request',
    ]);
    expect(actions[2]?.subjects).toEqual([vehicleId(5)]);
    const { at } = exports.api.clock;
    exports.api.clock.at = '2027-11-23T04:00:00.000Z';
    const late = await (await exports.person('ecology')).fetch(file ?? '');
    exports.api.clock.at = at;
    expect(late.status).toBe(404);
  });

  it('should be asked for once under one key', async () => {
    const key = newKey();
    const first = await ecology.request({ list: 'G3' }, key);
    expect((await ecology.request({ list: 'G3' }, key)).id).toBe(first.id);
    const other = await ecology.ask(
      `mutation ($key: String!) { requestExport(idempotencyKey: $key, input: { list: VEHICLES }) { __typename } }`,
      { key },
    );
    expect(errorCodes(other)).toEqual(['IDEMPOTENCY_CONFLICT']);
  });

  it('should be closed to those who see no list, and to the filter of another list', async () => {
    for (const login of ['istation', 'port', 'maritime', 'operator']) {
      const person = await exports.person(login);
      const query =
        'mutation { requestExport(idempotencyKey: "key-12345678", input: { list: VEHICLES }) { __typename } }';
      expect(errorCodes(await person.ask(query))).toEqual(['FORBIDDEN']);
    }
    const ask = (input: string): Promise<unknown> =>
      ecology
        .ask(`mutation { requestExport(idempotencyKey: "${newKey()}", input: ${input}) { __typename } }`)
        .then((answer) => [errorCodes(answer)[0], answer.errors?.[0]?.extensions['field']]);
    expect(await ask('{ list: AUDIT }')).toEqual(['FORBIDDEN', undefined]);
    expect(await ask('{ list: G3, review: {} }')).toEqual(['BAD_INPUT', 'input.review']);
    expect(await ask('{ list: G3, vehicles: { g3List: UNDECIDED } }')).toEqual([
      'BAD_INPUT',
      'filter.g3List',
    ]);
    expect(await ask('{ list: G3, format: XLSX, encoding: GB18030 }')).toEqual([
      'BAD_INPUT',
      'input.encoding',
    ]);
  });

  it('should be continued after the death of a worker, and stop when it is cancelled', async () => {
    const { id } = await ecology.request({ list: 'VEHICLES' });
    const dead = statement(
      'dead',
      `UPDATE export_request SET state = 'RUNNING', run_id = gen_random_uuid(), done_rows = 3, changed_at = $1`,
    );
    await exports.api.test.owner.query(dead, ['2026-11-23T03:59:30Z']);
    await exports.work();
    expect(await ecology.look(id)).toMatchObject({ state: 'RUNNING', doneRows: 3 });
    await exports.api.test.owner.query(dead, ['2026-11-23T03:50:00Z']);
    await exports.sweep();
    await exports.work();
    expect(await ecology.look(id)).toMatchObject({ state: 'DONE', doneRows: 6 });
    const second = await ecology.request({ list: 'G3' });
    expect(await ecology.change('cancelExport', second.id)).toMatchObject({ state: 'CANCELLED' });
    await exports.work();
    expect(await ecology.look(second.id)).toMatchObject({ state: 'CANCELLED', file: null });
    expect(await ecology.change('cancelExport', second.id)).toMatchObject({ code: 'EXPORT_STATE' });
    expect(await ecology.change('retryExport', second.id)).toMatchObject({ state: 'QUEUED' });
    await exports.work();
    expect(await ecology.look(second.id)).toMatchObject({ state: 'DONE' });
  });

  it('should fail, and leave no file, when the account may no longer do it', async () => {
    const { id } = await ecology.request({ list: 'G3' });
    const disable = (at: string | null): Promise<unknown> =>
      exports.api.test.owner.query(
        statement('disable', `UPDATE account SET disabled_at = $1 WHERE login = 'ecology'`),
        [at],
      );
    await disable('2026-11-23T04:00:00Z');
    await exports.work();
    await disable(null);
    expect(await ecology.look(id)).toMatchObject({ state: 'FAILED', problem: 'FORBIDDEN', file: null });
  });

  it('should show a VIN as the list does', async () => {
    const rows = await exported(ecology, { list: 'G3' });
    expect(rows[1]?.[column('vin')]).toBe(vinOf(5));
  });
});
