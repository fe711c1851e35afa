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

/** A plain question or order for each root field that is not public. */
const REQUESTS = {
  me: '{ me { login } }',
  codes: '{ codes(table: FUEL) { code } }',
  divisions: '{ divisions { code } }',
  roadsideCheck: '{ roadsideCheck(plateNumber: "沪A00001") { verdict } }',
  checkPlates: '{ checkPlates(plates: [{ plateNumber: "沪A00001" }]) { checkedAt } }',
  vehicle: '{ vehicle(vin: "LZZ5ELNB6CN123456", plate: { number: "沪A00001" }) { outcome } }',
  node: '{ node(id: "bm9ib2R5") { id } }',
  vehicles: '{ vehicles(first: 1) { edges { cursor } } }',
  reviewQueue: '{ reviewQueue(first: 1) { edges { cursor } } }',
  siteStatus: '{ siteStatus { site } }',
  auditTrail: '{ auditTrail(first: 1) { edges { cursor } } }',
  registerVehicles: 'mutation { registerVehicles(idempotencyKey: "KEY", vehicles: []) { registered } }',
  registerVehicle: `mutation { registerVehicle(idempotencyKey: "KEY", vehicle: { plate: { number: "", type: "" }, vehicleType: "",
    useNature: "", fuel: "", emissionStage: "", firstRegisteredOn: "", division: "", ownerKind: ORG, status: "" }) { problems { code } } }`,
  correctVehicle:
    'mutation { correctVehicle(idempotencyKey: "KEY", vehicle: VIN, changes: {}, reason: "none") { problems { code } } }',
  replateVehicle: `mutation { replateVehicle(idempotencyKey: "KEY", vehicle: VIN, input: { plate: { number: "", type: "" }, on: "" })
    { problems { code } } }`,
  transferVehicle: `mutation { transferVehicle(idempotencyKey: "KEY", vehicle: VIN,
    input: { division: "", ownerKind: PERSON, on: "" }) { problems { code } } }`,
  scrapVehicle:
    'mutation { scrapVehicle(idempotencyKey: "KEY", vehicle: VIN, input: { status: E, on: "" }) { problems { code } } }',
  addStageEvidence: `mutation { addStageEvidence(idempotencyKey: "KEY", vehicle: VIN,
    input: { source: DISCLOSURE, stage: G5, reference: "D" }) { problems { code } } }`,
  createAccount: `mutation { createAccount(idempotencyKey: "KEY", input: { login: "x", password: "", role: MARITIME,
    organisationId: "T2RkOjE" }) { __typename } }`,
  changePassword: `mutation { changePassword(idempotencyKey: "KEY", present: "wrong", wanted: "x") { __typename } }`,
} as const;
type Field = keyof typeof REQUESTS;
const FIELDS = Object.keys(REQUESTS) as Field[];

const EVERYBODY: readonly Field[] = ['me', 'codes', 'divisions', 'changePassword'];
const REGISTRARS: readonly Field[] = [
  'registerVehicle',
  'registerVehicles',
  'correctVehicle',
  'replateVehicle',
  'transferVehicle',
  'scrapVehicle',
];
const READING: readonly Field[] = ['vehicle', 'node', 'vehicles'];
const MAY: Readonly<Record<Role, readonly Field[]>> = {
  TRAFFIC_POLICE: [...EVERYBODY, ...REGISTRARS, ...READING, 'roadsideCheck', 'checkPlates'],
  INSPECTION_STATION: [...EVERYBODY, 'vehicle', 'node'],
  REPAIR_STATION: [...EVERYBODY, 'vehicle', 'node'],
  PORT_AUTHORITY: [...EVERYBODY, 'roadsideCheck'],
  MARITIME: EVERYBODY,
  ECOLOGY_BUREAU: [
    ...EVERYBODY,
    ...REGISTRARS,
    ...READING,
    'roadsideCheck',
    'checkPlates',
    'addStageEvidence',
    'reviewQueue',
  ],
  TRANSPORT_BUREAU: [...EVERYBODY, ...READING],
  SITE_OPERATOR: [...EVERYBODY, 'siteStatus'],
  ADMINISTRATOR: [...EVERYBODY, 'siteStatus', 'auditTrail', 'createAccount'],
};

const AUDIT = statement('test_audit_of_roles', 'SELECT * FROM audit_entry ORDER BY id');
const FORGET = statement('test_forget_of_roles', 'DELETE FROM audit_entry');

describe('what each role may do', () => {
  let api: TestApi;
  const own = truck(1, { engineNo: 'E-0001' });
  const ownVin = String(own['vin']);
  const elsewhere = vinOf(500);

  beforeAll(async () => {
    api = await startTestApi();
    await registered(api, own);
    const ingest = new FactIngestService(api.parts.database, api.parts.facts, new VehicleProjection());
    await ingest.ingest([factOfTruck(500, '苏A00500', { engineNo: 'E-0500' }, { site: '320000' })]);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    await api.test.owner.query(FORGET);
  });

  const audit = (): Promise<AuditRow[]> => api.test.owner.query<AuditRow>(AUDIT);
  const request = (field: Field): string =>
    REQUESTS[field].replace('KEY', newKey()).replace('VIN', '{ vin: "LZZ5ELNB6CN999999" }');
  const askField = (field: Field, asking: Asking): Promise<GraphqlAnswer> => api.ask(request(field), asking);

  it('should know a request for every field that needs a permission', async () => {
    const query = '{ __schema { queryType { fields { name } } mutationType { fields { name } } } }';
    const { queryType, mutationType } = valueOf(await api.ask(query), '__schema') as Record<
      string,
      { fields: { name: string }[] }
    >;
    const names = [...(queryType?.fields ?? []), ...(mutationType?.fields ?? [])].map(({ name }) => name);
    expect([...FIELDS, 'signIn'].sort()).toEqual(names.sort());
  });

  it.each(ROLES)('should be kept for %s, field by field', async (role) => {
    const allowed: Field[] = [];
    for (const field of FIELDS) {
      const codes = errorCodes(await askField(field, { as: role, headers: WITH_PURPOSE }));
      if (!codes.includes('FORBIDDEN')) allowed.push(field);
    }
    expect(allowed.sort()).toEqual([...MAY[role]].sort());
  });

  it('should be nothing for who is not signed in', async () => {
    for (const field of FIELDS) expect(errorCodes(await askField(field, {}))).toEqual(['UNAUTHENTICATED']);
    const forged = await askField('me', { headers: { authorization: 'Bearer nonsense' } });
    expect([forged.status, ...errorCodes(forged)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(await audit()).toEqual([]);
  });

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
