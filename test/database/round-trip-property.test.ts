import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { payloadRegistry } from '../../src/apps/process/payloads.js';
import type { VehicleFact } from '../../src/domain/vehicle/vehicle-facts.js';
import { vehicleIdOfVin } from '../../src/domain/vehicle/vehicle-id.js';
import { checkVehicleInput, type VehicleInput } from '../../src/domain/vehicle/vehicle-input.js';
import type { VehicleList } from '../../src/features/exports/index.js';
import { FactIngestService, VehicleProjection } from '../../src/features/registry/index.js';
import { uuidV7 } from '../../src/platform/context/ids.js';
import { statement } from '../../src/platform/database/statement.js';
import { FactStore } from '../../src/platform/facts/fact-store.js';
import { sha256 } from '../../src/platform/facts/sha256.js';
import { openTable } from '../../src/platform/tables/table-reader.js';
import type { TableForm } from '../../src/platform/tables/table-writer.js';
import { exportedBy, startImports, type ImportsFixture } from '../support/imports.js';
import { memorySource, rowsOf, TABLE_LIMITS } from '../support/tables.js';
import { vinOf } from '../support/registry.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';

const NOW = '2026-11-23T04:00:00.000Z';
const FACTS = statement('test_facts', 'SELECT count(*)::int AS facts FROM fact');
const HELD = statement('test_held', 'SELECT count(*)::int AS held FROM held_row');
const LIST_OVER_LIMIT = statement(
  'test_over_limit',
  `INSERT INTO supervision_reason (vehicle_id, code, since, clause, facts, evidence_at)
   SELECT id, 'OVER_LIMIT_LISTED', '2026-11-01', 'test', '{}', '2026-11-01T00:00:00Z' FROM vehicle
   WHERE ascii(md5(id::text)) % 2 = 0`,
);
const FORMS = [
  { format: 'CSV', encoding: 'UTF-8', language: 'zh' },
  { format: 'CSV', encoding: 'GB18030', language: 'en' },
  { format: 'XLSX', encoding: 'UTF-8', language: 'zh' },
] as const;

/** Texts that a spreadsheet, a delimiter or a reader of tables would mangle. */
const HURTING = [
  ...[
    '=1+1',
    '+86',
    '-1',
    '@SUM(A1)',
    '＝cmd',
    "'=1",
    "''-2",
    "'7",
    "‘x'",
    '00012',
    '1E+5',
    '-1.5E+10',
    '#N/A',
  ],
  ...[
    '"',
    'a,b',
    'a;b|c',
    '#REF!',
    '_x000D_',
    '<b>&amp;',
    ']]>',
    '𠮷野',
    '€',
    '合计',
    '总计：3',
    'sep=;',
    '2014-03-01',
  ],
];
/** No private use: GB18030 has no code for some of it. No controls: no register takes them. */
const printable = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => !/[\p{Cc}\p{Cs}\p{Co}\uFFFE\uFFFF]/u.test(text));
const text = fc.option(
  fc.oneof(
    printable,
    fc.constantFrom(...HURTING),
    fc.tuple(fc.constantFrom(...HURTING), printable).map(([hurting, rest]) => hurting + rest),
  ),
);
const A_DAY_MS = 86_400_000;
const dayAt = (days: number): string => new Date(days * A_DAY_MS).toISOString().slice(0, 10);
/** 2008-01-01 to 2020-12-31: both before and after a county was given another code. */
const registeredAt = fc.integer({ min: 13_879, max: 18_627 });
const quantity = fc.option(fc.integer({ min: 1, max: 10_000_000 }));
const owner = fc.constantFrom(
  { ownerKind: 'ORG', ownerUscc: '91320102MA20M0N15H' },
  { ownerKind: 'ORG', ownerUscc: null },
  { ownerKind: 'INDIVIDUAL_BUSINESS', ownerUscc: '92340122MA8PQ3R659' },
  { ownerKind: 'PERSON', ownerUscc: null },
);
const colour = fc.constantFrom(
  { color: null, colorSystem: null },
  { color: 'YELLOW', colorSystem: 'INTERNAL' },
  { color: '2', colorSystem: 'JT697' },
  { color: '黄', colorSystem: 'JT697' },
  { color: '1', colorSystem: 'ETC' },
  { color: '7', colorSystem: 'JINHUA' },
  { color: '黄牌', colorSystem: 'JIANGSU' },
  { color: '绿牌', colorSystem: 'JIANGSU' },
);
const vehicle = fc.record({
  isNamedByFrame: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  colour,
  owner,
  vehicleType: fc.constantFrom('H11', 'H31', 'Q11', 'Z51', 'K31', 'H99'),
  useNature: fc.constantFrom('A', 'F', 'R', 'L'),
  fuel: fc.constantFrom('B', 'BC', 'AE', 'O', 'D', 'A', ''),
  emissionStage: fc.constantFrom('国三', '国四', 'G2', 'G6_UNSPEC', 'UNKNOWN', 'G5'),
  ...{ massKg: quantity, lengthMm: quantity, ratedPowerW: quantity, engineModel: text, engineNo: text },
  ...{ registeredAt, daysInStock: fc.option(fc.integer({ min: 0, max: 900 })) },
  division: fc.constantFrom('320102', '320684', '320500', '320412'),
  status: fc.constantFrom('A', 'BG', 'QG', 'E'),
  retrofit: fc.option(
    fc.record({
      kind: fc.constantFrom('DPF', 'SCR', 'OTHER'),
      daysAfter: fc.integer({ min: 0, max: 2000 }),
      certificateNo: text,
    }),
  ),
});
type Drawn = typeof vehicle extends fc.Arbitrary<infer T> ? T : never;

/** The n-th vehicle of a register; null where the rules would not have taken it. */
function registration(drawn: Drawn, n: number): VehicleFact | null {
  const { isNamedByFrame, colour, owner, retrofit, registeredAt, daysInStock, ...rest } = drawn;
  const input: VehicleInput = {
    ...rest,
    ...owner,
    vin: isNamedByFrame ? null : vinOf(n),
    frameNo: isNamedByFrame ? `LJ*${n}*` : null,
    plate: { number: `苏A${String(n).padStart(5, '0')}`, type: '01', ...colour },
    firstRegisteredOn: dayAt(registeredAt),
    manufacturedOn: daysInStock === null ? null : dayAt(registeredAt - daysInStock),
    retrofit: retrofit && {
      ...{ kind: retrofit.kind, on: dayAt(registeredAt + retrofit.daysAfter) },
      certificateNo: retrofit.certificateNo ?? 'X',
    },
  };
  const checked = checkVehicleInput(input, '2026-11-23');
  if (!checked.ok) return null;
  const { vin } = checked.value;
  const subject = vin === null ? uuidV7() : vehicleIdOfVin(vin, sha256);
  return {
    ...{
      id: uuidV7(),
      site: '320000',
      kind: 'vehicle.registered',
      version: 1,
      subjectType: 'vehicle',
      subject,
    },
    ...{ occurredAt: NOW, recordedAt: NOW, payload: checked.value, supersedes: null },
  };
}

/** The rows of a file, whatever their order: vehicles without a VIN have ids of their own at every site. */
async function linesOf(file: Buffer): Promise<readonly string[]> {
  const table = await openTable(memorySource(file), {
    limits: TABLE_LIMITS,
    headerScore: (cells) => cells.length,
  });
  return (await rowsOf(table)).map(({ cells }) => JSON.stringify(cells)).sort();
}

async function registerOf(facts: readonly VehicleFact[]): Promise<ImportsFixture> {
  const made = await startImports();
  const { database, owner } = made.test;
  await new FactIngestService(
    database,
    new FactStore(payloadRegistry()),
    new VehicleProjection(VEHICLE_EXTENSIONS),
  ).ingest([...facts]);
  await owner.query(LIST_OVER_LIMIT);
  return made;
}

const countsIn = async ({ test }: ImportsFixture): Promise<unknown> => [
  await test.database.query(FACTS),
  await test.database.query(HELD),
];

/** Takes every list of one register into an empty one, and back into its own. */
async function roundTrip(facts: readonly VehicleFact[], form: TableForm & { language: 'zh' | 'en' }) {
  const from = await registerOf(facts);
  const into = await startImports();
  try {
    const before = await countsIn(from);
    // From the smaller lists to the whole one: what is in both goes in once.
    for (const list of ['OVER_LIMIT', 'G3', 'VEHICLES'] as const satisfies readonly VehicleList[]) {
      const file = await exportedBy(from, { ...form, list });
      const back = await from.run(file);
      expect(back).toMatchObject({ problem: null, registered: 0, held: 0, refused: 0, flagged: 0 });
      const run = await into.run(file);
      expect(run).toMatchObject({ problem: null, held: 0, refused: 0 });
      const again = await exportedBy(into, { ...form, list: list === 'OVER_LIMIT' ? 'VEHICLES' : list });
      expect(await linesOf(again)).toEqual(await linesOf(file));
    }
    expect(await countsIn(from)).toEqual(before);
  } finally {
    await from.close();
    await into.close();
  }
}

describe.each(FORMS)('any register as $format in $encoding', (form) => {
  it('should come back from every list as it was, and change nothing where it came from', async () => {
    const registers = fc
      .array(vehicle, { minLength: 60, maxLength: 80 })
      .map((drawn) => drawn.map((one, n) => registration(one, n + 1)).filter((fact) => fact !== null))
      .filter((facts) => facts.length > 30);
    await fc.assert(
      fc.asyncProperty(registers, (facts) => roundTrip(facts, form)),
      { seed: 20261123, numRuns: 3, endOnFailure: true },
    );
  }, 120_000);
});
