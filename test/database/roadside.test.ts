import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RoadsideArguments } from '../../src/features/registry/roadside.service.js';
import { globalId } from '../../src/platform/graphql/relay.js';
import { plate, replated } from '../support/vehicle-fact-builder.js';
import {
  NOW,
  callerIn,
  createRegistry,
  truck,
  vehicleId,
  vinOf,
  type RegistryFixture,
} from '../support/registry-fixture.js';

const POLICE = callerIn('TRAFFIC_POLICE', '320100');
const RECENTLY = '2026-11-23T03:00:00.000Z';
const LONG_AGO = '2026-11-20T03:00:00.000Z';

describe('the roadside answer', () => {
  let registry: RegistryFixture;
  const ask = (question: RoadsideArguments, context = POLICE) => registry.roadside.check(question, context);

  beforeAll(async () => {
    registry = await createRegistry();
    await registry.write(
      truck(1, '苏A00001', {
        emissionStage: 'G3',
        firstRegisteredOn: '2010-03-01',
        manufacturedOn: '2010-01-15',
      }),
      truck(2, '皖K12345', { division: '341200' }, { site: '340000' }),
      truck(3, '皖K12345', {
        plate: plate('皖K12345', '02', 'BLUE'),
        vehicleType: 'K33',
        division: '341200',
        fuel: 'A',
      }),
      truck(4, '苏A00004'),
      replated(
        900,
        { plate: plate('浙B00004'), division: '330200', on: '2024-05-01' },
        { subject: vehicleId(4) },
      ),
    );
    await registry.heard('310000', RECENTLY);
    await registry.heard('330000', LONG_AGO);
    await registry.heard('340000', RECENTLY);
  });
  afterAll(() => registry.test.close());
  beforeEach(() => registry.forgetAudit());

  it('should name the reason, its clause, the age of its evidence and the next lawful step', async () => {
    const answer = await ask({ plateNumber: '苏A·00001', plateType: '01' });
    expect(answer).toMatchObject({
      verdict: 'CHECK',
      ambiguous: false,
      plateNumber: '苏A00001',
      checkedAt: NOW,
      warnings: [],
      vehicle: { id: globalId('Vehicle', vehicleId(1)), vin: vinOf(1), stage: 'G3', division: '320100' },
    });
    expect(answer.reasons).toMatchObject([
      {
        code: 'G3_DIESEL_TRUCK',
        verdict: 'CHECK',
        clause: { id: 'DELTA_PLAN_9_SHARED_LISTS' },
        evidenceAgeDays: 326,
        nextStep: 'ROADSIDE_EMISSION_TEST',
      },
    ]);
  });

  it('should say the same in Chinese', async () => {
    const answer = await ask({ plateNumber: '苏A00001' }, { ...POLICE, language: 'zh' });
    expect(answer.verdictText).toBe('需要检查');
    expect(answer.vehicle).toMatchObject({
      vehicleTypeName: '重型普通货车',
      divisionName: '南京市',
      fuelName: '柴油',
    });
  });

  it('should return both vehicles that share a number and guess neither', async () => {
    const answer = await ask({ plateNumber: '皖K12345' });
    expect(answer).toMatchObject({ verdict: 'UNKNOWN', ambiguous: true, vehicle: null });
    expect(answer.vehicles.map(({ plate: { type } }) => type).sort()).toEqual(['01', '02']);
    expect(answer.reasons[0]?.code).toBe('TWO_VEHICLES_SHARE_NUMBER');
  });

  it('should tell vehicles that share a number apart by type or colour', async () => {
    const byType = await ask({ plateNumber: '皖K12345', plateType: '02' });
    const byColor = await ask({ plateNumber: '皖K12345', plateColor: 'BLUE' });
    for (const answer of [byType, byColor]) {
      expect(answer).toMatchObject({ verdict: 'PASS', vehicle: { id: globalId('Vehicle', vehicleId(3)) } });
    }
  });

  it('should follow a re-plated vehicle by its identity', async () => {
    const now = await ask({ plateNumber: '浙B00004' });
    const before = await ask({ plateNumber: '苏A00004' });
    expect(now.vehicle).toMatchObject({ id: globalId('Vehicle', vehicleId(4)), match: 'CURRENT' });
    expect(before.vehicle).toMatchObject({
      id: now.vehicle?.id,
      match: 'FORMER',
      plate: { number: '浙B00004' },
    });
    expect(before.reasons.map(({ code }) => code)).toContain('PLATE_NOT_CURRENT');
  });

  it('should say of an unknown plate that there is no record and which province is silent', async () => {
    const answer = await ask({ plateNumber: '浙C99999' });
    expect(answer).toMatchObject({ verdict: 'UNKNOWN', vehicles: [], vehicle: null });
    expect(answer.reasons.map(({ code, province }) => [code, province])).toEqual([
      ['NO_RECORD', null],
      ['SOURCE_SILENT', '330000'],
    ]);
    expect(answer.sources.map(({ province, status, asOf }) => [province, status, asOf])).toEqual([
      ['310000', 'NO_RECORD', RECENTLY],
      ['320000', 'NO_RECORD', NOW],
      ['330000', 'SILENT', LONG_AGO],
      ['340000', 'NO_RECORD', RECENTLY],
    ]);
  });

  it('should name the provinces whose facts the vehicles rest on', async () => {
    const answer = await ask({ plateNumber: '皖K12345', plateType: '01' });
    const states = answer.sources.map(({ province, status }) => [province, status]);
    expect(states).toContainEqual(['340000', 'ANSWERED']);
    expect(states).toContainEqual(['320000', 'NO_RECORD']);
  });

  it('should audit each question with its own caller, purpose and place', async () => {
    const gate = callerIn('PORT_AUTHORITY', '330200', {
      purpose: null,
      reference: null,
      requestId: 'gate-0001',
    });
    const location = { lon: 121.5, lat: 31.2 };
    await Promise.all([
      ask({ plateNumber: '苏A00001', plateType: '01', location }),
      ask({ plateNumber: '皖K12345' }, gate),
      ask({ plateNumber: '浙C99999' }),
    ]);
    const rows = await registry.audit();
    const of = (number: string) => rows.find((row) => row.detail['plateNumber'] === number);
    expect(rows).toHaveLength(3);
    expect(of('苏A00001')).toMatchObject({
      action: 'vehicle.roadside-check',
      role: 'TRAFFIC_POLICE',
      purpose: 'ROADSIDE_CHECK',
      reference: 'D-2026-1',
      at: NOW,
      subjects: [vehicleId(1)],
      detail: { plateType: '01', location },
    });
    expect(of('皖K12345')).toMatchObject({
      role: 'PORT_AUTHORITY',
      purpose: 'PORT_GATE',
      request_id: 'gate-0001',
    });
    expect(of('皖K12345')?.subjects).toHaveLength(2);
    expect(of('浙C99999')?.subjects).toEqual([]);
  });

  it('should neither answer nor audit when the read or the audit cannot be done, and work again after', async () => {
    const { owner } = registry.test;
    await owner.query({ name: '', text: 'REVOKE INSERT ON audit_entry FROM qingtu_app' });
    await expect(ask({ plateNumber: '苏A00001' })).rejects.toThrow(/permission denied/);
    await owner.query({ name: '', text: 'GRANT INSERT ON audit_entry TO qingtu_app' });
    await owner.query({ name: '', text: 'REVOKE SELECT ON roadside_card FROM qingtu_app' });
    const asked = await Promise.allSettled(
      ['苏A00001', '皖K12345'].map((plateNumber) => ask({ plateNumber })),
    );
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await owner.query({ name: '', text: 'GRANT SELECT ON roadside_card TO qingtu_app' });
    await expect(registry.audit()).resolves.toEqual([]);
    await expect(ask({ plateNumber: '苏A00001' })).resolves.toMatchObject({ verdict: 'CHECK' });
  });

  it('should answer many questions at once, each with its own vehicle', async () => {
    const numbers = Array.from({ length: 300 }, (_, n) => ['苏A00001', '浙B00004', '浙C99999'][n % 3]!);
    const answers = await Promise.all(numbers.map((plateNumber) => ask({ plateNumber })));
    expect(answers.map(({ plateNumber }) => plateNumber)).toEqual(numbers);
    const verdicts = ['CHECK', 'PASS', 'UNKNOWN'];
    expect(answers.map(({ verdict }) => verdict)).toEqual(numbers.map((_, n) => verdicts[n % 3]));
    await expect(registry.audit()).resolves.toHaveLength(300);
  });

  it('should warn of a place outside the delta', async () => {
    const answer = await ask({ plateNumber: '苏A00001', location: { lon: 116.4, lat: 39.9 } });
    expect(answer.warnings).toMatchObject([{ code: 'LOCATION_OUTSIDE_DELTA' }]);
  });

  it.each<[string, RoadsideArguments, string, string]>([
    ['a plate that is none', { plateNumber: '苏A' }, 'PLATE_FORMAT', 'plateNumber'],
    ['a letter that plates have not', { plateNumber: '苏A1234O' }, 'PLATE_ILLEGAL_LETTER', 'plateNumber'],
    [
      'the greens exchanged',
      { plateNumber: '沪A12345D', plateType: '52' },
      'HPZL_SWAPPED_51_52',
      'plateNumber',
    ],
    ['an unknown type', { plateNumber: '苏A00001', plateType: '77' }, 'TYPE_UNKNOWN', 'plateType'],
    ['the future', { plateNumber: '苏A00001', at: '2026-11-23T04:05:00.001Z' }, 'TIME_FUTURE', 'at'],
    [
      'no place on earth',
      { plateNumber: '苏A00001', location: { lon: 200, lat: 1 } },
      'LOCATION_INVALID',
      'location',
    ],
  ])('should refuse %s', async (_, question, code, field) => {
    await expect(ask(question)).rejects.toMatchObject({ code, field });
    await expect(registry.audit()).resolves.toEqual([]);
  });

  it('should bear a clock that is five minutes ahead', async () => {
    const at = '2026-11-23T04:05:00.000Z';
    await expect(ask({ plateNumber: '苏A00001', at })).resolves.toMatchObject({ at });
  });

  it.each(['INSPECTION_STATION', 'REPAIR_STATION', 'MARITIME', 'SITE_OPERATOR', 'ADMINISTRATOR'] as const)(
    'should refuse %s',
    async (role) => {
      const asked = ask({ plateNumber: '苏A00001' }, callerIn(role, '320100'));
      await expect(asked).rejects.toMatchObject({ code: 'FORBIDDEN' });
    },
  );
});
