import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoVehicles } from '../../seeds/demo/generator.js';
import type { DemoEvent, DemoVehicle } from '../../seeds/demo/demo-vehicle.js';
import { SITES } from '../../src/domain/sync/fact.js';
import { PROJECTIONS } from '../../src/apps/process/projections.js';
import { statement } from '../../src/platform/database/statement.js';
import { rebuildProjection } from '../../src/platform/facts/rebuild.js';
import { stampAll } from '../../src/platform/facts/stamper.js';
import { verifyChains } from '../../src/platform/facts/verify.js';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  askMany,
  lookUp,
  roadside,
  say,
  valueOf,
  type ManyAnswer,
  type RowAnswer,
} from '../support/vehicle-requests.js';

const DEMONSTRATION = 6_000;
const VALID_A_SITE = 100;
const EVENTFUL_A_SITE = 20;
const ROWS_A_CALL = 200;
const FACTS = statement('test_demo_facts', 'SELECT count(*) AS facts FROM fact');
const SPOIL = statement(
  'test_demo_spoil',
  `UPDATE fact SET payload = jsonb_set(payload, '{status}', '"C"') WHERE id = (SELECT fact_id FROM fact_stamp WHERE seq = 7)`,
);

const ALL = [...demoVehicles(DEMONSTRATION)];

/** All doubtful and wrong vehicles of a province, and some of the others: those first to whom something happens. */
function sampleOf(site: string): readonly DemoVehicle[] {
  const own = ALL.filter((vehicle) => vehicle.site === site);
  const valid = own.filter(({ label }) => label === 'VALID');
  const eventful = valid.filter(({ later }) => later.length > 0).slice(0, EVENTFUL_A_SITE);
  const quiet = valid.filter(({ later }) => later.length === 0).slice(0, VALID_A_SITE - EVENTFUL_A_SITE);
  return [...own.filter(({ label }) => label !== 'VALID'), ...eventful, ...quiet];
}

/** A plate of the demonstration in the words of the API. */
function plateOf({ number, type, color, colorSystem }: DemoVehicle['input']['plate']): object {
  const isCode = colorSystem !== undefined && colorSystem !== null && colorSystem !== 'INTERNAL';
  return isCode ? { number, type, colorCode: { system: colorSystem, code: color } } : { number, type, color };
}
const inputOf = ({ input }: DemoVehicle): object => ({ ...input, plate: plateOf(input.plate) });

async function play(api: TestApi, id: string, event: DemoEvent): Promise<readonly string[]> {
  const { kind, ...said } = event;
  const told = async (change: Parameters<typeof say>[1], input: object): Promise<readonly string[]> =>
    (await say(api, change, { id }, input)).problems.map(({ code }) => code);
  switch (kind) {
    case 'REPLATED':
      return told('replate', { ...said, plate: plateOf(event.plate) });
    case 'TRANSFERRED':
      return told('transfer', said);
    case 'SCRAPPED':
      return told('scrap', said);
    case 'STAGE_EVIDENCE': {
      const { source, stage, reference, on } = event;
      return told('addStageEvidence', { source, stage, reference, occurredAt: `${on}T10:00:00+08:00` });
    }
  }
}

describe.each(SITES)('the demonstration of %s through the API', (site) => {
  const sample = sampleOf(site);
  const rows = new Map<DemoVehicle, RowAnswer>();
  let api: TestApi;
  let events = 0;

  beforeAll(async () => {
    api = await startTestApi({ QINGTU_SITE: site });
    for (let from = 0; from < sample.length; from += ROWS_A_CALL) {
      const part = sample.slice(from, from + ROWS_A_CALL);
      const answer = valueOf(await askMany(api, part.map(inputOf)), 'registerVehicles') as ManyAnswer;
      answer.rows.forEach((row, index) => rows.set(part[index] as DemoVehicle, row));
    }
  });
  afterAll(() => api.close());

  const labelled = (label: DemoVehicle['label']): [DemoVehicle, RowAnswer][] =>
    [...rows].filter(([vehicle]) => vehicle.label === label);
  const idOf = ({ vehicleId }: RowAnswer): string => vehicleId ?? '';
  const present = (): [DemoVehicle, RowAnswer][] => [...labelled('VALID'), ...labelled('FLAGGED')];

  it('should refuse each that was made to be refused with exactly the code that it was made for', () => {
    const refused = labelled('REFUSED');
    expect(refused.length).toBeGreaterThan(10);
    expect(refused.map(([, { status, problems }]) => [status, ...problems.map(({ code }) => code)])).toEqual(
      refused.map(([vehicle]) => ['REFUSED', ...vehicle.expect]),
    );
    for (const [, { problems }] of refused) expect(problems[0]).toMatchObject({ field: expect.any(String) });
  });

  it('should register each of the others, the doubtful with their doubts', async () => {
    expect(present().filter(([, { status }]) => status !== 'REGISTERED')).toEqual([]);
    expect(labelled('VALID')).toHaveLength(VALID_A_SITE);
    for (const [vehicle, row] of labelled('FLAGGED')) {
      const found = (await lookUp(api, { id: idOf(row) })).vehicle;
      const doubts = new Set([...row.warnings, ...(found?.review ?? [])].map(({ code }) => code));
      expect([...doubts].sort()).toEqual([...vehicle.expect]);
    }
  });

  it('should find each by its plate and answer for it at the roadside', async () => {
    for (const [vehicle, row] of present()) {
      const { number, type } = vehicle.input.plate;
      const answer = await roadside(api, number, { plateType: type });
      expect(answer).toMatchObject({ ambiguous: false, vehicle: { id: row.vehicleId, match: 'CURRENT' } });
      expect(['CHECK', 'PASS', 'UNKNOWN']).toContain(answer.verdict);
    }
  });

  it('should live through what happens to them within the province', async () => {
    for (const [vehicle, row] of labelled('VALID')) {
      const stays = vehicle.later.every(
        (event) => !('division' in event) || event.division.startsWith(site.slice(0, 2)),
      );
      for (const event of stays ? vehicle.later : []) {
        expect(await play(api, idOf(row), event)).toEqual([]);
        events += 1;
      }
    }
    expect(events).toBeGreaterThan(3);
  });

  it('should list them all, each once', async () => {
    const listed: string[] = [];
    let after: string | null = null;
    do {
      const variables: Record<string, unknown> = { after, filter: { division: site } };
      const query = `query ($after: String, $filter: VehicleFilterInput) {
        vehicles(first: 50, after: $after, filter: $filter) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
      const page = valueOf(await api.ask(query, { as: 'ECOLOGY_BUREAU', variables }), 'vehicles') as {
        edges: { node: { id: string } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      listed.push(...page.edges.map(({ node }) => node.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(listed.sort()).toEqual(
      present()
        .map(([, row]) => idOf(row))
        .sort(),
    );
  });

  it('should be numbered and chained, verify, and rebuild to what is live', async () => {
    const { database, owner } = api.test;
    const waiting = async (): Promise<unknown> => {
      const status = valueOf(
        await api.ask('{ siteStatus { logs { site unstamped } } }', { as: 'SITE_OPERATOR' }),
        'siteStatus',
      );
      return (status as { logs: { site: string; unstamped: number }[] }).logs.find((log) => log.site === site)
        ?.unstamped;
    };
    const count = present().length + events;
    expect(await owner.query(FACTS)).toEqual([{ facts: count }]);
    expect(await waiting()).toBe(count);
    expect(await stampAll(database, site)).toBe(count);
    expect(await waiting()).toBe(0);
    const chain = async () =>
      (await verifyChains(database, () => undefined)).find((report) => report.site === site);
    expect(await chain()).toMatchObject({ verified: count, broken: null, stray: null });
    for (const projection of PROJECTIONS) {
      const report = await rebuildProjection(owner, projection, {
        apply: false,
        onProgress: () => undefined,
      });
      expect(report).toMatchObject({ facts: projection.subjectType === 'vehicle' ? count : 0, examples: [] });
      expect(Object.values(report.differing).every((differing) => differing === 0)).toBe(true);
    }
    await owner.query(SPOIL);
    expect(await chain()).toMatchObject({ verified: 6, broken: { seq: 7 } });
  });
});
