import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/access/roles.js';
import { statement } from '../../src/platform/database/statement.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { newKey, vinOf } from '../support/registry.js';

const OUTCOME = `vehicle { id stage stageSource plate { number } hiddenFields registrationFact }
  existingVehicleId problems { code field row message } warnings { code text }`;

interface Outcome {
  readonly vehicle: {
    readonly id: string;
    readonly stage: string;
    readonly plate: { readonly number: string };
    readonly registrationFact: string;
  } | null;
  readonly existingVehicleId: string | null;
  readonly problems: readonly {
    readonly code: string;
    readonly field: string | null;
    readonly message: string;
  }[];
  readonly warnings: readonly { readonly code: string; readonly text: string }[];
}

const lorry = (n: number, changes: object = {}) => ({
  vin: vinOf(n),
  plate: { number: `沪A·${String(n).padStart(5, '0')}`, type: '01', color: 'YELLOW' },
  vehicleType: 'H11',
  useNature: 'F',
  fuel: 'B',
  emissionStage: '国四',
  massKg: 25_000,
  firstRegisteredOn: '2014-03-01',
  division: '310115',
  ownerKind: 'ORG',
  ownerUscc: '91310115MA1FAKE00Y',
  status: 'A',
  ...changes,
});

describe('vehicles through the API', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  async function mutate(
    field: string,
    types: string,
    variables: Record<string, unknown>,
    as: Role = 'ECOLOGY_BUREAU',
    headers: Record<string, string> = { 'accept-language': 'en' },
  ): Promise<{ outcome: Outcome; errors: unknown }> {
    const given = Object.keys(variables);
    const declared = `$key: String!${types === '' ? '' : `, ${types}`}`;
    const passed = ['idempotencyKey: $key', ...given.map((name) => `${name}: $${name}`)].join(', ');
    const query = `mutation (${declared}) { answer: ${field}(${passed}) { ${OUTCOME} } }`;
    const answer = await api.ask(query, { as, variables: { key: newKey(), ...variables }, headers });
    const data = answer.data as { answer: Outcome } | null;
    return {
      outcome: data?.answer ?? nothing,
      errors: answer.errors?.map(({ extensions }) => extensions['code']),
    };
  }
  const nothing: Outcome = { vehicle: null, existingVehicleId: null, problems: [], warnings: [] };

  const register = (vehicle: object, as: Role = 'ECOLOGY_BUREAU', headers = {}) =>
    mutate('registerVehicle', '$vehicle: VehicleRegistrationInput!', { vehicle }, as, {
      'accept-language': 'en',
      ...headers,
    });

  it('should register, re-plate, correct, judge, transfer and scrap a vehicle', async () => {
    const { outcome } = await register(lorry(1));
    expect(outcome).toMatchObject({ problems: [], vehicle: { stage: 'G4', plate: { number: '沪A00001' } } });
    const vehicle = { id: outcome.vehicle?.id };
    const reference = '$vehicle: VehicleReferenceInput!';
    const replated = await mutate('replateVehicle', `${reference}, $input: ReplateVehicleInput!`, {
      vehicle: { vin: vinOf(1) },
      input: {
        plate: { number: '沪B00001', type: '01', colorCode: { system: 'ETC', code: '1' } },
        on: '2026-11-01',
      },
    });
    expect(replated.outcome.vehicle?.plate.number).toBe('沪B00001');
    const corrected = await mutate(
      'correctVehicle',
      `${reference}, $changes: VehicleCorrectionInput!, $reason: String!, $expectedFact: String`,
      {
        vehicle: { plate: { number: '沪B·00001', type: '01' } },
        changes: { massKg: 24_000 },
        reason: '总质量录入错误',
        expectedFact: outcome.vehicle?.registrationFact,
      },
    );
    expect(corrected.outcome.problems).toEqual([]);
    const judged = await mutate('addStageEvidence', `${reference}, $input: StageEvidenceInput!`, {
      vehicle,
      input: { source: 'DATE_INFERENCE', stage: 'G3', reference: 'D-1' },
    });
    expect(judged.outcome).toMatchObject({
      vehicle: { stage: 'G4' },
      warnings: [{ code: 'STAGE_SOURCE_LOWER', text: expect.stringContaining('lower-ranked') }],
    });
    const transferred = await mutate('transferVehicle', `${reference}, $input: TransferVehicleInput!`, {
      vehicle,
      input: { division: '310114', ownerKind: 'PERSON', on: '2026-11-10' },
    });
    expect(transferred.outcome.problems).toEqual([]);
    const scrapped = await mutate('scrapVehicle', `${reference}, $input: ScrapVehicleInput!`, {
      vehicle,
      input: { status: 'E', on: '2026-11-20' },
    });
    expect(scrapped.outcome.problems).toEqual([]);
    const lookup = await api.ask(
      `query ($id: ID!) { vehicle(id: $id) { vehicle { status scrappedOn plates { number to } } } }`,
      {
        as: 'ECOLOGY_BUREAU',
        variables: vehicle,
      },
    );
    expect(lookup.data).toEqual({
      vehicle: {
        vehicle: {
          status: 'E',
          scrappedOn: '2026-11-20',
          plates: [
            { number: '沪A00001', to: '2026-11-01' },
            { number: '沪B00001', to: '2026-11-20' },
          ],
        },
      },
    });
  });

  it('should say what is wrong in the language of the caller, every problem with its field', async () => {
    const bad = lorry(2, { vin: 'LZZ5ELNB1CN000002', division: '310199', firstRegisteredOn: '2026-12-01' });
    const { outcome } = await register(bad);
    expect(outcome.vehicle).toBeNull();
    expect(outcome.problems.map(({ code, field }) => `${code} ${field ?? ''}`)).toEqual([
      'TIME_FUTURE firstRegisteredOn',
      'VIN_CHECK vin',
      'DIVISION_UNKNOWN division',
    ]);
    const chinese = await register(bad, 'ECOLOGY_BUREAU', { 'accept-language': 'zh-CN' });
    for (const [index, { message }] of chinese.outcome.problems.entries()) {
      expect(message).toMatch(/\p{Script=Han}/u);
      expect(message).not.toBe(outcome.problems[index]?.message);
    }
  });

  it('should name the vehicle that is in the way', async () => {
    const first = await register(lorry(3));
    const second = await register(lorry(4, { vin: vinOf(3) }));
    expect(second.outcome.problems).toMatchObject([{ code: 'VIN_ALREADY_REGISTERED', field: 'vin' }]);
    expect(second.outcome.existingVehicleId).toBe(first.outcome.vehicle?.id);
  });

  it('should answer many row by row', async () => {
    const query = `mutation ($key: String!, $vehicles: [VehicleRegistrationInput!]!) {
      registerVehicles(idempotencyKey: $key, vehicles: $vehicles) {
        registered refused duplicates rows { row status vehicleId problems { code field row } warnings { code } }
      }
    }`;
    const vehicles = [lorry(10), lorry(11, { fuel: '?' }), lorry(12, { vin: vinOf(10) })];
    const variables = { key: newKey(), vehicles };
    const { data, errors } = await api.ask(query, { as: 'ECOLOGY_BUREAU', variables });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      registerVehicles: {
        registered: 1,
        refused: 2,
        duplicates: 0,
        rows: [
          { row: 0, status: 'REGISTERED', problems: [] },
          { row: 1, status: 'REFUSED', problems: [{ code: 'FUEL_UNKNOWN', field: 'fuel', row: 1 }] },
          { row: 2, status: 'REFUSED', problems: [{ code: 'VIN_ALREADY_REGISTERED', field: 'vin', row: 2 }] },
        ],
      },
    });
    const again = await api.ask(query, { as: 'ECOLOGY_BUREAU', variables });
    expect(again.data).toEqual(data);
    const tooMany = { key: newKey(), vehicles: Array.from({ length: 1001 }, () => lorry(1)) };
    const refused = await api.ask(query, { as: 'ECOLOGY_BUREAU', variables: tooMany });
    expect(refused.errors?.[0]).toMatchObject({
      message: expect.stringContaining('1000'),
      extensions: { code: 'BATCH_TOO_LARGE', field: 'vehicles' },
    });
  });

  it.each<[Role, string]>([
    ['INSPECTION_STATION', 'FORBIDDEN'],
    ['REPAIR_STATION', 'FORBIDDEN'],
    ['PORT_AUTHORITY', 'FORBIDDEN'],
    ['MARITIME', 'FORBIDDEN'],
    ['TRANSPORT_BUREAU', 'FORBIDDEN'],
    ['SITE_OPERATOR', 'FORBIDDEN'],
    ['ADMINISTRATOR', 'FORBIDDEN'],
  ])('should not let %s register', async (role, code) => {
    expect((await register(lorry(20), role)).errors).toEqual([code]);
  });

  it('should let the police register', async () => {
    expect((await register(lorry(21), 'TRAFFIC_POLICE')).outcome.problems).toEqual([]);
  });

  it('should refuse an unreadable id, an unnamed vehicle and a used key by their codes', async () => {
    const reference = '$vehicle: VehicleReferenceInput!, $input: ScrapVehicleInput!';
    const input = { status: 'E', on: '2026-11-20' };
    const scrap = (vehicle: object) => mutate('scrapVehicle', reference, { vehicle, input });
    expect((await scrap({ id: 'VmVoaWNsZTo' })).errors).toEqual(['ID_INVALID']);
    expect((await scrap({})).errors).toEqual(['VEHICLE_KEY_INVALID']);
    expect((await scrap({ vin: vinOf(999) })).outcome.problems).toMatchObject([{ code: 'NOT_FOUND' }]);
    const audits = await api.test.owner.query(
      statement('t', `SELECT detail FROM audit_entry WHERE action = 'vehicle.scrap' AND detail ? 'refused'`),
    );
    expect(audits).toEqual([{ detail: { refused: ['NOT_FOUND'] } }]);
  });
});
