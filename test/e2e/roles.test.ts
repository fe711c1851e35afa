import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '../../src/domain/access/roles.js';
import { FactIngestService, VehicleProjection } from '../../src/features/registry/index.js';
import { DEMO_PASSWORD } from '../../src/features/access/index.js';
import { statement } from '../../src/platform/database/statement.js';
import { startTestApi, type Asking, type GraphqlAnswer, type TestApi } from '../support/api.js';
import { truck as factOfTruck, vinOf, type AuditRow } from '../support/registry-fixture.js';
import {
  askVehicle,
  errorCodes,
  newKey,
  registered,
  truck,
  valueOf,
  WITH_PURPOSE,
  type LookupAnswer,
} from '../support/vehicle-requests.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';

/** Plain questions that the audit tells of. */
const REQUESTS = {
  roadsideCheck: '{ roadsideCheck(plateNumber: "沪A00001") { verdict } }',
  checkPlates: '{ checkPlates(plates: [{ plateNumber: "沪A00001" }]) { checkedAt } }',
  vehicle: '{ vehicle(vin: "LZZ5ELNB6CN123456", plate: { number: "沪A00001" }) { outcome } }',
  vehicles: '{ vehicles(first: 1) { edges { cursor } } }',
  reviewQueue: '{ reviewQueue(first: 1) { edges { cursor } } }',
} as const;
type Field = keyof typeof REQUESTS;

const AUDIT = statement('test_audit_of_roles', 'SELECT * FROM audit_entry ORDER BY id');
const FORGET = statement('test_forget_of_roles', 'DELETE FROM audit_entry');

describe('what each role may do', () => {
  let api: TestApi;
  const own = truck(1, { engineNo: 'E-0001' });
  const ownVin = String(own['vin']);
  const elsewhere = vinOf(500);

  beforeAll(async () => {
    api = await startTestApi();
    // Signing in is audited too; what the tests look for comes after it.
    for (const role of ROLES) await api.token(role);
    await registered(api, own);
    const ingest = new FactIngestService(
      api.parts.database,
      api.parts.facts,
      new VehicleProjection(VEHICLE_EXTENSIONS),
    );
    await ingest.ingest([factOfTruck(500, '苏A00500', { engineNo: 'E-0500' }, { site: '320000' })]);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    await api.test.owner.query(FORGET);
  });

  const audit = (): Promise<AuditRow[]> => api.test.owner.query<AuditRow>(AUDIT);
  const askField = (field: Field, asking: Asking): Promise<GraphqlAnswer> => api.ask(REQUESTS[field], asking);

  it('should leave no line in the audit of reads that were denied', async () => {
    await askField('roadsideCheck', { as: 'MARITIME' });
    await askField('vehicles', { as: 'INSPECTION_STATION' });
    await askField('vehicle', { as: 'TRAFFIC_POLICE' });
    expect(await audit()).toEqual([]);
  });

  describe('how far it reaches', () => {
    const look = async (as: Role, variables: Record<string, unknown>): Promise<LookupAnswer> =>
      valueOf(await askVehicle(api, variables, { as, headers: WITH_PURPOSE }), 'vehicle') as LookupAnswer;

    it('should show transport its own province and stations only what stands before them', async () => {
      expect(await look('TRANSPORT_BUREAU', { vin: ownVin })).toMatchObject({ outcome: 'FOUND' });
      expect(await look('TRANSPORT_BUREAU', { vin: elsewhere })).toMatchObject({ outcome: 'NOT_FOUND' });
      const presented = { vin: elsewhere, plate: { number: '苏A00500' } };
      expect(await look('INSPECTION_STATION', presented)).toMatchObject({ outcome: 'FOUND' });
      const other = { vin: elsewhere, plate: { number: '沪A00001' } };
      expect(await look('REPAIR_STATION', other)).toMatchObject({ outcome: 'NOT_FOUND' });
      expect(errorCodes(await askVehicle(api, { vin: ownVin }, { as: 'REPAIR_STATION' }))).toEqual([
        'PRESENTATION_REQUIRED',
      ]);
    });

    it('should show ecology and police other provinces, and ecology their history only at home', async () => {
      for (const role of ['ECOLOGY_BUREAU', 'TRAFFIC_POLICE'] as const) {
        expect(await look(role, { vin: elsewhere })).toMatchObject({
          outcome: 'FOUND',
          vehicle: { vin: elsewhere },
        });
      }
      const away = await look('ECOLOGY_BUREAU', { vin: elsewhere });
      expect(away.vehicle).toMatchObject({
        plates: null,
        stageEvidence: null,
        hiddenFields: ['plates', 'stageEvidence'],
      });
      const home = await look('ECOLOGY_BUREAU', { vin: ownVin });
      expect(home.vehicle).toMatchObject({ hiddenFields: [], plates: [{ number: '沪A00001' }] });
    });

    it('should let nobody change what is registered in another province', async () => {
      const input = { status: 'E', on: '2026-11-01' };
      const query = `mutation ($key: String!, $vin: String!, $input: ScrapVehicleInput!) {
        scrapVehicle(idempotencyKey: $key, vehicle: { vin: $vin }, input: $input) { problems { code } } }`;
      for (const as of ['TRAFFIC_POLICE', 'ECOLOGY_BUREAU'] as const) {
        const answer = await api.ask(query, { as, variables: { key: newKey(), vin: elsewhere, input } });
        expect(answer.errors).toMatchObject([{ extensions: { code: 'OUT_OF_SCOPE', field: 'division' } }]);
      }
    });
  });

  describe('the audit', () => {
    const reads: [Role, Field, string, string][] = [
      ['TRAFFIC_POLICE', 'roadsideCheck', 'vehicle.roadside-check', 'ROADSIDE_CHECK'],
      ['PORT_AUTHORITY', 'roadsideCheck', 'vehicle.roadside-check', 'PORT_GATE'],
      ['TRAFFIC_POLICE', 'checkPlates', 'vehicle.check-plates', 'ROADSIDE_CHECK'],
      ['INSPECTION_STATION', 'vehicle', 'vehicle.read', 'PERIODIC_TEST'],
      ['REPAIR_STATION', 'vehicle', 'vehicle.read', 'REPAIR'],
      ['ECOLOGY_BUREAU', 'vehicles', 'vehicle.list', 'SUPERVISION'],
      ['ECOLOGY_BUREAU', 'reviewQueue', 'review.list', 'DATA_REVIEW'],
      ['TRANSPORT_BUREAU', 'vehicle', 'vehicle.read', 'SUPERVISION'],
    ];
    it.each(reads)('should tell that %s asked %s, and why', async (as, field, action, purpose) => {
      const { extensions } = await askField(field, { as });
      expect(await audit()).toMatchObject([
        { role: as, action, purpose, request_id: extensions['requestId'] },
      ]);
    });

    it('should keep the purpose and the case number that police give', async () => {
      const refused = await askVehicle(
        api,
        { vin: ownVin },
        { as: 'TRAFFIC_POLICE', headers: { 'accept-language': 'en' } },
      );
      expect(refused.errors).toMatchObject([
        { message: expect.stringContaining('x-case-no'), extensions: { code: 'PURPOSE_REQUIRED' } },
      ]);
      const invented = { 'x-purpose': 'CURIOSITY', 'x-case-no': '1' };
      expect(
        errorCodes(await askVehicle(api, { vin: ownVin }, { as: 'TRAFFIC_POLICE', headers: invented })),
      ).toEqual(['PURPOSE_UNKNOWN']);
      await askVehicle(api, { vin: ownVin }, { as: 'TRAFFIC_POLICE', headers: WITH_PURPOSE });
      const lines = await audit();
      expect(lines).toMatchObject([
        { purpose: 'CASE_INVESTIGATION', reference: 'C-2026-17', subjects: [expect.any(String)] },
      ]);
      expect(JSON.stringify(lines)).not.toContain(ownVin);
    });
  });

  it('should be told to each account by itself, and its password never', async () => {
    for (const role of ROLES) {
      const answer = await api.ask('{ me { role organisation { division } permissions { action } } }', {
        as: role,
      });
      expect(valueOf(answer, 'me')).toMatchObject({ role });
      expect(JSON.stringify(answer)).not.toContain(DEMO_PASSWORD);
    }
  });
});
