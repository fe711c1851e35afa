import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { divisionSeeds } from '../../seeds/reference/divisions.js';
import { seedReference } from '../../seeds/reference/reference.js';
import { CITIES } from '../../src/domain/shared/division.js';
import { PLATE_TYPES } from '../../src/domain/vehicle/codes.js';
import { ReferenceRepository } from '../../src/features/reference/reference.repository.js';
import { ReferenceService } from '../../src/features/reference/reference.service.js';
import { CodeEntryEntity, DivisionEntity } from '../../src/features/reference/index.js';
import { sqlState } from '../../src/platform/database/sql-state.js';
import { statement } from '../../src/platform/database/statement.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

describe('reference data', () => {
  let test: TestDatabase;
  let service: ReferenceService;
  const asOwner = <R extends object>(sql: string): Promise<R[]> => test.owner.query<R>(statement('t', sql));
  const changes = (): Promise<object[]> =>
    asOwner(`SELECT code, xmin::text AS written FROM division UNION ALL SELECT code_table || code, xmin::text FROM code_entry
             UNION ALL SELECT name, xmin::text FROM reference_version ORDER BY 1`);

  beforeAll(async () => {
    test = await createTestDatabase([DivisionEntity, CodeEntryEntity]);
    service = new ReferenceService(test.database, new ReferenceRepository());
  });
  beforeEach(() => seedReference(test.owner));
  afterAll(() => test.close());

  it('should write nothing the second time', async () => {
    const before = await changes();
    const counts = await seedReference(test.owner);
    expect(await changes()).toEqual(before);
    const [rows] = await asOwner(
      'SELECT (SELECT count(*) FROM division) AS divisions, (SELECT count(*) FROM code_entry) AS codes',
    );
    expect(rows).toEqual(counts);
  });

  it('should load once when two processes start together', async () => {
    await asOwner('DELETE FROM reference_version');
    await expect(Promise.all([seedReference(test.owner), seedReference(test.owner)])).resolves.toHaveLength(
      2,
    );
    expect(await service.codes('FUEL')).not.toHaveLength(0);
  });

  it.each([
    ['a name that changed', `UPDATE division SET name = 'x' WHERE code = '320100'`],
    ['a division that is missing', `DELETE FROM division WHERE code = '320102'`],
    [
      'a division too many',
      `INSERT INTO division VALUES ('329900', 'CITY', '320000', 'x', NULL, NULL, '{}')`,
    ],
    ['a code that changed', `UPDATE code_entry SET name_en = 'x' WHERE code_table = 'FUEL' AND code = 'B'`],
    ['a code too many', `INSERT INTO code_entry VALUES ('FUEL', '!', 'x', 'x')`],
  ])('should bring the rows in line when the content is another: %s', async (_name, sql) => {
    const rows = (): Promise<object[]> =>
      asOwner(
        `SELECT to_jsonb(d) AS row FROM division d UNION ALL SELECT to_jsonb(c) FROM code_entry c ORDER BY 1`,
      );
    const before = await rows();
    await asOwner(sql);
    await asOwner(`UPDATE reference_version SET content_hash = 'of other content'`);
    await seedReference(test.owner);
    expect(await rows()).toEqual(before);
  });

  it('should list the four at the top, the 41 cities below them and counties below cities', async () => {
    const top = await service.divisions(null, false);
    expect(top.map(({ code }) => code)).toEqual(['310000', '320000', '330000', '340000']);
    const below = await Promise.all(top.slice(1).map(({ code }) => service.divisions(code, false)));
    expect(['310000', ...below.flat().map(({ code }) => code)]).toEqual(CITIES.map(({ code }) => code));
    const shanghai = await service.divisions('310000', false);
    expect(shanghai).toContainEqual({
      code: '310115',
      level: 'COUNTY',
      parent: '310000',
      name: '浦东新区',
      validFrom: null,
      validTo: null,
      successors: [],
    });
    expect(shanghai).toHaveLength(16);
  });

  it('should show codes given up only when asked', async () => {
    expect((await service.divisions('320600', false)).map(({ code }) => code)).not.toContain('320684');
    expect(await service.divisions('320600', true)).toContainEqual(
      expect.objectContaining({ code: '320684', validTo: '2020-08-01', successors: ['320614'] }),
    );
    expect(await service.divisions('341400', true)).toHaveLength(5);
  });

  it.each([
    ['999999', 'DIVISION_UNKNOWN'],
    ['341400', 'DIVISION_UNKNOWN'],
    ['', 'DIVISION_UNKNOWN'],
    ['110000', 'DIVISION_OUT_OF_YRD'],
  ])('should refuse the parent %j with %s', async (parent, code) => {
    await expect(service.divisions(parent, false)).rejects.toMatchObject({ code, field: 'parent' });
  });

  it('should give the codes of a table in order with both names', async () => {
    const codes = await service.codes('PLATE_TYPE');
    expect(codes.map(({ code }) => code)).toEqual(Object.keys(PLATE_TYPES).sort());
    expect(codes).toContainEqual({
      table: 'PLATE_TYPE',
      code: '51',
      nameZh: '大型新能源汽车',
      nameEn: 'large new-energy vehicle',
    });
  });

  it('should hold every division of the rules once, below one that is there', () => {
    const seeds = divisionSeeds();
    const known = new Set(seeds.map(({ code }) => code));
    expect(known.size).toBe(seeds.length);
    expect(seeds.filter(({ parent }) => parent !== null && !known.has(parent))).toEqual([]);
    expect(seeds.flatMap(({ successors }) => successors).filter((code) => !known.has(code))).toEqual([]);
  });

  it.each([`UPDATE division SET name = name`, `DELETE FROM code_entry`, `DELETE FROM seed_state`])(
    'should not let the application run: %s',
    async (sql) => {
      const error: unknown = await test.database.query(statement('t', sql)).catch((e: unknown) => e);
      expect(sqlState(error)).toBe('42501');
    },
  );

  it('should have entities that match the migration', async () => {
    const { upQueries } = await test.owner.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
