import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ActivationProjection, RestrictionRuleProjection } from '../../src/features/zones/index.js';
import { statement } from '../../src/platform/database/statement.js';
import { rebuildProjection } from '../../src/platform/facts/rebuild.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { errorCodes, newKey, registered, truck, valueOf } from '../support/vehicle-requests.js';
import {
  declare,
  ENACT,
  enact,
  endDay,
  IN_SQUARE,
  OUT_OF_SQUARE,
  placed,
  repeal,
  trial,
} from '../support/zone-requests.js';

const OLD = { emissionStage: '3', firstRegisteredOn: '2010-03-01', manufacturedOn: null };
const OLD_TRUCK = '沪A00001';
const CLEAN_TRUCK = '沪A00002';
const HYBRID = '沪A00003';
const NOW = '2026-11-23T04:00:00.000Z';

const AUDIT = statement(
  'test_zone_audit',
  `SELECT action, detail FROM audit_entry WHERE action LIKE 'zone.%' ORDER BY id`,
);

describe('restriction zones through the API', () => {
  let api: TestApi;
  let ruleId: string;

  const codesAt = async (plate: string, place: object | null, at: string | null = null) => {
    const { verdict, reasons, restrictions } = await placed(api, plate, place, at);
    const zone = reasons.map(({ code }) => code).filter((code) => code.includes('ZONE'));
    return [verdict, ...zone, ...(restrictions ?? []).map(({ reason }) => reason)];
  };

  beforeAll(async () => {
    api = await startTestApi();
    await registered(api, truck(1, OLD));
    await registered(api, truck(2));
    await registered(api, truck(3, { ...OLD, fuel: 'O' }));
    const written = await enact(api, trial());
    ruleId = written.rule?.id ?? '';
  });
  afterAll(() => api.close());

  it('should hold at once for the vehicle that they mean, and there alone', async () => {
    expect(await codesAt(OLD_TRUCK, IN_SQUARE)).toEqual(['CHECK', 'RESTRICTED_ZONE', 'RESTRICTED']);
    expect(await codesAt(CLEAN_TRUCK, IN_SQUARE)).toEqual(['PASS', 'STAGE_CLEANER']);
    expect(await codesAt(OLD_TRUCK, OUT_OF_SQUARE)).toEqual(['CHECK']);
    expect(await codesAt(OLD_TRUCK, { ...IN_SQUARE, longitude: 121.4 })).toEqual([
      'CHECK',
      'BOUNDARY_EXCLUDED',
    ]);
    expect(await codesAt(OLD_TRUCK, IN_SQUARE, '2025-12-31T15:59:59Z')).toEqual(['PASS']);
  });

  it('should tell what is missing rather than let pass', async () => {
    const answer = await placed(api, HYBRID, IN_SQUARE);
    expect(answer.restrictions).toMatchObject([
      { ruleId, restricted: null, reason: 'FUEL_UNKNOWN', missing: ['fuel'] },
    ]);
    expect(answer.reasons.map(({ code }) => code)).toContain('ZONE_UNDECIDED');
  });

  it('should not be asked about without a place', async () => {
    expect(await placed(api, CLEAN_TRUCK, null)).toEqual({
      verdict: 'PASS',
      reasons: [],
      restrictions: null,
    });
  });

  it('should name the rule, the clause and what to do', async () => {
    const answer = await placed(api, OLD_TRUCK, IN_SQUARE);
    expect(answer.restrictions).toMatchObject([
      { ruleId, name: '试验限行', restricted: true, clause: '沪公告〔2026〕1号', until: null },
    ]);
    expect(answer.reasons.find(({ code }) => code === 'RESTRICTED_ZONE')).toMatchObject({
      nextStep: 'ENFORCE_RESTRICTION',
      since: '2026-01-01',
    });
  });

  it('should refuse a place that is none', async () => {
    const query = `{ roadsideCheck(plateNumber: "沪A00001", place: { latitude: 131, longitude: 31 }) { verdict } }`;
    const answer = await api.ask(query, { as: 'TRAFFIC_POLICE' });
    expect(errorCodes(answer)).toEqual(['LOCATION_INVALID']);
  });

  it('should be judged for a vehicle as it is described', async () => {
    const query = `{ zoneCheck(vehicle: { stage: "国二", fuel: "B", vehicleType: "H11" },
      place: { latitude: 31.15, longitude: 121.45 }) { ruleId restricted reason } }`;
    const answer = valueOf(await api.ask(query, { as: 'REPAIR_STATION' }), 'zoneCheck');
    expect(answer).toEqual([{ ruleId, restricted: true, reason: 'RESTRICTED' }]);
  });

  it('should be tried before they are enacted', async () => {
    const query = `query ($rule: RestrictionRuleInput!) { previewRestrictionRule(rule: $rule,
      vehicle: { stage: "G4", fuel: "B", vehicleType: "H11" }, place: { inside: true }) { ruleId restricted reason } }`;
    const ask = async (rule: object) =>
      valueOf(await api.ask(query, { as: 'TRAFFIC_POLICE', variables: { rule } }), 'previewRestrictionRule');
    expect(await ask(trial({ stageMax: '国四', ruleSet: 'orange' }))).toEqual({
      ruleId: null,
      restricted: true,
      reason: 'RESTRICTED',
    });
    expect(await ask(trial())).toMatchObject({ restricted: false, reason: 'STAGE_CLEANER' });
  });

  it('should be enacted once for one key', async () => {
    const key = newKey();
    const rule = trial({ name: '一次', area: null, wholeDivision: true, validFrom: '2040-01-01' });
    const [first, second] = [await enact(api, rule, null, key), await enact(api, rule, null, key)];
    expect(second).toEqual(first);
  });

  const refusals: readonly (readonly [object, string, string])[] = [
    [{ stageMax: '国七' }, 'STAGE_FORMAT', 'rule.stageMax'],
    [{ area: { type: 'Point', coordinates: [1, 2] } }, 'AREA_INVALID', 'rule.area'],
    [
      {
        area: {
          type: 'Polygon',
          coordinates: [
            [
              [121, 31],
              [122, 32],
              [122, 31],
              [121, 32],
            ],
          ],
        },
      },
      'AREA_SELF_INTERSECTING',
      'rule.area',
    ],
    [{ name: ' ' }, 'FIELD_MISSING', 'rule.name'],
    [{ validTo: '2025-01-01' }, 'ZONE_PERIOD_EMPTY', 'rule.validTo'],
    [{ hours: [{ from: '7', to: '20:00' }] }, 'ZONE_HOURS_INVALID', 'rule.hours[0].from'],
    [{ cityCode: '340900' }, 'DIVISION_UNKNOWN', 'rule.cityCode'],
  ];
  it.each(refusals)('should be refused with the field: %j', async (changes, code, field) => {
    expect(await enact(api, trial(changes))).toMatchObject({
      __typename: 'ZoneRefused',
      problems: [{ code, field }],
    });
  });

  it('should be for their own authorities alone', async () => {
    const asking = { variables: { key: newKey(), rule: trial({ cityCode: '320500' }), amends: null } };
    expect(errorCodes(await api.ask(ENACT, { as: 'ECOLOGY_BUREAU', ...asking }))).toEqual(['OUT_OF_SCOPE']);
    expect(errorCodes(await api.ask(ENACT, { as: 'PORT_AUTHORITY', ...asking }))).toEqual(['FORBIDDEN']);
  });

  it('should be amended from then on, with one line in the audit each', async () => {
    const written = await enact(
      api,
      trial({ name: '待修订', area: null, wholeDivision: false, stageMax: '国一' }),
    );
    const id = written.rule?.id ?? '';
    const place = { inside: true, city: '310000' };
    const reasonOf = async () =>
      (await placed(api, CLEAN_TRUCK, place)).restrictions?.find((one) => one.ruleId === id)?.reason;
    expect(await reasonOf()).toBe('STAGE_CLEANER');
    await enact(api, trial({ name: '已修订', area: null, wholeDivision: false, stageMax: '国五' }), id);
    expect(await reasonOf()).toBe('RESTRICTED');
    await repeal(api, id, NOW);
    expect(await reasonOf()).toBeUndefined();
    expect(await repeal(api, id, NOW)).toMatchObject({
      problems: [{ code: 'RULE_NOT_IN_FORCE', field: 'from' }],
    });
    const lines = await api.test.owner.query<{ action: string }>(AUDIT);
    expect(lines.at(-1)).toMatchObject({ action: 'zone.enact', detail: { refused: ['RULE_NOT_IN_FORCE'] } });
  });

  describe('of a set', () => {
    const day = {
      ruleSet: 'orange-2026',
      divisions: ['310000'],
      level: 'ORANGE',
      from: '2026-11-23T04:02:00.000Z',
      until: '2026-11-23T04:10:00.000Z',
      basis: '沪预警〔2026〕3号',
    };
    const set = trial({ name: '重污染', ruleSet: 'orange-2026', stageMax: '国六' });
    const isOn = async (at: string) => (await codesAt(CLEAN_TRUCK, IN_SQUARE, at)).includes('RESTRICTED');

    it('should be off until declared, on in its window, and off by themselves', async () => {
      await enact(api, set);
      api.clock.at = '2026-11-23T04:01:00.000Z';
      expect(await isOn(api.clock.at)).toBe(false);
      const { day: declared } = await declare(api, day);
      expect(declared).toMatchObject({ ruleSet: 'orange-2026', until: day.until });
      const seen: boolean[] = [];
      for (const at of ['2026-11-23T04:01:59.999Z', day.from, '2026-11-23T04:09:59.999Z', day.until]) {
        api.clock.at = at;
        seen.push((await codesAt(CLEAN_TRUCK, IN_SQUARE)).includes('RESTRICTED'));
      }
      expect(seen).toEqual([false, true, true, false]);
    });

    it('should be ended early', async () => {
      api.clock.at = '2026-11-23T04:12:00.000Z';
      const window = { from: '2026-11-23T04:11:00.000Z', until: '2026-11-23T08:00:00.000Z' };
      const { day: declared } = await declare(api, { ...day, ...window });
      expect(await isOn(api.clock.at)).toBe(true);
      await endDay(api, declared?.id ?? '', '2026-11-23T04:12:00.000Z');
      expect(await isOn(api.clock.at)).toBe(false);
      expect(await isOn('2026-11-23T04:11:59.999Z')).toBe(true);
    });

    it('should be known where they are declared', async () => {
      expect(await declare(api, { ...day, ruleSet: 'red' })).toMatchObject({
        problems: [{ code: 'RULE_SET_UNKNOWN', field: 'ruleSet' }],
      });
      expect(await declare(api, { ...day, until: day.from, divisions: [] })).toMatchObject({
        problems: [
          { code: 'FIELD_MISSING', field: 'divisions' },
          { code: 'ZONE_PERIOD_EMPTY', field: 'until' },
        ],
      });
    });
  });

  it('should be the same when they are folded again', async () => {
    for (const projection of [new RestrictionRuleProjection(), new ActivationProjection()]) {
      const report = await rebuildProjection(api.test.owner, projection, {
        apply: false,
        onProgress: () => {},
      });
      expect(report.subjects).toBeGreaterThan(1);
      expect(Object.values(report.differing)).toEqual([0]);
    }
  });
});
