import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  askChange,
  correct,
  errorCodes,
  lookUp,
  reasonCodes,
  register,
  registered,
  roadside,
  say,
  truck,
  type VehicleAnswer,
  type WriteAnswer,
} from '../support/vehicle-requests.js';

const MINUTE_MS = 60_000;
const OLD = { emissionStage: '3', firstRegisteredOn: '2010-03-01', manufacturedOn: null };
const plateOf = (number: string, type = '01'): object => ({ number, type, color: 'YELLOW' });

describe('changing vehicles through the API', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  /** Lets time pass, so that what was known before can be told from what is known after. */
  function aMinuteLater(): string {
    const before = api.clock.at;
    api.clock.at = new Date(Date.parse(before) + MINUTE_MS).toISOString();
    return before;
  }

  const problemsOf = ({ problems }: Pick<WriteAnswer, 'problems'>): readonly string[] =>
    problems.map(({ code, field }) => `${code} ${field ?? ''}`);

  describe('changing', () => {
    it('should find a re-plated vehicle by its new plate with its reasons, and by the old one as no longer current', async () => {
      const { id, vin } = await registered(api, truck(21, { ...OLD, plate: plateOf('沪A21210') }));
      const before = aMinuteLater();
      const input = { plate: plateOf('沪B21210'), on: '2026-11-10' };
      const answer = await say(api, 'replate', { plate: { number: '沪A21210', type: '01' } }, input);
      expect(answer).toMatchObject({
        problems: [],
        vehicle: { id, plate: { number: '沪B21210', from: '2026-11-10' } },
      });

      const now = await roadside(api, '沪B21210');
      expect(now).toMatchObject({ verdict: 'CHECK', vehicle: { id, match: 'CURRENT' } });
      expect(reasonCodes(now)).toEqual(['G3_DIESEL_TRUCK']);
      const old = await roadside(api, '沪A21210');
      expect(old).toMatchObject({
        verdict: 'CHECK',
        vehicle: { id, match: 'FORMER', plate: { number: '沪B21210' } },
      });
      expect(reasonCodes(old)).toEqual(['PLATE_NOT_CURRENT', 'G3_DIESEL_TRUCK']);
      expect(await roadside(api, '沪A21210', { at: '2026-11-01T00:00:00.000Z' })).toMatchObject({
        vehicle: { match: 'CURRENT' },
      });

      const past = await lookUp(api, { vin, asOf: before });
      expect(past.vehicle?.plates?.map(({ number, to }) => [number, to])).toEqual([['沪A21210', null]]);
      const present = await lookUp(api, { vin });
      expect(present.vehicle?.plates?.map(({ number, to }) => [number, to])).toEqual([
        ['沪A21210', '2026-11-10'],
        ['沪B21210', null],
      ]);
    });

    it('should follow a transfer into another province, and leave the vehicle to that province', async () => {
      const { id } = await registered(api, truck(22, OLD));
      const input = { division: '330106', ownerKind: 'PERSON', on: '2026-11-12' };
      const { vehicle, problems } = await say(api, 'transfer', { id }, input);
      expect(problems).toEqual([]);
      expect(vehicle).toMatchObject({ division: '330106', ownerKind: 'PERSON', ownerUscc: null });
      expect(reasonCodes(await roadside(api, '沪A00022'))).toEqual(['G3_DIESEL_TRUCK']);
      const back = await askChange(api, 'transfer', {
        vehicle: { id },
        input: { ...input, division: '310115', on: '2026-11-13' },
      });
      expect(errorCodes(back)).toEqual(['OUT_OF_SCOPE']);
    });

    it('should stop a scrapped vehicle on the road, and refuse a second scrapping', async () => {
      const { id, vin } = await registered(api, truck(23, OLD));
      const before = aMinuteLater();
      const input = { status: 'M', certificateNo: 'BF-2026-0001', on: '2026-11-20' };
      const { vehicle } = await say(api, 'scrap', { vin }, input);
      expect(vehicle).toMatchObject({ id, status: 'M', scrappedOn: '2026-11-20', reasons: [] });
      const answer = await roadside(api, '沪A00023');
      expect(answer).toMatchObject({ verdict: 'STOP', vehicle: { id, match: 'LAST' } });
      expect(answer.reasons).toMatchObject([
        {
          code: 'SCRAPPED_ON_ROAD',
          since: '2026-11-20',
          nextStep: 'DETAIN_FOR_SCRAPPING',
          evidenceAgeDays: 3,
        },
      ]);
      expect(problemsOf(await say(api, 'scrap', { vin }, input))).toEqual(['ALREADY_SCRAPPED vehicle']);
      const past = await lookUp(api, { id, asOf: before });
      expect(past.vehicle).toMatchObject({ status: 'A', reasons: [{ code: 'G3_DIESEL_TRUCK' }] });
    });

    it('should free the plate of a scrapped vehicle for another, which the roadside then shows alone', async () => {
      const plate = plateOf('沪A24240');
      const { id } = await registered(api, truck(24, { plate }));
      expect(problemsOf(await register(api, truck(25, { plate })))).toEqual(['PLATE_IN_USE plate']);
      await say(api, 'scrap', { id }, { status: 'E', on: '2026-10-01' });
      const heir = await registered(
        api,
        truck(25, {
          plate,
          firstRegisteredOn: '2026-10-08',
          emissionStage: 'G6B',
          manufacturedOn: null,
          vin: null,
          frameNo: 'HEIR000025',
        }),
      );
      const answer = await roadside(api, '沪A24240');
      expect(answer).toMatchObject({ ambiguous: false, vehicle: { id: heir.id, match: 'CURRENT' } });
    });

    it('should correct a registration, and refuse what was decided on an older one', async () => {
      const first = await registered(api, truck(26));
      const { vehicle } = await correct(api, { id: first.id }, { massKg: 24_000 });
      expect(vehicle).toMatchObject({
        id: first.id,
        massKg: 24_000,
        stage: 'G4',
        plate: { number: '沪A00026' },
      });
      expect(vehicle?.registrationFact).not.toBe(first.registrationFact);
      const late = await correct(
        api,
        { id: first.id },
        { massKg: 23_000 },
        { expectedFact: first.registrationFact },
      );
      expect(problemsOf(late)).toEqual(['STALE expectedFact']);
      expect(problemsOf(await correct(api, { id: first.id }, { massKg: 24_000 }))).toEqual(['NO_CHANGE ']);
      expect(problemsOf(await correct(api, { id: first.id }, { fuel: null }))).toEqual([
        'FIELD_MISSING fuel',
      ]);
      const retyped = await correct(
        api,
        { id: first.id },
        { plate: plateOf('沪B00026'), fuel: 'O', emissionStage: '3' },
      );
      expect(retyped.vehicle).toMatchObject({
        fuel: 'O',
        plate: { number: '沪B00026' },
        review: [{ code: 'FUEL_UNKNOWN' }],
      });
      expect(reasonCodes(await roadside(api, '沪B00026'))).toEqual(['FUEL_UNKNOWN']);
      expect(reasonCodes(await roadside(api, '沪A00026'))).toContain('NO_RECORD');
    });

    it('should say what is not there and what names nothing', async () => {
      const input = { status: 'E', on: '2026-11-01' };
      expect(problemsOf(await say(api, 'scrap', { vin: 'LZZ5ELNB6CN999999' }, input))).toEqual([
        'NOT_FOUND vehicle',
      ]);
      expect(errorCodes(await askChange(api, 'scrap', { vehicle: {}, input }))).toEqual([
        'VEHICLE_KEY_INVALID',
      ]);
      expect(errorCodes(await askChange(api, 'scrap', { vehicle: { id: 'T2RkOjE' }, input }))).toEqual([
        'ID_INVALID',
      ]);
    });
  });

  describe('evidence of the stage', () => {
    const DISCLOSURE = { source: 'DISCLOSURE', stage: 'G5', reference: 'CN-DISC-77' };
    const APPROVAL = { source: 'TYPE_APPROVAL', stage: 'G3', reference: 'TA-2009-11' };
    const orders: [name: string, n: number, order: readonly (typeof DISCLOSURE)[], warnings: string[][]][] = [
      ['the higher rank first', 31, [DISCLOSURE, APPROVAL], [['STAGE_SOURCE_LOWER'], ['STAGE_SOURCE_LOWER']]],
      ['the lower rank first', 32, [APPROVAL, DISCLOSURE], [['STAGE_SOURCE_LOWER'], []]],
    ];

    it.each(orders)(
      'should let the higher rank stand and show the conflict: %s',
      async (_name, n, order, warnings) => {
        const { id } = await registered(api, truck(n));
        const said: WriteAnswer[] = [];
        for (const input of order) said.push(await say(api, 'addStageEvidence', { id }, input));
        expect(said.map((one) => one.warnings.map(({ code }) => code))).toEqual(warnings);
        const { vehicle } = await lookUp(api, { id });
        expect(vehicle).toMatchObject({
          stage: 'G5',
          stageSource: 'DISCLOSURE',
          g3List: 'NOT_LISTED',
          reasons: [],
        });
        expect(vehicle?.flags.map(({ code }) => code)).toEqual(['STAGE_SOURCE_LOWER']);
        expect(vehicle?.review.map(({ code }) => code)).toEqual(['STAGE_CONFLICT']);
        expect(vehicle?.stageEvidence?.map(({ source, stage }) => `${source} ${stage}`)).toEqual([
          'DISCLOSURE G5',
          'TYPE_APPROVAL G3',
          'REGISTRATION G4',
        ]);
      },
    );

    it('should clear the reason that it settles and leave what else waits', async () => {
      const vehicle = await registered(api, truck(33, { ...OLD, firstRegisteredOn: '2016-03-01' }));
      const codes = ({ reasons, review }: VehicleAnswer): string[] =>
        [...reasons, ...review].map(({ code }) => code);
      expect(codes(vehicle)).toEqual(['G3_DIESEL_TRUCK', 'STAGE_DATE_CONFLICT']);
      const { vehicle: after } = await say(
        api,
        'addStageEvidence',
        { id: vehicle.id },
        { ...DISCLOSURE, reference: 'CN-DISC-78' },
      );
      expect(after && codes(after)).toEqual(['STAGE_CONFLICT']);
      expect(reasonCodes(await roadside(api, '沪A00033'))).toEqual([]);
    });
  });
});
