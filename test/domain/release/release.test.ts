import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../../src/domain/sync/canonical.js';
import { DifferenceCheck, RowsCheck } from '../../../src/domain/release/release-check.js';
import { RowCounter } from '../../../src/domain/release/release-counts.js';
import {
  changeLine,
  DifferenceWalk,
  removalReason,
  type Change,
} from '../../../src/domain/release/release-difference.js';
import { RELEASE_EDITIONS, type ReleaseEdition } from '../../../src/domain/release/release-list.js';
import { manifestText, readManifest, type Manifest } from '../../../src/domain/release/release-manifest.js';
import {
  csvHeading,
  csvLine,
  readRow,
  rowKey,
  rowLine,
  rowOf,
  type ListedVehicle,
} from '../../../src/domain/release/release-row.js';
import { listed, plateNumbers } from '../../support/release-fixtures.js';

const SEED = { seed: 20261123 };

const vehicles: fc.Arbitrary<ListedVehicle> = fc
  .record({
    plateNumber: plateNumbers,
    plateType: fc.constantFrom('01', '02', '51', '52'),
    vin: fc.constantFrom('LZZ5ELNB6CN123456', 'LZZ5ELNBXCN123007', null),
    frameNo: fc.constantFrom('OLD1', 'OLD-FRAME-22'),
    vehicleType: fc.constantFrom('H11', 'Q11', 'Z51'),
    division: fc.constantFrom('320102', '320500', '320684', '320000'),
    ownerKind: fc.constantFrom('ORG' as const, 'PERSON' as const, 'INDIVIDUAL_BUSINESS' as const),
    organisationName: fc.option(fc.string({ unit: 'binary', maxLength: 8 })),
  })
  .map((given) => listed(given));

/** The lines of a release of these vehicles. */
function linesOf(all: readonly ListedVehicle[], edition: ReleaseEdition): string[] {
  const byKey = new Map<string, string>();
  for (const vehicle of all) {
    const row = rowOf(vehicle, edition);
    byKey.set(rowKey(row, edition), rowLine(row, edition));
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}

/** The walk as the maker does it, fed in pieces of the given size. */
function differences(
  before: readonly string[],
  now: readonly string[],
  size: number,
  edition: ReleaseEdition,
): Change[] {
  const walk = new DifferenceWalk(edition);
  const changes: Change[] = [];
  const [from, to] = [[...before], [...now]];
  for (let wants = walk.wants; wants !== null; wants = walk.wants) {
    if (wants === 'PREVIOUS') walk.feedPrevious(from.splice(0, size));
    else walk.feedPresent(to.splice(0, size));
    changes.push(...walk.take());
  }
  return changes;
}

describe('a row of a release', () => {
  it.each(RELEASE_EDITIONS)('should be written in the canonical form and read back (%s)', (edition) => {
    fc.assert(
      fc.property(vehicles, (vehicle) => {
        const organisationName = vehicle.organisationName?.replaceAll('\0', '') ?? null;
        const row = rowOf({ ...vehicle, organisationName }, edition);
        const line = rowLine(row, edition);
        expect(line).toBe(canonicalJson(row));
        expect(readRow(line, edition)).toEqual(row);
      }),
      SEED,
    );
  });

  it('should show partners the whole vehicle and the organisation', () => {
    expect(JSON.parse(rowLine(rowOf(listed(), 'PARTNER'), 'PARTNER'))).toEqual({
      plateNumber: '苏A12345',
      plateType: '01',
      plateColor: 'YELLOW',
      vin: 'LZZ5ELNB6CN123456',
      frameNo: null,
      vehicleType: 'H11',
      stage: 'G3',
      stageSource: 'REGISTRATION',
      division: '320102',
      ownerKind: 'ORG',
      ownerUscc: '91320102MA20M0N15H',
      ownerName: '南京某物流有限公司',
      reasons: [{ code: 'G3_DIESEL_TRUCK', since: '2012-03-01', clause: 'DELTA_PLAN_9_SHARED_LISTS' }],
    });
  });

  it('should show the public plate, types, company and the beginning of the VIN', () => {
    expect(JSON.parse(rowLine(rowOf(listed(), 'PUBLIC'), 'PUBLIC'))).toEqual({
      plateNumber: '苏A12345',
      plateType: '01',
      vehicleType: 'H11',
      vin: 'LZZ5ELNB6CN******',
      ownerName: '南京某物流有限公司',
    });
  });

  it.each(['PERSON', 'INDIVIDUAL_BUSINESS'] as const)(
    'should name no owner who is a %s, in neither edition',
    (ownerKind) => {
      const vehicle = listed({ ownerKind, organisationName: '张三', ownerUscc: '92340122MA8PQ3R659' });
      for (const edition of RELEASE_EDITIONS) {
        const written = rowLine(rowOf(vehicle, edition), edition) + csvLine(rowOf(vehicle, edition), edition);
        expect(written).not.toMatch(/张三|92340122MA8PQ3R659/);
      }
    },
  );

  it('should not be run as a formula where its CSV line is opened', () => {
    const line = (organisationName: string): string =>
      csvLine(rowOf(listed({ organisationName }), 'PUBLIC'), 'PUBLIC');
    expect(line('=HYPERLINK("http://x")')).toBe(
      `苏A12345,01,H11,LZZ5ELNB6CN******,"'=HYPERLINK(""http://x"")"\r\n`,
    );
    for (const first of ['+1', '-1', '@x', '\tx']) expect(line(first)).toContain(`,'${first}`);
    expect(csvHeading('PUBLIC')).toBe('\uFEFF号牌号码,号牌种类,车辆类型,车辆识别代号,单位名称\r\n');
  });

  it.each([
    ['no JSON', 'x'],
    [
      'another order of members',
      '{"vehicleType":"H11","vin":null,"plateType":"01","plateNumber":"苏A1","ownerName":null}',
    ],
    [
      'a member too many',
      '{"extra":null,"ownerName":null,"plateNumber":"苏A1","plateType":"01","vehicleType":"H11","vin":null}',
    ],
    ['a member too few', '{"ownerName":null,"plateNumber":"苏A1","plateType":"01","vehicleType":"H11"}'],
    [
      'a number for a text',
      '{"ownerName":null,"plateNumber":1,"plateType":"01","vehicleType":"H11","vin":null}',
    ],
    ['null', 'null'],
  ])('should not be read from %s', (_, line) => {
    expect(readRow(line, 'PUBLIC')).toBeNull();
  });
});

describe('the counts of a release', () => {
  it('should be by province, city and stage for partners, and by vehicle type alone for the public', () => {
    const all = [
      listed(),
      listed({ division: '320500', vehicleType: 'Q11' }),
      listed({ division: '320684', stage: 'G2' }),
    ];
    const counts = (edition: ReleaseEdition): unknown => {
      const counter = new RowCounter(edition);
      for (const vehicle of all) counter.add(rowOf(vehicle, edition));
      return counter.counts;
    };
    expect(counts('PARTNER')).toEqual({
      total: 3,
      byProvince: { '320000': 3 },
      byCity: { '320100': 1, '320500': 1, '320600': 1 },
      byStage: { G2: 1, G3: 2 },
      byVehicleType: { H11: 2, Q11: 1 },
    });
    expect(counts('PUBLIC')).toEqual({ total: 3, byVehicleType: { H11: 2, Q11: 1 } });
  });
});

describe('the difference of two releases', () => {
  it('should lead from one to the other, whatever pieces the walk was fed', () => {
    const list = fc.array(vehicles, { maxLength: 25 });
    const edition = fc.constantFrom(...RELEASE_EDITIONS);
    fc.assert(
      fc.property(list, list, list, edition, fc.integer({ min: 1, max: 7 }), (kept, gone, come, of, size) => {
        const [before, now] = [linesOf([...kept, ...gone], of), linesOf([...come, ...kept], of)];
        const changes = differences(before, now, size, of);
        const lines = new Map(before.map((line) => [rowKey(readRow(line, of)!, of), line]));
        for (const change of changes) {
          const key = rowKey(change.row, of);
          expect(lines.has(key)).toBe(change.change !== 'ADDED');
          if (change.change === 'REMOVED') lines.delete(key);
          else lines.set(key, rowLine(change.row, of));
        }
        expect([...lines.values()].sort()).toEqual([...now].sort());
        const check = new DifferenceCheck(of);
        expect(changes.map((change) => check.read(changeLine(change)))).toEqual(changes);
      }),
      SEED,
    );
  });

  it('should name the fields that changed with what they were', () => {
    const [before, now] = [
      linesOf([listed()], 'PARTNER'),
      linesOf([listed({ stage: 'G2', stageSource: null })], 'PARTNER'),
    ];
    expect(differences(before, now, 10, 'PARTNER')).toMatchObject([
      {
        change: 'CHANGED',
        fields: ['stage', 'stageSource'],
        before: { stage: 'G3', stageSource: 'REGISTRATION' },
      },
    ]);
  });

  it.each([
    [null, null],
    [{ hasEnded: true, isInProvince: false, bearsPlate: false }, 'DEREGISTERED'],
    [{ hasEnded: false, isInProvince: false, bearsPlate: false }, 'MOVED_AWAY'],
    [{ hasEnded: false, isInProvince: true, bearsPlate: false }, 'REPLATED'],
    [{ hasEnded: false, isInProvince: true, bearsPlate: true }, 'NO_LONGER_LISTED'],
  ] as const)('should say why a vehicle went: %j', (former, reason) => {
    expect(removalReason(former)).toBe(reason);
  });

  it('should stop at a line of the release before that is no row', () => {
    expect(() => differences(['nonsense'], [], 10, 'PARTNER')).toThrow('unreadable or out of order');
  });
});

describe('the rows of a release', () => {
  it('should be refused out of order, twice, or unreadable, with the line', () => {
    const lines = linesOf([listed(), listed({ plateNumber: '苏A12346' })], 'PARTNER');
    const read = (all: readonly string[]): unknown => {
      const check = new RowsCheck('PARTNER');
      return all.map((line) => check.read(line)).at(-1);
    };
    expect(read(lines)).toMatchObject({ plateNumber: '苏A12346' });
    expect(read([...lines].reverse())).toMatchObject({ code: 'RELEASE_ORDER', params: { line: 2 } });
    expect(read([lines[0]!, lines[0]!])).toMatchObject({ code: 'RELEASE_ORDER', params: { line: 2 } });
    expect(read([...lines, '{}'])).toMatchObject({ code: 'RELEASE_ROW_INVALID', params: { line: 3 } });
  });
});

describe('a manifest', () => {
  const hash = 'a'.repeat(64);
  const id = '019aaf00-0000-7000-8000-000000000001';
  const manifest: Manifest = {
    format: 'qingtu-release/1',
    site: '320000',
    list: 'OVER_LIMIT',
    edition: 'PUBLIC',
    id,
    number: 2,
    date: '2026-11-23',
    madeAt: '2026-11-23T04:00:00.000Z',
    previous: { id, number: 1, manifestSha256: hash },
    files: [
      { name: 'rows.ndjson', rows: 0, bytes: 0, sha256: hash },
      { name: 'rows.csv', rows: 0, bytes: 60, sha256: hash },
      { name: 'difference.ndjson', rows: 0, bytes: 0, sha256: hash },
    ],
    counts: { total: 0, byVehicleType: {} },
    changes: { added: 0, removed: 0, changed: 0 },
    keyId: 'abc',
    publicKey: testBase64(),
  };

  it('should be read as it was written', () => {
    expect(readManifest(manifestText(manifest))).toEqual({ ok: true, value: manifest });
  });

  const file = (name: string): unknown => [{ ...manifest.files[0], name }, ...manifest.files.slice(1)];
  it.each([
    ['$', 'no JSON'],
    ['$', ` ${manifestText(manifest)}`],
    ['format', { ...manifest, format: 'qingtu-release/2' }],
    ['site', { ...manifest, site: '110000' }],
    ['files', { ...manifest, files: file('../../etc/passwd') }],
    ['files', { ...manifest, files: file('rows.csv') }],
    ['files', { ...manifest, files: [] }],
    ['counts', { ...manifest, counts: { total: -1 } }],
    ['previous', { ...manifest, previous: { id, number: 0, manifestSha256: hash } }],
    ['extra', { ...manifest, extra: 1 }],
    ['publicKey', { ...manifest, publicKey: 'x' }],
  ])('should be refused, naming %s', (member, given) => {
    const text = typeof given === 'string' ? given : `${canonicalJson(given)}\n`;
    expect(readManifest(text)).toEqual({
      ok: false,
      error: { code: 'MANIFEST_INVALID', params: { member } },
    });
  });
});

function testBase64(): string {
  return Buffer.alloc(32, 5).toString('base64');
}
