import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IsInt, IsString } from 'class-validator';
import type { Fact } from '../../src/domain/sync/fact.js';
import { uuidV7 } from '../../src/platform/context/ids.js';
import { violatedConstraint } from '../../src/platform/database/database.js';
import { sqlState } from '../../src/platform/database/sql-state.js';
import { statement } from '../../src/platform/database/statement.js';
import { FactStore } from '../../src/platform/facts/fact-store.js';
import { InvalidPayloadError, PayloadRegistry } from '../../src/platform/facts/payloads.js';
import { countUnstamped, stampAll } from '../../src/platform/facts/stamper.js';
import { verifyChains } from '../../src/platform/facts/verify.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

class Noted {
  @IsString()
  text!: string;

  @IsInt()
  count!: number;
}

const payloads = new PayloadRegistry();
payloads.register('vehicle.noted', 1, Noted);
const store = new FactStore(payloads);
const SUBJECT = '0190a000-0000-7000-8000-000000000001';

const note = (changes: Partial<Fact> = {}): Fact => ({
  id: uuidV7(),
  site: '310000',
  kind: 'vehicle.noted',
  version: 1,
  subjectType: 'vehicle',
  subject: SUBJECT,
  occurredAt: '2026-01-31T16:00:00.001Z',
  recordedAt: '2026-02-01T00:00:00.120Z',
  payload: { text: '苏A12345 "雨"', count: 3 },
  supersedes: null,
  ...changes,
});

describe('the fact log', () => {
  let test: TestDatabase;
  const append = (...facts: Fact[]): Promise<void> =>
    test.database.transaction((tx) => store.append(tx, facts));
  const ignore = (): void => undefined;

  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.close());

  it('should give a fact back exactly as it was written', async () => {
    const fact = note({ subject: uuidV7() });
    await append(fact);
    const loaded = await test.database.transaction((tx) => store.load(tx, 'vehicle', [fact.subject]));
    expect(loaded.get(fact.subject)).toEqual([fact]);
  });

  it('should refuse a payload that breaks its class and write nothing', async () => {
    const good = note();
    await expect(append(good, note({ payload: { text: 'x', count: '3' } }))).rejects.toThrow(
      InvalidPayloadError,
    );
    await expect(append(note({ payload: { text: 'x', count: 1, extra: true } }))).rejects.toThrow(/extra/);
    await expect(append(note({ version: 2 }))).rejects.toThrow(/not known/);
    const found = await test.database.query(statement('t', 'SELECT id FROM fact WHERE id = $1'), [good.id]);
    expect(found).toEqual([]);
  });

  it('should let only the author supersede, once, on the same subject', async () => {
    const first = note();
    await append(first);
    const refusal = async (changes: Partial<Fact>): Promise<string | null> =>
      append(note({ supersedes: first.id, ...changes })).then(
        () => null,
        (error: unknown) => violatedConstraint(error),
      );
    expect(await refusal({ site: '320000' })).toBe('fact_superseded_by_author');
    expect(await refusal({ subject: uuidV7() })).toBe('fact_superseded_by_author');
    expect(await refusal({})).toBeNull();
    expect(await refusal({})).toBe('fact_superseded_once');
  });

  it.each([
    'UPDATE fact SET kind = kind',
    'DELETE FROM fact',
    'UPDATE fact_stamp SET seq = seq',
    'DELETE FROM fact_stamp',
    'UPDATE audit_entry SET action = action',
    'DELETE FROM audit_entry',
    'TRUNCATE fact',
    'DELETE FROM fact_unstamped',
    'UPDATE fact_log SET last_seq = 0',
  ])('should not let the application run: %s', async (sql) => {
    const error: unknown = await test.database.query(statement('t', sql)).catch((e: unknown) => e);
    expect(sqlState(error)).toBe('42501');
  });

  it('should notice when the application is given a right that it must not have', async () => {
    const attempt = (): Promise<string | null> =>
      test.database.query(statement('t', 'DELETE FROM audit_entry WHERE false')).then(
        () => null,
        (error: unknown) => sqlState(error),
      );
    await test.owner.query(statement('plant', 'GRANT DELETE ON audit_entry TO qingtu_app'));
    expect(await attempt()).toBeNull();
    await test.owner.query(statement('pull', 'REVOKE DELETE ON audit_entry FROM qingtu_app'));
    expect(await attempt()).toBe('42501');
  });

  it('should number and chain facts gaplessly while many writers and stampers race', async () => {
    const writers = Array.from({ length: 8 }, async () => {
      for (let n = 0; n < 25; n += 1) await append(note({ site: '330000', subject: uuidV7() }));
    });
    const stampers = Array.from({ length: 3 }, async () => {
      for (let n = 0; n < 40; n += 1) await stampAll(test.database, '330000');
    });
    await Promise.all([...writers, ...stampers]);
    await stampAll(test.database, '330000');
    expect((await countUnstamped(test.database)).filter(({ site }) => site === '330000')).toEqual([]);
    const report = (await verifyChains(test.database, ignore)).find(({ site }) => site === '330000');
    expect(report).toEqual({ site: '330000', verified: 200, broken: null, stray: null });
  });

  it('should count what is not stamped yet', async () => {
    await append(note({ site: '340000' }), note({ site: '340000' }));
    expect(await countUnstamped(test.database)).toContainEqual({ site: '340000', waiting: 2 });
    expect(await stampAll(test.database, '340000')).toBe(2);
  });

  it('should name the first bad row after tampering', async () => {
    const facts = Array.from({ length: 5 }, () => note({ site: '320000', subject: uuidV7() }));
    await append(...facts);
    await stampAll(test.database, '320000');
    const third = facts[2];
    await test.owner.query(
      statement('tamper', `UPDATE fact SET payload = jsonb_set(payload, '{count}', '4') WHERE id = $1`),
      [third?.id],
    );
    const report = (await verifyChains(test.database, ignore)).find(({ site }) => site === '320000');
    expect(report).toMatchObject({ verified: 2, broken: { seq: 3, factId: third?.id, what: 'CONTENT' } });
  });

  it('should find a fact that was slipped past the stamper', async () => {
    const stray = note({ site: '340000' });
    await append(stray);
    await test.owner.query(statement('slip', 'DELETE FROM fact_unstamped WHERE fact_id = $1'), [stray.id]);
    const report = (await verifyChains(test.database, ignore)).find(({ site }) => site === '340000');
    expect(report?.stray).toBe(stray.id);
  });
});

describe('a unit of work', () => {
  it('should run again, whole, after a serialization failure or a deadlock and only then', async () => {
    const test = await createTestDatabase();
    const attempts = async (state: string, failures: number): Promise<number> => {
      let runs = 0;
      const raise = statement(
        'raise',
        `DO $$ BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = '${state}'; END $$`,
      );
      await test.database
        .transaction(async (tx) => {
          runs += 1;
          if (runs <= failures) await tx.query(raise);
        })
        .catch(() => undefined);
      return runs;
    };
    expect(await attempts('40001', 2)).toBe(3);
    expect(await attempts('40P01', 1)).toBe(2);
    expect(await attempts('23505', 1)).toBe(1);
    await test.close();
  });
});
