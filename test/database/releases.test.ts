import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statement } from '../../src/platform/database/statement.js';
import type { Release } from '../../src/features/releases/index.js';
import { MakeReleasesProcessor } from '../../src/features/releases/make-releases.processor.js';
import { changeLine, type Change } from '../../src/domain/release/release-difference.js';
import { readManifest } from '../../src/domain/release/release-manifest.js';
import { readRow } from '../../src/domain/release/release-row.js';
import { FixedClock } from '../support/api.js';
import { truck, vehicleId, vinOf } from '../support/registry-fixture.js';
import { createReleases, LIST_OVER_LIMIT, type ReleasesFixture } from '../support/releases-fixture.js';
import { ownerRecorded, plate, replated, scrapped, transferred } from '../support/vehicle-fact-builder.js';

const DAY_1 = '2026-11-23T04:00:00.000Z';
const DAY_2 = '2026-11-24T04:00:00.000Z';
const OLD = { emissionStage: 'G3' as const, firstRegisteredOn: '2012-03-01', manufacturedOn: '2012-01-15' };
const OWNER = { ownerKind: 'PERSON' as const, ownerUscc: null, useNature: null };
const COMPANY = '南京某物流有限公司';
const PARTNERS = { list: 'G3_DIESEL_TRUCKS', edition: 'PARTNER' } as const;
const COUNT_FILES = statement(
  'test_files',
  'SELECT count(*)::int AS n FROM stored_file WHERE expires_at IS NULL',
);
const COUNT_RELEASES = statement('test_releases', 'SELECT count(*)::int AS n FROM list_release');

describe('releases of a list', () => {
  let fixture: ReleasesFixture;
  let first: Release;
  let second: Release;

  const linesOf = async (release: Release, name: string): Promise<string[]> =>
    (await fixture.textOf(release, name)).split('\n').filter((line) => line !== '');
  const platesOf = async (release: Release): Promise<unknown[]> =>
    (await linesOf(release, 'rows.ndjson')).map((line) => readRow(line, release.edition)?.plateNumber);
  const count = async (sql: typeof COUNT_FILES): Promise<number> =>
    (await fixture.registry.test.owner.query<{ n: number }>(sql))[0]!.n;

  beforeAll(async () => {
    fixture = await createReleases();
    const old = (n: number, number: string, more = {}) => truck(n, number, { ...OLD, ...more });
    await fixture.registry.write(
      old(1, '苏B00001'),
      old(2, '苏A00002', { division: '320500' }),
      old(3, '苏A00003', { plate: plate('苏A00003', '02'), ownerKind: 'PERSON', ownerUscc: null }),
      old(4, '苏A00004'),
      old(5, '苏A00005'),
      old(6, '苏A00006', { emissionStage: 'G2' }),
      truck(7, '苏A00007'),
      ownerRecorded(
        201,
        { organisationName: COMPANY, record: null, commitment: null },
        { subject: vehicleId(6) },
      ),
      old(8, '浙A00008', { division: '330106' }),
    );
    first = await fixture.releases.makeForSite(PARTNERS, DAY_1);
  });
  afterAll(() => fixture.registry.test.close());

  it('should hold the members that are registered in the province, in order of plate', async () => {
    expect(await platesOf(first)).toEqual([
      '苏A00002',
      '苏A00003',
      '苏A00004',
      '苏A00005',
      '苏A00006',
      '苏B00001',
    ]);
    const row = readRow((await linesOf(first, 'rows.ndjson'))[0]!, 'PARTNER');
    expect(row).toMatchObject({
      vin: vinOf(2),
      stage: 'G3',
      stageSource: 'REGISTRATION',
      division: '320500',
      reasons: [
        {
          code: 'G3_DIESEL_TRUCK',
          since: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
          clause: 'DELTA_PLAN_9_SHARED_LISTS',
        },
      ],
    });
    expect(await linesOf(first, 'difference.ndjson')).toEqual([]);
    expect(await linesOf(first, 'rows.csv')).toHaveLength(7);
  });

  it('should be told by a manifest with counts, hashes and date', async () => {
    const manifest = readManifest(await fixture.textOf(first, 'manifest.json'));
    expect(manifest).toMatchObject({
      ok: true,
      value: {
        site: '320000',
        number: 1,
        date: '2026-11-23',
        madeAt: DAY_1,
        previous: null,
        counts: { total: 6, byProvince: { '320000': 6 }, byStage: { G2: 1, G3: 5 } },
        publicKey: fixture.signer.publicKey,
      },
    });
  });

  it('should tell what changed since the release before, and why a vehicle went', async () => {
    const subject = (n: number) => ({ subject: vehicleId(n) });
    await fixture.registry.write(
      replated(101, { plate: plate('苏A90001'), division: null, on: '2026-11-23' }, subject(1)),
      transferred(102, { ...OWNER, division: '330106', on: '2026-11-23' }, subject(2)),
      scrapped(103, { status: 'E', certificateNo: null, on: '2026-11-23' }, subject(4)),
      truck(9, '苏A00009', OLD),
      transferred(104, { ...OWNER, division: '320300', on: '2026-11-23' }, subject(5)),
    );
    second = await fixture.releases.makeForSite(PARTNERS, DAY_2);
    const changes = (await linesOf(second, 'difference.ndjson')).map((line) => JSON.parse(line) as Change);
    const detailOf = (change: Change): unknown =>
      change.change === 'REMOVED' ? change.reason : change.change === 'CHANGED' ? change.fields : undefined;
    expect(changes.map((one) => [one.change, one.row.plateNumber, detailOf(one)])).toEqual([
      ['REMOVED', '苏A00002', 'MOVED_AWAY'],
      ['REMOVED', '苏A00004', 'DEREGISTERED'],
      ['CHANGED', '苏A00005', expect.arrayContaining(['division'])],
      ['ADDED', '苏A00009', undefined],
      ['ADDED', '苏A90001', undefined],
      ['REMOVED', '苏B00001', 'REPLATED'],
    ]);
    expect(changes.map(changeLine)).toEqual(await linesOf(second, 'difference.ndjson'));
    expect([second.number, second.added, second.removed, second.changed]).toEqual([2, 2, 3, 1]);
    const manifest = readManifest(await fixture.textOf(second, 'manifest.json'));
    expect(manifest).toMatchObject({
      ok: true,
      value: { previous: { id: first.id, number: 1, manifestSha256: first.manifestSha256 } },
    });
  });

  it('should name no natural person, and show the public neither VIN nor place', async () => {
    const release = await fixture.releases.makeForSite({ ...PARTNERS, edition: 'PUBLIC' }, DAY_2);
    const rows = (await linesOf(release, 'rows.ndjson')).map((line) => readRow(line, 'PUBLIC'));
    expect(rows[0]).toEqual({
      plateNumber: '苏A00003',
      plateType: '02',
      vehicleType: 'H11',
      vin: `${vinOf(3).slice(0, 11)}******`,
      ownerName: null,
    });
    expect(rows.find((row) => row?.plateNumber === '苏A00006')?.ownerName).toBe(COMPANY);
    const partner = (await linesOf(second, 'rows.ndjson')).map((line) => readRow(line, 'PARTNER'));
    expect(partner[0]).toMatchObject({
      plateNumber: '苏A00003',
      ownerKind: 'PERSON',
      ownerUscc: null,
      ownerName: null,
    });
  });

  it('should be empty with its manifest while nobody is on the list, and hold whoever comes on it', async () => {
    const over = { list: 'OVER_LIMIT', edition: 'PARTNER' } as const;
    const empty = await fixture.releases.makeForSite(over, DAY_1);
    expect([empty.rows, await fixture.textOf(empty, 'rows.ndjson')]).toEqual([0, '']);
    await fixture.registry.test.owner.query(LIST_OVER_LIMIT, [vehicleId(9)]);
    const next = await fixture.releases.makeForSite(over, DAY_2);
    const row = readRow((await linesOf(next, 'rows.ndjson'))[0]!, 'PARTNER');
    expect(row?.reasons).toMatchObject([
      { code: 'G3_DIESEL_TRUCK' },
      { code: 'OVER_LIMIT_LISTED', since: '2026-01-05' },
    ]);
  });

  it('should be one when two ask at once, and leave nothing and no gap when one fails', async () => {
    const [a, b] = await Promise.all([
      fixture.releases.makeForSite(PARTNERS, DAY_2),
      fixture.releases.makeForSite(PARTNERS, DAY_2),
    ]);
    expect(a.id).toBe(b.id);
    const [files, releases] = [await count(COUNT_FILES), await count(COUNT_RELEASES)];
    const { owner } = fixture.registry.test;
    await owner.query(
      statement(
        'test_break',
        'ALTER TABLE list_release_file ADD CONSTRAINT never CHECK (sha256 IS NULL) NOT VALID',
      ),
    );
    await expect(fixture.releases.makeForSite(PARTNERS, DAY_2)).rejects.toThrow('never');
    expect([await count(COUNT_FILES), await count(COUNT_RELEASES)]).toEqual([files, releases]);
    await owner.query(statement('test_mend', 'ALTER TABLE list_release_file DROP CONSTRAINT never'));
    const next = await fixture.releases.makeForSite(PARTNERS, DAY_2);
    expect(next.number).toBe(a.number + 1);
  });

  it('should not be changed or taken away by the application', async () => {
    const { database } = fixture.registry.test;
    for (const [n, text] of [
      'UPDATE list_release SET row_count = 0',
      'DELETE FROM list_release',
      'DELETE FROM list_release_file',
    ].entries()) {
      await expect(database.query(statement(`test_tamper_${n}`, text))).rejects.toThrow('permission denied');
    }
    const { fileId } = second.files[0]!;
    await expect(fixture.files.remove(fileId)).rejects.toThrow('list_release_file_fkey');
  });

  it('should be made once a day by the job, which goes on where it broke off', async () => {
    const job = new MakeReleasesProcessor(fixture.releases, new FixedClock('2026-11-25T21:00:00.000Z'));
    const before = await count(COUNT_RELEASES);
    await fixture.releases.makeForSite(PARTNERS, '2026-11-25T20:00:00.000Z');
    await job.handle();
    expect(await count(COUNT_RELEASES)).toBe(before + 4);
    await job.handle();
    expect(await count(COUNT_RELEASES)).toBe(before + 4);
  });
});
