import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoFacts } from '../../seeds/demo/demo-facts.js';
import { DEMO_SEED, demoVehicles } from '../../seeds/demo/generator.js';
import type { Actor } from '../../src/platform/context/request-context.js';
import { FactIngestService, VehicleProjection } from '../../src/features/registry/index.js';
import type { VehicleInput } from '../../src/domain/vehicle/vehicle-input.js';
import { checkVehicleInput } from '../../src/domain/vehicle/vehicle-input.js';
import { vehicleIdOfVin } from '../../src/domain/vehicle/vehicle-id.js';
import type { VehicleFact } from '../../src/domain/vehicle/vehicle-facts.js';
import { uuidV7 } from '../../src/platform/context/ids.js';
import { FactStore } from '../../src/platform/facts/fact-store.js';
import { sha256 } from '../../src/platform/facts/sha256.js';
import { payloadRegistry } from '../../src/apps/process/payloads.js';
import { statement } from '../../src/platform/database/statement.js';
import { exportedBy, startImports, tableOf, type ImportsFixture } from '../support/imports.js';
import { vinOf } from '../support/registry.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';

const SITE = '320000';
const NOW = '2026-11-23T04:00:00.000Z';
const REGISTERED = statement(
  'test_registered',
  `SELECT payload FROM fact WHERE kind = 'vehicle.registered' ORDER BY payload->'plate'->>'number', payload->'plate'->>'type'`,
);
const FACTS = statement('test_facts', 'SELECT count(*)::int AS facts FROM fact');
const OWNERS = statement('test_owners', 'SELECT id, sealed FROM personal_record');
const AUDITED = statement(
  'test_export_audit',
  `SELECT action, account_id, detail->>'by' AS by FROM audit_entry WHERE action LIKE 'export.%' ORDER BY id`,
);
const NOBODY: Pick<Actor, 'accountId' | 'organisationId'> = {
  accountId: '00000000-0000-4000-8000-0000000000aa',
  organisationId: '00000000-0000-4000-8000-0000000000bb',
};

const BASE: VehicleInput = {
  ...{
    vin: null,
    frameNo: null,
    plate: { number: '苏A90001', type: '01' },
    vehicleType: 'H11',
    useNature: 'F',
  },
  ...{ fuel: 'B', emissionStage: '国四', firstRegisteredOn: '2014-03-01', division: '320102', status: 'A' },
  ...{ ownerKind: 'ORG', ownerUscc: '91320102MA20M0N15H' },
};
const RETROFIT = { kind: 'DPF', on: '2020-05-01', certificateNo: '=DPF"1"' };

/** What the demonstration does not have: texts that a table must not mangle, and old identities. */
const SPECIAL: readonly Partial<VehicleInput>[] = [
  { frameNo: 'LJ-1988-0042' },
  { vin: vinOf(9001), engineNo: '=1+1', engineModel: '@SUM(A1)', fuel: 'AE' },
  { vin: vinOf(9002), engineNo: `'-7"8",;|9`, engineModel: "''x", retrofit: RETROFIT },
  { vin: vinOf(9003), engineNo: '00012345678901234567', ratedPowerW: 162_500, massKg: 18_000 },
  { vin: vinOf(9004), status: 'BG', ownerKind: 'PERSON', ownerUscc: null, manufacturedOn: '2014-01-15' },
  { vin: vinOf(9005), plate: { number: '苏A90006', type: '01', color: '2', colorSystem: 'JT697' } },
];

function factOf(input: VehicleInput): VehicleFact {
  const checked = checkVehicleInput(input, '2026-11-23');
  if (!checked.ok) throw new Error(JSON.stringify(checked.error));
  const { vin } = checked.value;
  const subject = vin === null ? uuidV7() : vehicleIdOfVin(vin, sha256);
  return {
    ...{ id: uuidV7(), site: SITE, kind: 'vehicle.registered', version: 1, subjectType: 'vehicle', subject },
    ...{ occurredAt: NOW, recordedAt: NOW, payload: checked.value, supersedes: null },
  };
}

function* facts(): Generator<VehicleFact> {
  const plates = new Set<string>();
  for (const vehicle of demoVehicles(1200)) {
    // Some got the plate of another only after that one had lost it, which is none of the registrations.
    const plate = `${vehicle.input.plate.number} ${vehicle.input.plate.type}`;
    if (plates.has(plate)) continue;
    plates.add(plate);
    if (vehicle.site !== SITE || !checkVehicleInput(vehicle.input, '2026-11-23').ok) continue;
    const [registered] = demoFacts(vehicle, DEMO_SEED);
    if (registered !== undefined) yield registered;
  }
  for (const [index, special] of SPECIAL.entries())
    yield factOf({ ...BASE, plate: { number: `苏A9000${index + 1}`, type: '01' }, ...special });
}

describe('what is exported', () => {
  let from: ImportsFixture;
  let registered: readonly object[];
  const payloadsOf = (where: ImportsFixture): Promise<readonly object[]> =>
    where.test.database.query<object>(REGISTERED);

  beforeAll(async () => {
    from = await startImports({ EXPORT_APPROVAL_ROWS: '50' });
    const ingest = new FactIngestService(
      from.test.database,
      new FactStore(payloadRegistry()),
      new VehicleProjection(VEHICLE_EXTENSIONS),
    );
    await ingest.ingest([...facts()]);
    registered = await payloadsOf(from);
  });
  afterAll(() => from.close());

  const exported = (asked: Parameters<typeof exportedBy>[1], where = from): Promise<Buffer> =>
    exportedBy(where, asked);

  it.each([
    { format: 'CSV', encoding: 'UTF-8', language: 'zh' },
    { format: 'CSV', encoding: 'GB18030', language: 'en' },
    { format: 'XLSX', encoding: 'UTF-8', language: 'zh' },
  ] as const)('should come back as the same registrations from $format in $encoding', async (form) => {
    expect(registered.length).toBeGreaterThan(200);
    const file = await exported(form);
    const into = await startImports();
    const run = await into.run(file);
    const report = await into.report(run);
    const payloads = await payloadsOf(into);
    await into.close();
    expect([run.problem, report.filter(({ outcome }) => outcome !== 'FLAGGED')]).toEqual([null, []]);
    expect(run).toMatchObject({ state: 'DONE', registered: registered.length, held: 0, refused: 0 });
    expect(payloads).toEqual(registered);
  });

  it('should change nothing where it came from', async () => {
    const before = await from.test.database.query(FACTS);
    const run = await from.run(await exported({ format: 'XLSX' }));
    expect(run).toMatchObject({
      state: 'DONE',
      unchanged: registered.length,
      registered: 0,
      held: 0,
      refused: 0,
    });
    expect(await from.test.database.query(FACTS)).toEqual(before);
  });

  it('should change nothing after transfers, new plates and the facts of other sites', async () => {
    const later = await startImports();
    const ingest = new FactIngestService(
      later.test.database,
      new FactStore(payloadRegistry()),
      new VehicleProjection(VEHICLE_EXTENSIONS),
    );
    const sound = [...demoVehicles(3000)].filter(({ input }) => checkVehicleInput(input, '2026-11-23').ok);
    for (let start = 0; start < sound.length; start += 300) {
      const some = sound.slice(start, start + 300);
      await ingest.ingest(some.flatMap((vehicle) => demoFacts(vehicle, DEMO_SEED)));
    }
    const before = await later.test.database.query(FACTS);
    const run = await later.run(await exported({}, later));
    const report = await later.report(run);
    const after = await later.test.database.query(FACTS);
    await later.close();
    expect([run.problem, report]).toEqual([null, []]);
    expect(run).toMatchObject({ state: 'DONE', registered: 0, held: 0, refused: 0 });
    expect(run.unchanged).toBeGreaterThan(500);
    expect(after).toEqual(before);
  });

  it('should never bring masked owners back as real ones', async () => {
    const here = await startImports();
    const there = await startImports();
    const truck = { plate: '苏A00001', vin: vinOf(1), owner: '张三', phone: '13812341234' };
    await here.run(tableOf([truck, { plate: '苏A00002', vin: vinOf(2), fuel: '' }]));
    const actor = { ...NOBODY, role: 'TRANSPORT_BUREAU', division: SITE } as const;
    const file = await exportedBy(here, { actor, purpose: 'SUPERVISION', reference: 'D-7' });
    expect(file.toString()).toMatch(/张\*,138\*{4}1234/);
    const before = await here.test.owner.query(OWNERS);
    expect(before).toHaveLength(1);
    const back = await here.run(file);
    const run = await there.run(file);
    const told = (await there.report(run)).filter(({ problem }) => problem.code === 'OWNER_MASKED');
    const after = await here.test.owner.query(OWNERS);
    const taken = await there.test.owner.query(OWNERS);
    await Promise.all([here.close(), there.close()]);
    expect(back).toMatchObject({ unchanged: 2, registered: 0, held: 0, refused: 0 });
    expect(after).toEqual(before);
    expect([run.registered, told.map(({ problem }) => problem.field), taken]).toEqual([
      2,
      ['所有人', '联系电话'],
      [],
    ]);
  });

  it('should be in the audit under the name of the operator', async () => {
    await exported({ list: 'OVER_LIMIT' });
    const lines = await from.test.database.query<{ by: string; account_id: string | null }>(AUDITED);
    expect(lines.slice(-2)).toEqual([
      { action: 'export.request', account_id: null, by: 'command line: clerk' },
      { action: 'export.finish', account_id: null, by: 'command line: clerk' },
    ]);
    expect(lines.map(({ by }) => by)).not.toContain(null);
  });

  it('should need the API when an account asks for much, and the role for anything', async () => {
    const police = { ...NOBODY, role: 'TRAFFIC_POLICE', division: SITE } as const;
    const stated = { purpose: 'SUPERVISION', reference: 'D-7' };
    await expect(exported({ actor: police, ...stated })).rejects.toMatchObject({
      code: 'EXPORT_NEEDS_APPROVAL',
    });
    await expect(exported({ actor: police })).rejects.toMatchObject({ code: 'PURPOSE_REQUIRED' });
    const station = { ...police, role: 'INSPECTION_STATION' } as const;
    await expect(exported({ actor: station })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(exported({ purpose: 'CURIOSITY' })).rejects.toMatchObject({ code: 'PURPOSE_UNKNOWN' });
  });
});
