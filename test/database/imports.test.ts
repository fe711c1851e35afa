import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROJECTIONS } from '../../src/apps/process/projections.js';
import type { ImportRun } from '../../src/features/imports/import-run.js';
import { statement } from '../../src/platform/database/statement.js';
import { rebuildProjection } from '../../src/platform/facts/rebuild.js';
import { startImports, tableOf, type ImportsFixture, type TableRow } from '../support/imports.js';
import { factId } from '../support/vehicle-fact-builder.js';
import { vinOf } from '../support/registry.js';

const COUNTS = statement(
  'test_counts',
  `SELECT (SELECT count(*)::int FROM fact) AS facts, (SELECT count(*)::int FROM vehicle) AS vehicles,
     (SELECT count(*)::int FROM held_row) AS held`,
);
const AUDIT = statement(
  'test_import_audit',
  `SELECT account_id, detail, cardinality(subjects) AS subjects FROM audit_entry WHERE action = 'import.run' ORDER BY id`,
);

const truck = (n: number, more: Partial<TableRow> = {}): TableRow => ({
  plate: `苏A${String(n).padStart(5, '0')}`,
  vin: vinOf(n),
  ...more,
});
const trucks = (from: number, to: number): TableRow[] =>
  Array.from({ length: to - from + 1 }, (_, index) => truck(from + index));

const countsOf = ({ registered, flagged, unchanged, held, refused }: ImportRun) => ({
  registered,
  flagged,
  unchanged,
  held,
  refused,
});

describe('an import', () => {
  let imports: ImportsFixture;
  beforeAll(async () => {
    imports = await startImports({ IMPORT_BATCH_ROWS: '10' });
  });
  afterAll(() => imports.close());
  const stored = async () => (await imports.test.database.query<Record<string, number>>(COUNTS))[0];

  it('should register good rows, and change nothing when the file comes again', async () => {
    const file = tableOf(trucks(1, 25));
    const first = await imports.run(file);
    expect(first).toMatchObject({ state: 'DONE', doneRows: 25, committedLine: 26, problem: null });
    expect(countsOf(first)).toEqual({ registered: 25, flagged: 0, unchanged: 0, held: 0, refused: 0 });
    expect(first.reading).toMatchObject({ format: 'CSV', encoding: 'UTF-8', delimiter: ',', headerLine: 1 });
    const before = await stored();
    const again = await imports.run(file);
    expect(countsOf(again)).toEqual({ registered: 0, flagged: 0, unchanged: 25, held: 0, refused: 0 });
    expect(again.id).not.toBe(first.id);
    expect(await stored()).toEqual(before);
  });

  it.each(['zh', 'en'] as const)(
    'should name the field in a refusal of its own scope (%s)',
    async (language) => {
      const run = await imports.run(tableOf([truck(8001, { division: '310115' })]));
      const [, line] = await imports.reportLines(run, language);
      expect(line).toContain('行政区划,OUT_OF_SCOPE,');
      expect(line?.split('OUT_OF_SCOPE,')[1]).toContain('行政区划');
      expect(line).not.toContain('{');
    },
  );

  const OWNERS = statement(
    'test_owners',
    `SELECT count(*)::int AS records, count(o.record)::int AS present FROM vehicle v
     JOIN personal_record p ON p.vehicle_id = v.id LEFT JOIN vehicle_owner o ON o.record = p.id WHERE v.vin = $1`,
  );
  const ERASE = statement(
    'test_erase',
    `UPDATE personal_record SET sealed = NULL, key_id = NULL, name_hash = NULL, phone_hash = NULL,
       id_number_hash = NULL, erased_at = now() WHERE vehicle_id = (SELECT id FROM vehicle WHERE vin = $1)`,
  );
  const ownersOf = async (n: number) =>
    (await imports.test.database.query<Record<string, number>>(OWNERS, [vinOf(n)]))[0];

  it('should record particulars that come later for a vehicle that is registered, and each of them once', async () => {
    const with_ = (phone: string) => tableOf([truck(80, { owner: '欧阳测试', phone })]);
    await imports.run(tableOf([truck(80)]));
    const later = await imports.run(with_('13812341234'));
    expect(countsOf(later)).toEqual({ registered: 1, flagged: 1, unchanged: 0, held: 0, refused: 0 });
    expect(await imports.report(later)).toMatchObject([
      { line: 2, outcome: 'FLAGGED', problem: { code: 'OWNER_RECORDED_LATER' } },
    ]);
    expect(await ownersOf(80)).toEqual({ records: 1, present: 1 });
    expect(countsOf(await imports.run(with_('138 1234 1234')))).toMatchObject({
      registered: 0,
      unchanged: 1,
    });
    expect(countsOf(await imports.run(with_('13912345678')))).toMatchObject({ registered: 1 });
    // The file of before does not undo what came after it.
    expect(countsOf(await imports.run(with_('13812341234')))).toMatchObject({ registered: 0, unchanged: 1 });
    expect(await ownersOf(80)).toEqual({ records: 2, present: 1 });
  });

  it('should take the owner of the later of two rows of one file', async () => {
    const twice = [truck(81, { phone: '13812341234' }), truck(81, { phone: '13912345678' }), truck(81)];
    const run = await imports.run(tableOf(twice));
    expect(countsOf(run)).toEqual({ registered: 2, flagged: 1, unchanged: 1, held: 0, refused: 0 });
    expect(await ownersOf(81)).toEqual({ records: 2, present: 1 });
    expect(countsOf(await imports.run(tableOf(twice)))).toMatchObject({ registered: 0, unchanged: 3 });
  });

  it('should not bring erased particulars back, and say so', async () => {
    const file = tableOf([truck(82, { phone: '13812341234' })]);
    await imports.run(file);
    await imports.test.owner.query(ERASE, [vinOf(82)]);
    const again = await imports.run(file);
    expect(countsOf(again)).toMatchObject({ registered: 0, unchanged: 1 });
    expect(await imports.report(again)).toMatchObject([
      { line: 2, outcome: 'FLAGGED', problem: { code: 'OWNER_LEFT_OUT' } },
    ]);
    expect(await ownersOf(82)).toEqual({ records: 1, present: 1 });
  });

  const fates: [string, TableRow[], Partial<ReturnType<typeof countsOf>>, (string | undefined)[][]][] = [
    [
      'refuse a row that the rules refuse, under the header of the file',
      [truck(100, { registered: '2030-01-01' })],
      { refused: 1 },
      [['REFUSED', '初次登记日期', 'TIME_FUTURE']],
    ],
    [
      'refuse a row outside of the reach',
      [truck(101, { division: '330106' })],
      { refused: 1 },
      [['REFUSED', '行政区划', 'OUT_OF_SCOPE']],
    ],
    [
      'flag a doubtful row that goes in',
      [truck(102, { stage: '国三', registered: '2016-03-01' })],
      { registered: 1, flagged: 1 },
      [
        ['FLAGGED', undefined, 'STAGE_DATE_CONFLICT'],
        ['FLAGGED', undefined, 'VIN_MODEL_YEAR'],
      ],
    ],
    [
      'hold a row whose plate contradicts its type',
      [truck(103, { plate: '苏A10345D', type: '52' })],
      { held: 1 },
      [['HELD', '号牌号码', 'HPZL_SWAPPED_51_52']],
    ],
    [
      'hold another content under the same VIN, in the register and in the file',
      [truck(1, { fuel: 'A' }), truck(104), truck(104, { fuel: 'A' }), truck(104)],
      { registered: 1, unchanged: 1, held: 2 },
      [
        ['HELD', 'VIN', 'VIN_ALREADY_REGISTERED'],
        ['HELD', 'VIN', 'VIN_ALREADY_REGISTERED'],
      ],
    ],
    [
      'hold a plate that another vehicle has, in the register and in the file',
      [truck(105, { plate: '苏A00001' }), truck(106), truck(107, { plate: '苏A00106' })],
      { registered: 1, held: 2 },
      [
        ['HELD', '号牌号码', 'PLATE_IN_USE'],
        ['HELD', '号牌号码', 'PLATE_IN_USE'],
      ],
    ],
  ];

  it.each(fates)('should %s', async (_what, rows, counts, told) => {
    const file = tableOf(rows);
    const none = { registered: 0, flagged: 0, unchanged: 0, held: 0, refused: 0 };
    const run = await imports.run(file);
    expect(countsOf(run)).toEqual({ ...none, ...counts });
    const entries = await imports.report(run);
    expect(entries.map(({ outcome, problem }) => [outcome, problem.field, problem.code])).toEqual(told);
    const before = await stored();
    const again = await imports.run(file);
    const { registered = 0, unchanged = 0, held = 0, refused = 0 } = counts;
    expect(countsOf(again)).toEqual({ ...none, unchanged: registered + unchanged, held, refused });
    expect(await stored()).toEqual(before);
  });

  it('should say that a source seems to exchange 51 and 52, and read it so when told', async () => {
    const rows = Array.from({ length: 6 }, (_, n) =>
      truck(200 + n, { plate: `苏A${10200 + n}D`, type: '52' }),
    );
    const asIs = await imports.run(tableOf(rows));
    expect(asIs).toMatchObject({ newEnergy: 6, contradicting: 6, held: 6 });
    const swapped = await imports.run(tableOf(rows), { swapped: true });
    expect(swapped).toMatchObject({ contradicting: 0, registered: 6 });
  });

  it.each([
    ['without its headers', 'a,b\r\n1,2\r\n', 'HEADER_MISSING'],
    ['that is empty', '', 'TABLE_EMPTY'],
    ['of an old Excel', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'TABLE_OLD_EXCEL'],
  ])('should fail with a code for a file %s, and write nothing', async (_what, file, code) => {
    const before = await stored();
    const run = await imports.run(file);
    expect(run).toMatchObject({ state: 'FAILED', doneRows: 0, problem: { code } });
    expect(await stored()).toEqual(before);
  });

  it('should stop after the batch at work and go on from there', async () => {
    const file = tableOf(trucks(300, 334));
    const broken = await imports.run(file, { onBatch: (_run, stop) => stop.abort() });
    expect(broken).toMatchObject({ state: 'CANCELLED', doneRows: 10, committedLine: 11 });
    const whole = await imports.run(file);
    expect(whole).toMatchObject({ id: broken.id, state: 'DONE', doneRows: 35, registered: 35 });
  });

  it('should let only one of two that work on the same run go on, and double nothing', async () => {
    const file = tableOf(trucks(400, 434));
    const others: Promise<ImportRun>[] = [];
    const first = await imports.run(file, {
      onBatch: async (run) => {
        if (run.doneRows !== 10) return;
        others.push(imports.run(file));
        await Promise.all(others);
      },
    });
    const [second] = await Promise.all(others);
    expect(second).toMatchObject({ id: first.id, state: 'DONE', doneRows: 35, registered: 35 });
    expect(first).toMatchObject({ state: 'DONE', doneRows: 35, registered: 35 });
  });

  it('should audit each batch in the name of whoever asked', async () => {
    const actor = {
      accountId: factId(7),
      role: 'TRAFFIC_POLICE',
      organisationId: factId(8),
      division: '320100',
    } as const;
    await imports.test.owner.query(statement('test_forget', 'DELETE FROM audit_entry'));
    const run = await imports.run(tableOf(trucks(500, 511)), { actor });
    await imports.run(tableOf(trucks(520, 520)));
    const lines = await imports.test.owner.query<Record<string, unknown>>(AUDIT);
    expect(lines).toMatchObject([
      {
        account_id: factId(7),
        subjects: 11,
        detail: { import: run.id, lines: { from: 2, to: 11 }, registered: 10 },
      },
      { account_id: factId(7), subjects: 3, detail: { lines: { from: 12, to: 13 }, registered: 2 } },
      { account_id: null, subjects: 2, detail: { by: 'command line: clerk' } },
    ]);
  });

  it('should leave projections that a rebuild finds equal', async () => {
    for (const projection of PROJECTIONS) {
      const report = await rebuildProjection(imports.test.owner, projection, {
        apply: false,
        onProgress: () => undefined,
      });
      expect(report.examples).toEqual([]);
    }
  });
});
