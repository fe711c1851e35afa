import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { VehicleQuestion } from '../../src/features/registry/vehicle-read.service.js';
import { globalId } from '../../src/platform/graphql/relay.js';
import { evidence, plate, replated, scrapped } from '../support/vehicle-fact-builder.js';
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
const ECOLOGY = callerIn('ECOLOGY_BUREAU', '320000', { purpose: null, reference: null });
const STATION = callerIn('INSPECTION_STATION', '330100', { purpose: null, reference: null });
const id = (n: number): string => globalId('Vehicle', vehicleId(n));
const OPEN_TO_OWN_PROVINCE: readonly string[] = expect.arrayContaining([
  'status',
  'vin',
  'ownerUscc',
  'plates',
]) as never;
const recorded = (recordedAt: string) => ({ recordedAt, occurredAt: recordedAt });

describe('one vehicle', () => {
  let registry: RegistryFixture;
  const find = (question: VehicleQuestion, context = POLICE) => registry.vehicles.find(context, question);
  const idsOf = async (question: VehicleQuestion, context = POLICE): Promise<readonly string[]> => {
    const { vehicle, candidates } = await find(question, context);
    return [...(vehicle === null ? [] : [vehicle.id]), ...candidates.map((one) => one.id)];
  };

  beforeAll(async () => {
    registry = await createRegistry();
    await registry.write(
      truck(1, '苏A00001', {
        emissionStage: 'G3',
        firstRegisteredOn: '2010-03-01',
        manufacturedOn: '2010-01-15',
      }),
      evidence(901, 'DISCLOSURE', 'G4', { subject: vehicleId(1), ...recorded('2026-06-01T00:00:00.000Z') }),
      truck(2, '皖K12345', { division: '341200' }, { site: '340000' }),
      truck(3, '皖K12345', {
        plate: plate('皖K12345', '02', 'BLUE'),
        vehicleType: 'K33',
        division: '341200',
      }),
      truck(4, '苏A00004'),
      replated(
        904,
        { plate: plate('浙B00004'), division: '330200', on: '2024-05-01' },
        { subject: vehicleId(4), ...recorded('2026-05-01T00:00:00.000Z') },
      ),
      truck(5, '苏A00004', {}, recorded('2026-05-02T00:00:00.000Z')),
      truck(6, '苏A00006', {
        ownerKind: 'INDIVIDUAL_BUSINESS',
        ownerUscc: '92340122MA8PQ3R659',
        division: '330100',
      }),
      truck(7, '苏A00007'),
      scrapped(907, { status: 'E', certificateNo: null, on: '2025-01-01' }, { subject: vehicleId(7) }),
    );
  });
  afterAll(() => registry.test.close());
  beforeEach(() => registry.forgetAudit());

  it('should be found by id, by VIN, by plate, and by VIN and plate together', async () => {
    const plateKey = { number: '苏A·00001', type: '01' };
    const keys: VehicleQuestion[] = [
      { id: id(1) },
      { vin: vinOf(1).toLowerCase() },
      { plate: plateKey },
      { vin: vinOf(1), plate: plateKey },
    ];
    for (const key of keys) await expect(idsOf(key)).resolves.toEqual([id(1)]);
  });

  it('should show its reasons, evidence, conflicts and flags', async () => {
    const { vehicle, outcome } = await find({ id: id(1) });
    expect(outcome).toBe('FOUND');
    expect(vehicle).toMatchObject({
      stage: 'G4',
      stageSource: 'DISCLOSURE',
      g3List: 'NOT_LISTED',
      reasons: [],
    });
    expect(vehicle?.stageEvidence?.map(({ source, stage }) => [source, stage])).toEqual([
      ['DISCLOSURE', 'G4'],
      ['REGISTRATION', 'G3'],
    ]);
    expect(vehicle?.review.map(({ code }) => code)).toEqual(['STAGE_CONFLICT']);
    expect(vehicle?.flags.map(({ code }) => code)).toContain('STAGE_SOURCE_LOWER');
    expect(vehicle?.hiddenFields).toEqual([]);
  });

  it('should be shown as it was known at a moment, and not before anything was known', async () => {
    const before = await find({ id: id(1), asOf: '2026-05-31T00:00:00.000Z' });
    expect(before.vehicle).toMatchObject({
      stage: 'G3',
      g3List: 'LISTED',
      reasons: [{ code: 'G3_DIESEL_TRUCK' }],
    });
    const earlier = await find({ id: id(1), asOf: '2020-01-01T00:00:00.000Z' });
    expect(earlier).toEqual({ outcome: 'NOT_FOUND', vehicle: null, candidates: [] });
  });

  it('should be followed through a change of plate, whose number another vehicle has now', async () => {
    await expect(idsOf({ plate: { number: '浙B00004', type: '01' } })).resolves.toEqual([id(4)]);
    await expect(idsOf({ plate: { number: '苏A00004', type: '01' } })).resolves.toEqual([id(5)]);
    const { vehicle } = await find({ id: id(4) });
    expect(vehicle?.plates?.map(({ number }) => number)).toEqual(['苏A00004', '浙B00004']);
    const asOf = '2026-04-30T00:00:00.000Z';
    await expect(idsOf({ plate: { number: '苏A00004', type: '01' }, asOf })).resolves.toEqual([id(4)]);
  });

  it('should be found by its last plate when it is scrapped', async () => {
    await expect(idsOf({ plate: { number: '苏A00007', type: '01' } })).resolves.toEqual([id(7)]);
  });

  it('should never be guessed between vehicles that share a number', async () => {
    const lookup = await find({ plate: { number: '皖K12345' } });
    expect(lookup).toMatchObject({ outcome: 'AMBIGUOUS', vehicle: null });
    expect(lookup.candidates.map((one) => one.id).sort()).toEqual([id(2), id(3)].sort());
    await expect(idsOf({ plate: { number: '皖K12345', type: '02' } })).resolves.toEqual([id(3)]);
  });

  it('should be audited with its purpose, also when nothing was found', async () => {
    await find({ vin: vinOf(1) });
    await find({ plate: { number: '沪C99999', type: '01' } });
    const [found, missed, ...more] = await registry.audit();
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      action: 'vehicle.read',
      purpose: 'ROADSIDE_CHECK',
      subjects: [vehicleId(1)],
      detail: {
        by: 'vin',
        vin: `${vinOf(1).slice(0, 11)}******`,
        shown: [{ subjects: null, fields: OPEN_TO_OWN_PROVINCE }],
      },
    });
    expect(missed).toMatchObject({ subjects: [], detail: { by: 'plate', plateNumber: '沪C99999' } });
  });

  it('should not be answered when it cannot be audited', async () => {
    const { owner } = registry.test;
    await owner.query({ name: '', text: 'REVOKE INSERT ON audit_entry FROM qingtu_app' });
    await expect(find({ id: id(1) })).rejects.toThrow(/permission denied/);
    await owner.query({ name: '', text: 'GRANT INSERT ON audit_entry TO qingtu_app' });
  });

  it('should be shown to a station only with VIN and plate in hand, without its history', async () => {
    const presented = { vin: vinOf(1), plate: { number: '苏A00001', type: '01' } };
    const { vehicle } = await find(presented, STATION);
    expect(vehicle).toMatchObject({ id: id(1), vin: vinOf(1), plates: null, stageEvidence: null });
    expect(vehicle?.hiddenFields).toEqual(['plates', 'stageEvidence']);
    await expect(idsOf({ ...presented, vin: vinOf(2) }, STATION)).resolves.toEqual([]);
    for (const part of [{ id: id(1) }, { vin: vinOf(1) }, { plate: presented.plate }]) {
      await expect(find(part, STATION)).rejects.toMatchObject({ code: 'PRESENTATION_REQUIRED' });
    }
    await expect(find({ ...presented, asOf: NOW }, STATION)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('should hide from another province what leads to a person', async () => {
    const own = callerIn('ECOLOGY_BUREAU', '330000');
    const [theirs, ours] = await Promise.all([find({ id: id(6) }, ECOLOGY), find({ id: id(6) }, own)]);
    expect(theirs.vehicle).toMatchObject({ ownerUscc: null, plates: null });
    expect(theirs.vehicle?.hiddenFields).toContain('ownerUscc');
    expect(ours.vehicle).toMatchObject({ ownerUscc: '92340122MA8PQ3R659', hiddenFields: [] });
  });

  it('should open the past of its own province only to ecology', async () => {
    const asOf = '2026-11-01T00:00:00.000Z';
    await expect(idsOf({ id: id(1), asOf }, ECOLOGY)).resolves.toEqual([id(1)]);
    await expect(idsOf({ id: id(6), asOf }, ECOLOGY)).resolves.toEqual([]);
  });

  it('should stay unknown to transport outside of its province', async () => {
    const transport = callerIn('TRANSPORT_BUREAU', '320100');
    await expect(idsOf({ id: id(1) }, transport)).resolves.toEqual([id(1)]);
    await expect(idsOf({ id: id(6) }, transport)).resolves.toEqual([]);
  });

  it('should ask police for a purpose and a case', async () => {
    for (const missing of [{ purpose: null }, { reference: null }, { reference: ' ' }]) {
      await expect(find({ id: id(1) }, { ...POLICE, ...missing })).rejects.toMatchObject({
        code: 'PURPOSE_REQUIRED',
      });
    }
  });

  it.each<[string, VehicleQuestion, string]>([
    ['no key', {}, 'VEHICLE_KEY_INVALID'],
    ['id and VIN', { id: id(1), vin: vinOf(1) }, 'VEHICLE_KEY_INVALID'],
    ['a malformed id', { id: 'abc' }, 'ID_INVALID'],
    ["another type's id", { id: globalId('Organisation', vehicleId(1)) }, 'ID_INVALID'],
    ['a short VIN', { vin: 'LZZ5' }, 'VIN_LENGTH'],
    ['a wrong check digit', { vin: 'LZZ5ELNB5CN123456' }, 'VIN_CHECK'],
    ['a plate that is none', { plate: { number: '苏A' } }, 'PLATE_FORMAT'],
    ['the future', { id: id(1), asOf: '2026-11-23T04:00:00.001Z' }, 'TIME_FUTURE'],
  ])('should refuse %s', async (_, question, code) => {
    await expect(find(question)).rejects.toMatchObject({ code });
  });
});
