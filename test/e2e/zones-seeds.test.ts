import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoZoneFacts } from '../../seeds/demo/demo-zones.js';
import { REFERENCE_RULES } from '../../seeds/reference/zone-rules.js';
import { listZones, loadZones, type ZoneLoading } from '../../src/apps/cli/zones.js';
import { SITES } from '../../src/domain/sync/fact.js';
import { RestrictionRuleProjection, ZoneIngestService } from '../../src/features/zones/index.js';
import { statement } from '../../src/platform/database/statement.js';
import { rebuildProjection } from '../../src/platform/facts/rebuild.js';
import { stampAll } from '../../src/platform/facts/stamper.js';
import { verifyChains } from '../../src/platform/facts/verify.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { registered, truck } from '../support/vehicle-requests.js';
import { placed } from '../support/zone-requests.js';

const OLD = { emissionStage: '3', firstRegisteredOn: '2010-03-01', manufacturedOn: null };
const AUDIT = statement(
  'test_zone_seed_audit',
  `SELECT subjects FROM audit_entry WHERE action = 'zone.enact' ORDER BY id`,
);

describe('restrictions that come with the service', () => {
  let api: TestApi;
  let ingest: ZoneIngestService;
  let said: string[] = [];

  const loading = (): ZoneLoading => {
    said = [];
    const write = (line: string): void => void said.push(line);
    return { ingest, site: '310000', now: api.clock.at, write, complain: write };
  };
  const reasonsAt = async (place: object): Promise<readonly string[]> =>
    ((await placed(api, '沪A00001', place)).restrictions ?? []).map(({ reason }) => reason);

  beforeAll(async () => {
    api = await startTestApi();
    const { database, facts } = api.parts;
    ingest = new ZoneIngestService(database, facts, new RestrictionRuleProjection());
    await registered(api, truck(1, OLD));
  });
  afterAll(() => api.close());

  it('should be one for each site in the demonstration, taken in once and called demo', async () => {
    const facts = demoZoneFacts();
    expect(facts.map(({ site }) => site)).toEqual(SITES);
    for (const { payload } of facts) expect('rule' in payload && payload.rule.name).toMatch(/演示.*DEMO/);
    expect(await ingest.ingest(facts)).toHaveLength(SITES.length);
    expect(await ingest.ingest(facts)).toEqual([]);
  });

  it.each([
    ['Shanghai', 31.22, 121.47],
    ['Nanjing', 32.05, 118.78],
    ['Hangzhou', 30.26, 120.17],
    ['Hefei', 31.84, 117.27],
  ])(
    'should restrict an old truck in the demo area of %s, and none beside it',
    async (_city, latitude, longitude) => {
      expect(await reasonsAt({ latitude, longitude, roadClass: 'URBAN' })).toEqual(['RESTRICTED']);
      expect(await reasonsAt({ latitude: latitude + 0.3, longitude, roadClass: 'URBAN' })).toEqual([]);
    },
  );

  it('should be listed with what their notices do not tell', async () => {
    expect(await listZones(loading())).toBe(0);
    expect(said).toHaveLength(REFERENCE_RULES.length);
    expect(said[0]).toMatch(/^SH-S20-TRUCK-2020: .*not loaded; .*geometry, .*basis of penalty$/);
    const other = said.find((line) => line.startsWith('RUDONG-2023'));
    expect(other).toMatch(/320000.*of that site; 缺 lacks: 处罚依据/);
  });

  it('should be refused as a whole when one is unknown or of another site', async () => {
    expect(await loadZones(loading(), ['SH-S20-BUS-2024', 'SH-NONE', 'RUDONG-2023'])).toBe(1);
    expect(said.map((line) => line.split(':')[0])).toEqual(['RULE_UNKNOWN', 'RULE_OF_OTHER_SITE']);
    expect(await ingest.known(REFERENCE_RULES.map(({ subject }) => subject))).toEqual(new Set());
  });

  it('should be enacted once, with one line in the audit', async () => {
    expect(await loadZones(loading(), ['sh-s20-bus-2024', 'SH-S20-TRUCK-2020'])).toBe(0);
    expect(said).toEqual([expect.stringMatching('enacted'), expect.stringMatching('enacted')]);
    api.clock.at = '2026-11-23T04:05:00.000Z';
    expect(await loadZones(loading(), ['SH-S20-TRUCK-2020'])).toBe(0);
    expect(said).toEqual([expect.stringMatching('nothing changed')]);
    const lines = await api.test.owner.query<{ subjects: string[] }>(AUDIT);
    expect(lines.map(({ subjects }) => subjects.length)).toEqual([2]);
    expect(await reasonsAt({ inside: true, city: '310000', roadClass: 'URBAN' })).toContain('RESTRICTED');
  });

  it('should hold in the chains and be the same when they are folded again', async () => {
    await Promise.all(SITES.map((site) => stampAll(api.parts.database, site)));
    const reports = await verifyChains(api.parts.database, () => undefined);
    expect(reports.map(({ broken, stray }) => [broken, stray])).toEqual(reports.map(() => [null, null]));
    const report = await rebuildProjection(api.test.owner, new RestrictionRuleProjection(), {
      apply: false,
      onProgress: () => undefined,
    });
    expect(Object.values(report.differing)).toEqual([0]);
    expect(report.subjects).toBe(SITES.length + 2);
  });
});
