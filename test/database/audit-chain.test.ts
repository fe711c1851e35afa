import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { recordAudits } from '../../src/platform/audit/audit-log.js';
import { auditStamping, readAuditHead, stampAudit } from '../../src/platform/audit/audit-chain.js';
import { VerifyAuditProcessor } from '../../src/platform/audit/verify-audit.processor.js';
import { describeAudit, verifyAudit, type AuditReport } from '../../src/platform/audit/verify-audit.js';
import { sqlState } from '../../src/platform/database/sql-state.js';
import { statement } from '../../src/platform/database/statement.js';
import { stampAllAudit } from '../support/audit-chain.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { callerIn, vehicleId } from '../support/registry-fixture.js';

const CALLER = callerIn('TRAFFIC_POLICE', '310000', { reference: '沪公交 "2026" 第\u001f1号' });

describe('the audit chain', () => {
  let test: TestDatabase;
  const write = (...subjects: readonly number[]): Promise<void> =>
    test.database.transaction((tx) =>
      recordAudits(
        tx,
        subjects.map((n) => ({
          context: CALLER,
          entry: { action: 'vehicle.read', subjects: [vehicleId(n)], detail: { by: 'id', n } },
        })),
      ),
    );
  const asOwner = (sql: string): Promise<{ id: number }[]> =>
    test.owner.query<{ id: number }>({ name: '', text: sql });
  const verified = async (): Promise<AuditReport | null> => verifyAudit(test.database, () => undefined);

  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    await asOwner('TRUNCATE audit_entry, audit_block, audit_head RESTART IDENTITY');
  });

  it('should be nothing before the first entry', async () => {
    expect(await readAuditHead(test.database)).toBeNull();
    expect(await verified()).toBeNull();
  });

  it('should hold every entry of many writers once, whatever the order of their commits', async () => {
    const early = new pg.Client({ connectionString: test.ownerUrl });
    await early.connect();
    await early.query('BEGIN');
    await early.query(
      `INSERT INTO audit_entry (at, action, request_id, subjects, detail) VALUES (now(), 'late.commit', 'r', '{}', '{}')`,
    );
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let n = 0; n < 20; n += 1) await write(writer * 100 + n, writer * 100 + n + 50);
    });
    const stampers = Array.from({ length: 3 }, async () => {
      for (let n = 0; n < 20; n += 1) await stampAudit(test.database, '310000');
    });
    await Promise.all([...writers, ...stampers]);
    expect(await readAuditHead(test.database)).toMatchObject({ waiting: 240 });
    await early.query('COMMIT');
    await early.end();
    expect(await stampAllAudit(test.database)).toMatchObject({ entries: 241, waiting: 0 });
    expect(await verified()).toMatchObject({ verified: 241, broken: null });
  });

  it('should have a head that changes with every entry and is told by the walk', async () => {
    await write(1);
    const first = await stampAllAudit(test.database);
    await write(2);
    const second = await stampAllAudit(test.database);
    expect(second.link).not.toBe(first.link);
    expect(await verified()).toMatchObject({ link: second.link, blocks: second.blocks });
  });

  it('should belong to one site', async () => {
    await write(1);
    await stampAllAudit(test.database);
    await write(2);
    expect(await stampAudit(test.database, '320000')).toBe(0);
    expect(await readAuditHead(test.database)).toMatchObject({ waiting: 1 });
  });

  it.each([
    ['a changed purpose', `UPDATE audit_entry SET purpose = 'REPAIR' WHERE id = 3`, 'CHANGED', 3],
    ['a changed time', `UPDATE audit_entry SET at = at + interval '1 ms' WHERE id = 2`, 'CHANGED', 2],
    ['a changed detail', `UPDATE audit_entry SET detail = '{"by": "vin"}' WHERE id = 4`, 'CHANGED', 4],
    ['a subject left out', `UPDATE audit_entry SET subjects = '{}' WHERE id = 1`, 'CHANGED', 1],
    ['a removed entry', 'DELETE FROM audit_entry WHERE id = 4', 'REMOVED', 4],
    [
      'an entry put in between',
      `INSERT INTO audit_entry (id, tx, at, action, request_id, subjects, detail) OVERRIDING SYSTEM VALUE
       SELECT 900, tx, at, action, request_id, subjects, detail FROM audit_entry WHERE id = 2`,
      'INSERTED',
      900,
    ],
    [
      'an entry that no stamper would come to',
      `INSERT INTO audit_entry (id, tx, at, action, request_id, subjects, detail) OVERRIDING SYSTEM VALUE
       SELECT 901, '9223372036854775807', at, action, request_id, subjects, detail FROM audit_entry WHERE id = 2`,
      'INSERTED',
      901,
    ],
    ['a block without its last entry', cutBlock(), 'BLOCK', null],
    ['a removed block', 'DELETE FROM audit_block WHERE number = 2', 'GAP', null],
    ['a cut end', 'DELETE FROM audit_block WHERE number = 3', 'TRUNCATED', null],
    ['another head', `UPDATE audit_head SET link = sha256(link)`, 'HEAD', null],
  ])('should name the first bad place after %s', async (_, sql, what, entryId) => {
    for (const n of [1, 2, 3]) {
      await write(n, n + 10);
      await stampAllAudit(test.database);
    }
    expect(await verified()).toMatchObject({ verified: 6, broken: null });
    await asOwner(sql);
    const report = await verified();
    expect(report?.broken).toMatchObject({ what, entryId });
    expect(describeAudit(report as AuditReport)).toContain(`BROKEN`);
    await expect(new VerifyAuditProcessor(test.database).handle()).rejects.toThrow(what);
  });

  it('should go on after a restore into a server whose transactions have lower numbers', async () => {
    await write(1, 2);
    await stampAllAudit(test.database);
    await write(3);
    await asOwner(`UPDATE audit_entry SET tx = (tx::text::bigint + 1000000000)::text::xid8`);
    await asOwner(`UPDATE audit_head SET last_tx = (last_tx::text::bigint + 1000000000)::text::xid8`);
    expect(await stampAudit(test.database, '310000')).toBe(1);
    await write(4, 5);
    expect(await stampAllAudit(test.database)).toMatchObject({ entries: 5, waiting: 0 });
    expect(await verified()).toMatchObject({ verified: 5, broken: null });
  });

  it('should merge the index in the background, so that no writer ever has to', async () => {
    const round = auditStamping(test.database, '310000');
    const pagesNotMerged = async (): Promise<number> => {
      const sql = `SELECT gin_clean_pending_list('audit_entry_about')::int AS id`;
      return (await asOwner(sql))[0]?.id ?? 0;
    };
    await write(1);
    expect(await pagesNotMerged()).toBeGreaterThan(0);
    for (let n = 0, blocks = 0; blocks < 20; n += 1) {
      if ((await readAuditHead(test.database))?.waiting !== 1) await write(n);
      await round();
      blocks = (await readAuditHead(test.database))?.blocks ?? 0;
    }
    expect(await pagesNotMerged()).toBe(0);
  });

  it.each([
    'UPDATE audit_block SET number = number',
    'DELETE FROM audit_block',
    'UPDATE audit_head SET blocks = 0',
    'DELETE FROM audit_head',
    'TRUNCATE audit_block',
    `INSERT INTO audit_block VALUES (1, '{1}', sha256(''), sha256(''))`,
    `INSERT INTO audit_entry (tx, at, action, request_id, subjects, detail) VALUES ('1', now(), 'x', 'x', '{}', '{}')`,
  ])('should not let the application run: %s', async (sql) => {
    const error: unknown = await test.database.query(statement('t', sql)).catch((e: unknown) => e);
    expect(sqlState(error)).toBe('42501');
  });
});

function cutBlock(): string {
  return `UPDATE audit_block SET entry_ids = entry_ids[1:1], entry_hashes = substr(entry_hashes, 1, 32) WHERE number = 2`;
}
