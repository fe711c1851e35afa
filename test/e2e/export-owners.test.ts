import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VEHICLE_COLUMNS } from '../../src/domain/vehicle/table/vehicle-columns.js';
import type { RegistrationInput } from '../../src/features/registry/registration-check.js';
import { FactIngestService, VehicleProjection } from '../../src/features/registry/index.js';
import { statement } from '../../src/platform/database/statement.js';
import { startExports, type ExportsFixture, type Person } from '../support/exports-fixture.js';
import { CLEAR_TEXTS, PERSON, recordOwner, type OwnerShown } from '../support/owners.js';
import { reviewsOn } from '../support/review.js';
import { truck, vehicleId, vinOf } from '../support/registry-fixture.js';
import { newKey, valueOf } from '../support/vehicle-requests.js';
import { VEHICLE_EXTENSIONS } from '../../src/apps/process/vehicle-extensions.js';

const COLUMNS = ['ownerName', 'ownerPhone', 'ownerAddress', 'ownerIdNumber'].map((key) =>
  VEHICLE_COLUMNS.findIndex((column) => column.key === key),
);
const VIN = VEHICLE_COLUMNS.findIndex(({ key }) => key === 'vin');
const OWNERS = `{ vehicles(first: 50) { edges { node { vin owner { name phone address idNumber } } } } }`;
const AUDITED = statement(
  'test_owners_audit',
  `SELECT subjects, purpose, reference, detail->'shown' AS shown FROM audit_entry
   WHERE action = 'owner.read' AND request_id LIKE 'export-%' ORDER BY id DESC LIMIT 1`,
);
const OFFICE = statement(
  'test_office',
  `SELECT organisation_id AS office FROM account WHERE login = 'ecology'`,
);
const LIST_OVER_LIMIT = statement(
  'test_over_limit',
  `INSERT INTO supervision_reason (vehicle_id, code, since, clause, facts, evidence_at)
   VALUES ($1, 'OVER_LIMIT_LISTED', '2026-11-01', 'test', '{}', '2026-11-01T00:00:00Z')`,
);

const heldRow = (): RegistrationInput => ({
  ...{
    vin: vinOf(77),
    plate: { number: '沪A77777', type: '01' },
    vehicleType: 'H11',
    useNature: 'F',
    fuel: 'B',
  },
  ...{ emissionStage: '国四', firstRegisteredOn: '2014-03-01', division: '310115', status: 'A' },
  ...{ ownerKind: 'PERSON', ownerUscc: null },
});

describe('owners and filled lists in exports', () => {
  let exports: ExportsFixture;

  beforeAll(async () => {
    exports = await startExports();
    const { database, facts } = exports.api.parts;
    const ingest = new FactIngestService(database, facts, new VehicleProjection(VEHICLE_EXTENSIONS));
    const here = { site: '310000' } as const;
    const person = { division: '310115', ownerKind: 'PERSON', ownerUscc: null } as const;
    await ingest.ingest([
      truck(1, '沪A00001', person, here),
      truck(2, '沪A00002', { division: '310115' }, here),
      truck(3, '沪A00003', { ...person, fuel: 'AE' }, here),
      truck(4, '苏A00004', { ownerKind: 'PERSON', ownerUscc: null }, { site: '320000' }),
    ]);
    const { idNumber: _id, name: _name, ...company } = PERSON;
    await recordOwner(exports.api, vinOf(1), PERSON);
    await recordOwner(exports.api, vinOf(2), { ...company, name: '上海测试运输有限公司' });
  });
  afterAll(() => exports.close());

  async function exported(person: Person, input: Record<string, unknown>): Promise<string[][]> {
    const { id } = await person.request(input);
    await exports.work();
    const { file, problem } = await person.look(id);
    expect(problem).toBeNull();
    const text = Buffer.from(await (await person.fetch(file ?? '')).arrayBuffer()).toString('utf8');
    return text
      .replace(/^\u{feff}/u, '')
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(','));
  }

  it.each([
    ['ecology', 'CASE_INVESTIGATION', PERSON.phone],
    ['police', 'CASE_INVESTIGATION', PERSON.phone],
    ['transport', 'SUPERVISION', '139****5678'],
    ['ecology', 'PERIODIC_TEST', '139****5678'],
  ])('should be filled for %s with %s as the API fills them', async (login, purpose, phone) => {
    const why = { 'x-purpose': purpose, 'x-case-no': 'C-2026-60' };
    const person = await exports.person(login, why);
    const page = valueOf(await person.ask(OWNERS), 'vehicles') as {
      edges: { node: { vin: string; owner: OwnerShown | null } }[];
    };
    const rows = await exported(person, { list: 'VEHICLES' });
    const cells = new Map(rows.map((row) => [row[VIN], COLUMNS.map((column) => row[column])]));
    expect(cells.get(vinOf(1))?.[1]).toBe(phone);
    const shown = page.edges.map(({ node: { owner } }) =>
      [owner?.name, owner?.phone, owner?.address, owner?.idNumber].map((text) => text ?? ''),
    );
    expect(page.edges.map(({ node }) => cells.get(node.vin))).toEqual(shown);
    expect(JSON.stringify(rows)).not.toContain(PERSON.idNumber);
  });

  it('should name in the audit which fields of whose owner were shown, and why', async () => {
    const why = { 'x-purpose': 'CASE_INVESTIGATION', 'x-case-no': 'C-2026-60' };
    await exported(await exports.person('ecology', why), { list: 'VEHICLES' });
    const [line] = await exports.api.test.owner.query<Record<string, unknown>>(AUDITED);
    expect(line).toMatchObject({ purpose: 'CASE_INVESTIGATION', reference: 'C-2026-60' });
    expect(line?.['subjects']).toEqual(expect.arrayContaining([vehicleId(1), vehicleId(2)]));
    expect(line?.['shown']).toContainEqual({
      sight: 'FULL',
      fields: ['name', 'phone', 'address', 'idNumber'],
      vehicles: [vehicleId(1)],
    });
    for (const clear of CLEAR_TEXTS) expect(JSON.stringify(line)).not.toContain(clear);
  });

  it('should not open an owner with a number alone, the purpose of which was only assumed', async () => {
    const person = await exports.person('ecology', { 'x-case-no': 'C-2026-60' });
    const rows = await exported(person, { list: 'VEHICLES' });
    expect(rows.length).toBeGreaterThan(2);
    for (const clear of CLEAR_TEXTS.slice(0, 3)) expect(JSON.stringify(rows)).not.toContain(clear);
  });

  it('should hold the vehicles over the limit and what waits for review', async () => {
    await exports.api.test.owner.query(LIST_OVER_LIMIT, [vehicleId(2)]);
    const ecology = await exports.person('ecology');
    const over = await exported(ecology, { list: 'OVER_LIMIT' });
    expect(over.map((row) => row[VIN])).toEqual([vinOf(2)]);
    const { database, stores } = exports.api.parts;
    const held = { ...heldRow(), division: '310115' };
    await reviewsOn(database, '310000', stores.keyring).hold(held, { code: 'PLATE_IN_USE', field: 'plate' });
    const reviews = await exported(ecology, { list: 'REVIEW' });
    expect(reviews.map(([code]) => code)).toEqual(['PLATE_DUPLICATE']);
    expect(reviews[0]?.join()).toContain('沪A77777');
  });

  it('should be let happen by people alone, never by a program', async () => {
    const { api } = exports;
    const create = `mutation ($key: String!, $input: CreateApiClientInput!) { createApiClient(idempotencyKey: $key, input: $input) {
      ... on ApiKeyIssued { key } ... on AccountRefused { code message } } }`;
    const [found] = await api.test.owner.query<{ office: string }>(OFFICE);
    const organisationId = Buffer.from(`Organisation:${found?.office ?? ''}`).toString('base64url');
    const input = {
      ...{ name: 'approver', role: 'ECOLOGY_BUREAU', actions: ['export.approve'] },
      ...{ organisationId, expiresAt: '2027-01-01T00:00:00Z' },
    };
    const made = await api.ask(create, { as: 'ADMINISTRATOR', variables: { key: newKey(), input } });
    expect(valueOf(made, 'createApiClient')).toMatchObject({ code: 'CLIENT_ACTION_PERSONAL' });
  });
});
