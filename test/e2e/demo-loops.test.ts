import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { loadDemoLoops } from '../../src/apps/process/load-demo-loops.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';
import { SITES } from '../../src/domain/sync/fact.js';
import { FactIngestService, VehicleProjection } from '../../src/features/registry/index.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { gate } from '../support/loop-requests.js';
import { roadside, valueOf } from '../support/vehicle-requests.js';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
/** The queries of the README about the demonstration's loops, as they stand there. */
const ASKED = [...README.matchAll(/```graphql\n([\s\S]*?)```/g)].flatMap(([, query = '']) =>
  /retestGate|repairWork|LK002|query Timeline/.test(query) ? [query] : [],
);

const PLACES = {
  '310000': ['沪A', '310115'],
  '320000': ['苏A', '320102'],
  '330000': ['浙A', '330106'],
  '340000': ['皖A', '340104'],
} as const;

describe.each(SITES)('the loops of the demonstration of %s', (site) => {
  const [issuer, division] = PLACES[site];
  let api: TestApi;
  const load = () => {
    const { database, facts } = api.parts;
    return loadDemoLoops(
      api.parts,
      new FactIngestService(database, facts, new VehicleProjection(VEHICLE_EXTENSIONS)),
    );
  };
  const stateOf = async (plate: string): Promise<unknown> => {
    const find = `query ($number: String!) { vehicle(plate: { number: $number, type: "01" }) { vehicle { id } } }`;
    const asking = { as: 'ECOLOGY_BUREAU', variables: { number: plate } } as const;
    const found = valueOf(await api.ask(find, asking), 'vehicle') as { vehicle: { id: string } };
    const query = `query ($id: ID!) { vehicleTimeline(id: $id) { state entries { stateAfter rejected { code } }
      closed { readings { code before after } } } }`;
    const variables = { id: found.vehicle.id };
    return valueOf(await api.ask(query, { as: 'ECOLOGY_BUREAU', variables }), 'vehicleTimeline');
  };

  beforeAll(async () => {
    api = await startTestApi({ QINGTU_SITE: site });
  });
  afterAll(() => api.close());

  it('should be there once, however often it is loaded', async () => {
    expect([await load(), await load()]).toEqual([9, 0]);
  });

  it('should keep the open one from its retest and show it to the repair station', async () => {
    const plate = `${issuer}LK001`;
    expect(await gate(api, { stationId: `${division}-I0001`, plate: { number: plate } })).toMatchObject({
      decision: 'BLOCKED',
      code: 'NO_REPAIR_RECORD',
      state: 'NOTIFIED',
    });
    const query = `query ($code: String!) { repairWork(stationCode: $code, kind: REFERRED) {
      edges { node { plateNumber } } } }`;
    const asking = { as: 'REPAIR_STATION', variables: { code: `${division}-M0001` } } as const;
    expect(valueOf(await api.ask(query, asking), 'repairWork')).toEqual({
      edges: [{ node: { plateNumber: plate } }],
    });
    expect((await roadside(api, plate)).reasons.map(({ code }) => code)).toContain('OVER_LIMIT_LISTED');
  });

  it('should have cleared the other, whose repair tells what it changed', async () => {
    expect(await stateOf(`${issuer}LK002`)).toEqual({
      state: 'CLEARED',
      entries: ['NONE', 'LISTED', 'NOTIFIED', 'IN_REPAIR', 'REPAIRED', 'CLEARED'].map((stateAfter) => ({
        stateAfter,
        rejected: null,
      })),
      closed: [
        {
          readings: [
            { code: 'K_FA', before: '1.9300', after: '0.7100' },
            { code: 'VISIBLE_SMOKE', before: '0', after: '0' },
          ],
        },
      ],
    });
  });
});

describe('the queries of the README about the loops', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
    const { database, facts } = api.parts;
    const projection = new VehicleProjection(VEHICLE_EXTENSIONS);
    await loadDemoLoops(api.parts, new FactIngestService(database, facts, projection));
  });
  afterAll(() => api.close());

  it('should be answered as they stand there', async () => {
    const [mayTest = '', work = '', find = '', timeline = ''] = ASKED;
    expect(ASKED).toHaveLength(4);
    expect(valueOf(await api.ask(mayTest, { as: 'INSPECTION_STATION' }), 'retestGate')).toMatchObject({
      decision: 'BLOCKED',
      code: 'NO_REPAIR_RECORD',
    });
    expect(valueOf(await api.ask(work, { as: 'REPAIR_STATION' }), 'repairWork')).toMatchObject({
      edges: [{ node: { plateNumber: '沪ALK001', state: 'NOTIFIED' } }],
    });
    const as = 'ECOLOGY_BUREAU';
    const { vehicle } = valueOf(await api.ask(find, { as }), 'vehicle') as { vehicle: { id: string } };
    const told = await api.ask(timeline, { as, variables: { id: vehicle.id } });
    expect(valueOf(told, 'vehicleTimeline')).toMatchObject({ state: 'CLEARED' });
  });
});
